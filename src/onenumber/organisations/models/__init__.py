"""Councils, trusts, partners; the service they run; its localities, teams and places; what is agreed with whom."""

from onenumber.organisations.models.agreement import Agreement, AgreementText
from onenumber.organisations.models.locality import Locality, Place, Team
from onenumber.organisations.models.organisation import Organisation
from onenumber.organisations.models.restoration import Restoration
from onenumber.organisations.models.service import Service, ServiceCouncil

__all__ = [
    "Agreement",
    "AgreementText",
    "Locality",
    "Organisation",
    "Place",
    "Restoration",
    "Service",
    "ServiceCouncil",
    "Team",
]
