"""One row of a spreadsheet as the facts it stands for: contact, person, case, considering, assessment, outcome."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Q

from amhp.calendar import midnight_after
from amhp.law import EventKind
from onenumber.audit.models import Viewer
from onenumber.cases.models import Attempt, Case, Closure, Decision, Note, Triage
from onenumber.intake.models import Contact, ContactStep
from onenumber.organisations.models import Locality, Service
from onenumber.persons.models import Person
from onenumber.persons.queries import name_key, name_sound
from onenumber.records.references import next_reference
from onenumber.returns.spreadsheet import ReferralRow, TimeQuality

EVENTS = {"20": EventKind.S136_ARRIVED, "19": EventKind.S135_ARRIVED, "05": EventKind.S5_2_REPORT}
NOT_SAID = "imported: the sheet does not say"


def day_moment(day: date) -> datetime:
    """The first moment of a local day, for a fact whose time of day is not known."""
    return midnight_after(day - timedelta(days=1))


class RowWriter:
    """Writes rows one after the other inside the import's transaction."""

    def __init__(self, *, by: Viewer, at: datetime, service: Service, areas: Mapping[str, Locality]) -> None:
        self.by, self.at, self.service, self.areas = by, at, service, areas

    def write(self, row: ReferralRow) -> Contact:
        """The contact, and the closed case unless it was advice only."""
        area = self.areas[row.locality]
        person = self._person(row, area)
        contact = self._contact(row, area, person)
        closed_at = self._closed(row, contact.happened_at)
        if row.outcome == "ADVICE_ONLY":
            self._step(contact, ContactStep.Kind.ANSWERED, closed_at, "")
            return contact
        case = Case.objects.create(
            reference=next_reference(self.service.prefix, at=contact.happened_at),
            service=self.service,
            council=contact.council,
            person=person,
            contact=contact,
            locality=contact.locality,
            contact_type=row.contact_type.value,
            **self._fact(contact.happened_at),
        )
        self._step(contact, ContactStep.Kind.OPENED, contact.happened_at, case.reference)
        self._case_facts(row, case, closed_at)
        return contact

    def _fact(self, happened_at: datetime) -> dict[str, object]:
        return {
            "happened_at": happened_at,
            "recorded_at": self.at,
            "by_id": self.by.user_id,
            "by_name": self.by.name,
        }

    def _contact(self, row: ReferralRow, area: Locality, person: Person) -> Contact:
        received_at = row.received_at or day_moment(row.received_on)
        event = EVENTS.get(row.status or "")
        return Contact.objects.create(
            reference=next_reference("C", at=received_at),
            service=self.service,
            council=area.council,
            kind=self._kind(row),
            channel=Contact.Channel.OTHER_RECORD,
            person=person,
            locality=area,
            source=row.source,
            event=event.value if event else "nothing",
            words=row.note,
            contact_type=row.contact_type.value,
            received_quality=str(row.received_quality.value),
            their_reference=row.reference[:60],
            **self._fact(received_at),
        )

    @staticmethod
    def _kind(row: ReferralRow) -> Contact.Kind:
        if row.outcome == "ADVICE_ONLY":
            return Contact.Kind.ADVICE
        return Contact.Kind.NEAREST_RELATIVE if row.contact_type.value == "S13_4" else Contact.Kind.REFERRAL

    def _person(self, row: ReferralRow, area: Locality) -> Person:
        """The same person only where the NHS number agrees, and the birth date or the name beside it."""
        key = name_key(row.name)
        if row.nhs_number:
            beside = (
                Q(name_key=key) if row.birth_date is None else Q(birth_date=row.birth_date) | Q(name_key=key)
            )
            known = Person.objects.filter(beside, service=self.service, nhs_number=row.nhs_number).first()
            if known is not None:
                return known
        return Person.objects.create(
            service=self.service,
            council=area.council,
            name=row.name[:200] if key else "",
            name_key=key,
            name_sound=name_sound(row.name),
            birth_date=row.birth_date,
            age_estimate=row.estimated_age,
            age_estimated_on=None if row.estimated_age is None else row.received_on,
            nhs_number=row.nhs_number or "",
            recorded_at=self.at,
        )

    def _closed(self, row: ReferralRow, otherwise: datetime) -> datetime:
        return day_moment(row.closed_on) if row.closed_on is not None else otherwise

    def _step(self, contact: Contact, kind: ContactStep.Kind, happened_at: datetime, case: str) -> None:
        ContactStep.objects.create(contact=contact, kind=kind, case_reference=case, **self._fact(happened_at))
        Contact.objects.filter(pk=contact.pk, settled_at__isnull=True).update(settled_at=self.at)

    def _case_facts(self, row: ReferralRow, case: Case, closed_at: datetime) -> None:
        assessed_at = row.assessed_at or (day_moment(row.assessed_on) if row.assessed_on else None)
        quality = str((row.assessed_quality or TimeQuality.UNKNOWN).value)
        unknown = TimeQuality.UNKNOWN.value
        triage = row.triage.value
        named = {"amhp_id": 0, "reasons": NOT_SAID} if triage == Triage.Answer.NOT_ASSESS else {"reasons": ""}
        Triage.objects.create(
            case=case,
            answer=triage,
            amhp_name=NOT_SAID,
            happened_quality=unknown,
            **named,
            **self._fact(case.happened_at),
        )
        if assessed_at is not None:
            Attempt.objects.create(
                case=case, result=Attempt.Result.DONE, happened_quality=quality, **self._fact(assessed_at)
            )
        if row.outcome != "TRANSFERRED":
            decided_at = assessed_at or max(closed_at, case.happened_at)
            Decision.objects.create(
                case=case,
                outcome=row.outcome,
                amhp_name=NOT_SAID,
                reasons=NOT_SAID,
                happened_quality=unknown,
                **self._fact(decided_at),
            )
        if row.note:
            Note.objects.create(case=case, text=row.note, **self._fact(case.happened_at))
        Closure.objects.create(case=case, happened_quality=unknown, detail=NOT_SAID, **self._fact(closed_at))
