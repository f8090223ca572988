"""The settings a service must make, with a sentence each: what is asked, and what its value looks like.

Read by the loader (which refuses others), by the settings page, and by `missing_settings`.
"""

from dataclasses import dataclass

from onenumber.organisations import setting_checks as check
from onenumber.organisations.setting_checks import Check


@dataclass(frozen=True)
class SettingKind:
    """One setting: the sentence that explains it and the check its value must pass; whether a service needs it."""

    sentence: str
    check: Check
    needed: bool = True


LETTERS = {
    "person": "letter to the person",
    "relative": "letter to a relative",
    "person_sheet": "sheet for the person",
    "carer_sheet": "sheet for the family or a carer",
}
LANGUAGES = {"english": ("English", "en-GB"), "welsh": ("Welsh", "cy"), "easy_read": ("Easy Read", "en-GB")}


SETTINGS: dict[str, SettingKind] = {
    "duty.periods": SettingKind("When day duty and out-of-hours duty run.", check.duty_periods),
    "priority.target_minutes": SettingKind(
        "For each priority, how soon the person should be seen, in minutes from the request.",
        check.priorities,
    ),
    "wait.reasons": SettingKind(
        "What the work waits on here: reason, stage, who owns it, and whether it is chosen.",
        check.wait_reasons,
    ),
    "wait.escalation_minutes": SettingKind(
        "For each stage, after how many minutes a wait shows as stuck.", check.stages
    ),
    "offer.minutes": SettingKind(
        "The choices of how long an offer waits for its answer.", check.minutes_rising
    ),
    "offer.escalation_minutes": SettingKind(
        "How many minutes after its answer was wanted an offer is told to the AMHP lead.", check.minutes
    ),
    "offer.unoffered_minutes": SettingKind(
        "After how many minutes a case that nobody was asked about needs someone now.", check.minutes
    ),
    "ask.minutes": SettingKind(
        "The choices of how long a doctor, the police or anybody else asked to come has to answer.",
        check.minutes_rising,
    ),
    "ask.doctor_minutes": SettingKind(
        "How many minutes of a doctor's time an examination holds, from when they are expected.",
        check.minutes,
    ),
    "ask.late_minutes": SettingKind(
        "How many minutes after the time given somebody who has not come needs someone now.", check.minutes
    ),
    "ask.partners": SettingKind(
        "Whom the hub asks for what: police, transport, a bed and the others, each with a telephone number.",
        check.partners,
    ),
    "bed.ladder": SettingKind(
        "Who is told when no bed is found, after how many minutes, and who agreed to be told.", check.ladder
    ),
    "law.red_minutes": SettingKind(
        "How long before the end of a legal authority its clock turns red.", check.minutes
    ),
    "law.soon_minutes": SettingKind(
        "How long before the end of a legal authority its clock asks for attention.", check.minutes
    ),
    "continuity.pack_minutes": SettingKind(
        "Every how many minutes the pack for an outage is written anew.", check.minutes
    ),
    "record.reason_open_minutes": SettingKind(
        "How long a reason given keeps a person's record open.", check.minutes
    ),
    "handover.read_days": SettingKind(
        "For how many days after a handover the giving side may still read what it handed over.", check.days
    ),
    "handover.services": SettingKind(
        "Prefixes of other services of this installation that lists are also handed to; none when day and "
        "out of hours are one service.",
        check.prefixes,
    ),
    "agreement.review_days": SettingKind(
        "How many days before its review an agreement or a local arrangement is shown first.",
        check.days_of_a_year,
    ),
    "request.minutes": SettingKind(
        "The choices of how long another AMHP service has to answer when a case is asked of it, or of us.",
        check.minutes_rising,
    ),
    "request.escalation_minutes": SettingKind(
        "How many minutes after its answer was wanted a request to or from another service is told to the AMHP lead.",
        check.minutes,
    ),
    "openings.review_days": SettingKind(
        "After how many days an opening worth a look that nobody reviewed is told to the AMHP lead.",
        check.days,
    ),
    "retention.confirmed": SettingKind(
        "The classes of the retention schedule the council has compared with its own; others are never destroyed.",
        check.retention_classes,
    ),
    "draft.keep_hours": SettingKind(
        "How long an unfinished draft of a contact is offered again.", check.hours
    ),
    "message.escalation_minutes": SettingKind(
        "How many minutes after a message was given up the AMHP lead is told.", check.minutes
    ),
    "worker.silent_minutes": SettingKind(
        "After how many minutes without a sign of the worker the board says so and the duty phone is told.",
        check.minutes,
    ),
    "watchdog.contacts": SettingKind(
        "The duty phone and the addresses that are told when the service stands still.", check.contacts
    ),
    "watchdog.repeat_minutes": SettingKind(
        "After how many minutes they are told again while it still stands still.", check.minutes
    ),
    "skills": SettingKind("The skills a practitioner may be known for: code and words.", check.skills),
    **{
        f"letter.{who}.{language}": SettingKind(
            f"The approved text of the {what}, in {name}.", check.letter, needed=False
        )
        for who, what in LETTERS.items()
        for language, (name, _tag) in LANGUAGES.items()
    },
}
