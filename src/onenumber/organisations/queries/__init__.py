"""Reading a service: its settings, its localities, the places callers name, and what is agreed with whom."""

from onenumber.organisations.file_problems import BadServiceFile
from onenumber.organisations.queries.agreements import (
    AgreementStanding,
    Arrangement,
    Fitting,
    StandingAgreement,
    agreement_for,
    agreements,
    agreements_due,
    fitting_arrangements,
    review_days,
)
from onenumber.organisations.queries.installer import installer
from onenumber.organisations.queries.places import (
    localities,
    locality_names,
    locality_of,
    propose_locality,
    propose_place,
    questions_about_places,
)
from onenumber.organisations.queries.restorations import restorations
from onenumber.organisations.queries.settings import (
    SettingMissing,
    explained_settings,
    has_setting,
    missing_settings,
    setting,
)
from onenumber.organisations.service_file import ServiceFile, read_service_file
from onenumber.organisations.setting_checks import DAYS, LETTER_VALUE
from onenumber.organisations.setting_kinds import LANGUAGES, LETTERS

__all__ = [
    "DAYS",
    "LANGUAGES",
    "LETTERS",
    "LETTER_VALUE",
    "AgreementStanding",
    "Arrangement",
    "BadServiceFile",
    "Fitting",
    "ServiceFile",
    "SettingMissing",
    "StandingAgreement",
    "agreement_for",
    "agreements",
    "agreements_due",
    "explained_settings",
    "fitting_arrangements",
    "has_setting",
    "installer",
    "localities",
    "locality_names",
    "locality_of",
    "missing_settings",
    "propose_locality",
    "propose_place",
    "questions_about_places",
    "read_service_file",
    "restorations",
    "review_days",
    "setting",
]
