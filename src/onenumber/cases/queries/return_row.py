"""One case as a row of the return: values and child rows, from its facts alone (dataset AMDS v1).

It stands here and not with the returns, because the case page and the form that closes a case show what their row
still lacks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from amhp.dataset import ChildRow, ReturnRow, Value, attempt, delay, doctor, join_codes, require_code
from onenumber.cases.models import Attempt, CarryingOut, Recommendation, ReturnAnswers, Triage
from onenumber.cases.queries.capacity import Capacity
from onenumber.cases.queries.clocks import clocks_of
from onenumber.cases.queries.facts import CaseFacts
from onenumber.cases.queries.standing import outcome_of

HOLDS = ("s136", "s135", "s5(2)", "s5(4)", "recall")
AS_ANSWERED = (
    "accommodation",
    "cross_border_reason",
    "known_to_mh",
    "sla_code",
    "referrer_ods",
    "interpreter_used",
)
INFORMED = ("INFORMED", "CONSULTED_NO_OBJECTION", "OBJECTED")


class Happened(Protocol):
    """A fact with its time and how well that is known."""

    happened_at: datetime
    happened_quality: str


def moment(name: str, fact: Happened | None) -> dict[str, Value]:
    """A time with its quality; nothing when there is no such fact."""
    if fact is None:
        return {}
    return {name: fact.happened_at, f"{name}_quality": fact.happened_quality}


def alternatives_tried(facts: CaseFacts) -> str:
    """The newest that was said of it, in considering the request or when asked for the return: codes with spaces."""
    said: list[Triage | ReturnAnswers] = [*facts.triages, *facts.return_answers]
    newest_first = sorted(said, key=lambda row: row.recorded_at, reverse=True)
    return next((row.alternatives_tried for row in newest_first if row.alternatives_tried), "")


@dataclass(frozen=True)
class DoctorCame:
    """A doctor who examined, or was there: what is known of them, and the moments of their row."""

    section_12: bool | None
    knew_person: bool | None
    times: dict[str, datetime | None]

    @classmethod
    def of(cls, seen: Recommendation) -> "DoctorCame":
        """From the recommendation alone."""
        times = {"examined_at": seen.examined_at, "signed_at": seen.signed_at}
        return cls(seen.section_12, seen.knew_person, times)

    def values(self) -> dict[str, Value]:
        """The moments that are known, each with its quality."""
        known = {name: value for name, value in self.times.items() if value is not None}
        return known | {f"{name}_quality": "exact" for name in known}


class CaseValues:
    """Turns the facts of one case into its row. A later room, which knows who was asked, hands in the doctors."""

    def __init__(
        self,
        facts: CaseFacts,
        *,
        capacity: Capacity,
        at: datetime,
        doctors: Sequence[DoctorCame] | None = None,
    ) -> None:
        self.facts, self.capacity, self.at = facts, capacity, at
        recommended = [DoctorCame.of(seen) for seen in facts.recommendations]
        self.doctors = recommended if doctors is None else doctors

    def row(self, common: dict[str, Value]) -> ReturnRow:
        """The row with its delays, doctors and attempts."""
        facts = self.facts
        values = {
            **common,
            "record_id": facts.case.reference,
            "contact_type": facts.contact_type,
            "team_code": facts.locality.code if facts.locality else "HUB",
            **self._answered(),
            **self._considered(),
            **self._assessed(),
            **self._doctors(),
            **self._decided(),
            **self._carried_out(),
            **self._deadline(),
            **self._relatives(),
        }
        return ReturnRow(
            values={name: value for name, value in values.items() if value is not None},
            delays=tuple(self._delays()),
            doctors=tuple(self._doctor_rows()),
            attempts=tuple(self._attempts()),
        )

    def _answered(self) -> dict[str, Value]:
        """What was asked for the return and stands in no other fact; residence is not known until it is said."""
        answer = self.facts.answer
        values: dict[str, Value] = {
            name: answer(name) or None
            for name in ("accommodation", "cross_border_reason", "known_to_mh", "sla_code")
        }
        values |= {
            "referrer_ods": answer("referrer_ods") or None,
            "interpreter_used": answer("interpreter_used") or None,
        }
        if answer("residence_gss"):
            values["residence_gss"] = answer("residence_gss")
        return values | {
            "dependants": join_codes(*answer("dependants").split()),
            "alternatives_tried": join_codes(*alternatives_tried(self.facts).split()),
        }

    def _considered(self) -> dict[str, Value]:
        facts, triage = self.facts, self.facts.triage
        held = facts.commitments[0] if facts.commitments else None
        values: dict[str, Value] = {"priority": facts.priority or None, **moment("amhp_allocated_at", held)}
        if held is not None:
            values["amhp_key"] = f"practitioner {held.practitioner_id}"
            values["amhp_capacity_source"] = (
                self.capacity.source(held.practitioner_id, held.happened_at)
                or self.facts.answer("amhp_capacity_source")
                or None
            )
        if triage is not None:
            values |= {
                "triage_decision": triage.answer,
                **moment("triaged_at", triage),
                "not_assessed_reason": triage.not_assessed_reason or None,
            }
        return values

    def _assessed(self) -> dict[str, Value]:
        done = [row for row in self.facts.attempts if row.result == Attempt.Result.DONE]
        to_assess = self.facts.triage is not None and self.facts.triage.answer == Triage.Answer.ASSESS
        tried = len(self.facts.attempts)
        values: dict[str, Value] = {"attempts": tried if tried or to_assess else None}
        if done:
            first = done[0]
            values |= moment("assessment_started_at", first)
            values |= {"assessment_place": first.place_kind or "NOT_KNOWN"}
            if first.interpreter_used is not None:
                values["interpreter_used"] = first.interpreter_used
            if first.ended_at is not None:
                values |= {
                    "assessment_ended_at": first.ended_at,
                    "assessment_ended_at_quality": first.happened_quality,
                }
        return values

    def _doctors(self) -> dict[str, Value]:
        came, seen = self.doctors, self.facts.recommendations
        if not came:
            none_came = self.facts.answer("no_doctor") == "Y"
            return dict.fromkeys(("doctors_total", "doctors_s12", "recommendations"), 0) if none_came else {}
        knew = [one.knew_person for one in came if one.knew_person is not None]
        return {
            "doctors_total": len(came),
            "doctors_s12": sum(1 for one in came if one.section_12),
            "doctor_prior_acquaintance": any(knew) if knew else None,
            "recommendations": min(2, sum(1 for row in seen if row.recommends)),
        }

    def _decided(self) -> dict[str, Value]:
        decision, outcome = self.facts.decision, outcome_of(self.facts)
        values: dict[str, Value] = {}
        if outcome is not None:
            flags = require_code("CL-OUT", outcome.code).flags
            values |= {
                "outcome": outcome.code,
                "outcome_at": outcome.at,
                "section_applied": flags.get("section") or None,
            }
            fact = decision or self.facts.triage
            values["outcome_at_quality"] = fact.happened_quality if fact is not None else "exact"
        if decision is not None:
            values |= {"warrant": decision.warrant or None, "police_role": decision.police_role or None}
            if decision.application_at is not None:
                values |= {"application_at": decision.application_at, "application_at_quality": "exact"}
        closure = self.facts.closure
        if closure is not None:
            values |= {**moment("closed_at", closure), "amhp_minutes": closure.amhp_minutes}
        return values

    def _carried_out(self) -> dict[str, Value]:
        step = self.facts.step
        bed, conveyance = step(CarryingOut.Step.BED_FOUND), step(CarryingOut.Step.CONVEYANCE_ASKED)
        outcome = outcome_of(self.facts)
        values: dict[str, Value] = {
            **moment("bed_requested_at", step(CarryingOut.Step.BED_REQUESTED)),
            **moment("bed_found_at", bed),
            **moment("conveyance_requested_at", conveyance),
            **moment("conveyance_arrived_at", step(CarryingOut.Step.CONVEYANCE_ARRIVED)),
            **moment("admitted_at", step(CarryingOut.Step.ADMITTED)),
            **moment("report_completed_at", step(CarryingOut.Step.REPORT_FINISHED)),
        }
        if bed is not None:
            values |= {"bed": bed.code or None, "bed_ods": bed.ods or None}
        elif outcome is not None and outcome.code == "RECS_NO_BED":
            values["bed"] = "NONE_FOUND"
        if conveyance is not None:
            values["conveyance"] = conveyance.code or None
        return values

    def _deadline(self) -> dict[str, Value]:
        held = [
            clock for clock in clocks_of(self.facts, self.at) if clock.is_authority and clock.short in HOLDS
        ]
        if not held:
            return {}
        clock = held[0]
        values: dict[str, Value] = {
            "statutory_deadline_at": clock.ends_at,
            "statutory_deadline_at_quality": "exact",
        }
        if clock.short in {"s136", "s135"}:
            values |= {
                "place_of_safety_arrived_at": clock.starts_at,
                "place_of_safety_arrived_at_quality": "exact",
            }
        extension = next((row for row in self.facts.legal_events if row.hours), None)
        if extension is not None:
            values |= {
                "deadline_extended_hours": extension.hours,
                "deadline_extension_reason": extension.reason or None,
            }
        return values

    def _relatives(self) -> dict[str, Value]:
        steps = self.facts.relative_steps
        values: dict[str, Value] = {"nr_contact": steps[-1].result} if steps else {}
        values |= moment("nr_informed_at", next((row for row in steps if row.result in INFORMED), None))
        sent = next((row for row in self.facts.written_reasons if row.sent_at is not None), None)
        if sent is not None:
            values |= {"written_reasons_sent_at": sent.sent_at, "written_reasons_sent_at_quality": "exact"}
        return values

    def _delays(self) -> Iterator[ChildRow]:
        for wait in self.facts.waits:
            yield delay(
                {
                    "stage": wait.stage.upper(),
                    "reason": wait.reason,
                    **moment("started_at", wait),
                    **({"ended_at": wait.ended_at, "ended_at_quality": "exact"} if wait.ended_at else {}),
                    "escalated": bool(wait.escalated_to),
                    "harm": wait.harm or "NONE",
                    "note": wait.note or None,
                }
            )

    def _doctor_rows(self) -> Iterator[ChildRow]:
        for number, one in enumerate(self.doctors[:3], start=1):
            yield doctor({"role": f"DOCTOR_{number}", "s12": one.section_12, **one.values()})

    def _attempts(self) -> Iterator[ChildRow]:
        for row in self.facts.attempts:
            if row.result:
                yield attempt({**moment("at", row), "result": row.result})
