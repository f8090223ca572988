"""What the filled database holds: for each table how many rows a case brings and what stands in them.

Invented by arithmetic on a running number `i`, the same every time. `N` cases came in 20 minutes apart, the last one
now; 50 of the last 200 are open. Every fact table has rows, in proportions near the demonstration's county.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dialect import Dialect

APART = 20  # minutes between two cases, as in the floor
OPEN_AMONG, OPEN_EVERY = 200, 4
BLOCK, DUTIES = 720, 14  # minutes of a duty, and how many people are on at once


@dataclass(frozen=True)
class Known:
    """Numbers of the rows made beforehand."""

    service: int
    council: int
    locality: int  # the first of seven
    practitioner: int  # the first of `people`, each with a user in the same order
    user: int
    people: int
    batch: int
    audit: int  # positions taken already


@dataclass(frozen=True)
class Rows:
    """One table's rows: `count` numbers, those `where` holds, with `columns` as SQL expressions of `i`."""

    table: str
    count: int
    columns: Mapping[str, str]
    where: str = ""
    joins: str = ""
    note: str = field(default="", compare=False)


class Written:
    """The expressions shared by all tables of one filling."""

    def __init__(self, cases: int, known: Known, dialect: Dialect) -> None:
        self.n, self.known, self.sql = cases, known, dialect
        self.open = f"(n.i > {cases - OPEN_AMONG} AND ({cases} - n.i) % {OPEN_EVERY} = 0)"
        self.place_among_open = f"(({cases} - n.i) / {OPEN_EVERY})"
        # Of the open cases the newest three are not offered yet, five are offered, forty-two are held.
        self.held = f"(NOT {self.open} AND n.i % 10 <> 9 OR {self.open} AND {self.place_among_open} >= 8)"
        self.asked = f"(NOT {self.open} AND n.i % 10 <> 9 OR {self.open} AND {self.place_among_open} >= 3)"
        self.person = "(n.i - CASE WHEN n.i % 4 = 3 THEN 2 ELSE 0 END)"
        self.locality = f"({known.locality} + n.i % 7)"
        number = f"CASE WHEN {self.open} THEN {self.place_among_open} ELSE n.i % {known.people} END"
        self.practitioner = f"({known.practitioner} + ({number}) % {known.people})"
        self.user = f"({known.user} + ({number}) % {known.people})"
        self.reference = "'WM-25-' || n.i"
        self.contact = "'C-25-' || n.i"

    def after(self, minutes: str | int) -> str:
        """So many minutes after the case came in, but never in the future."""
        back = f"({self.n} - n.i) * {APART}"
        return self.sql.moment(f"{self.sql.least(str(minutes), back)} - {back}")

    def fact(self, minutes: str | int, **columns: str) -> dict[str, str]:
        """A fact of case `i`, written down when it happened."""
        moment = self.after(minutes)
        common = {
            "happened_at": moment,
            "recorded_at": moment,
            "by_id": self.user,
            "by_name": "'Omar Farouk'",
        }
        return {**common, **columns}

    def of_case(self, minutes: str | int, **columns: str) -> dict[str, str]:
        """The same, with the case it belongs to."""
        return self.fact(minutes, case_id="n.i", **columns)


Tables = Callable[[Written], list[Rows]]


def about_people(w: Written) -> list[Rows]:
    """Persons, relatives, alerts, corrections, joins, relationships."""
    k, n = w.known, w.n
    not_again = "n.i % 4 <> 3"
    person = {
        "id": "n.i", "service_id": str(k.service), "council_id": str(k.council),
        "name": "f.name || ' ' || s.name", "name_key": "lower(f.name || ' ' || s.name)",
        "name_sound": "s.sound || ' ' || f.sound", "birth_date": w.sql.day("5000 + (n.i * 7919) % 27000"),
        "telephone": "'01632 9' || (10000 + n.i % 90000)", "address": "(n.i % 200) || ' Moor Road, Marlbridge'",
        "recorded_at": w.after(0),
    }  # fmt: skip
    joins = (
        " JOIN benchmark_first f ON f.id = (n.i * 31) % (SELECT count(*) FROM benchmark_first)"
        " JOIN benchmark_last s ON s.id = (n.i * 17) % (SELECT count(*) FROM benchmark_last)"
    )
    begun = {"user_id": w.user, "service_id": str(k.service), "person_id": w.person, "begins_at": w.after(5)}
    duty = w.sql.moment(f"{BLOCK // 2} - {BLOCK} * ((n.i - 1) / {DUTIES})")
    on_duty = {
        "user_id": f"{k.user} + n.i % {DUTIES}", "service_id": str(k.service), "why": "'on_duty'",
        "begins_at": duty, "ends_at": w.sql.moment(f"{BLOCK // 2} - {BLOCK} * ((n.i - 1) / {DUTIES} - 1)"),
        "caused_by": "'duty ' || n.i",
    }  # fmt: skip
    name = {"name": "'Joan Marsh'", "relation": "'mother'", "telephone": "'01632 960 200'"}
    return [
        Rows("persons_person", n, person, not_again, joins),
        Rows("persons_relative", n, w.fact(60, person_id=w.person, **name), "n.i % 3 = 0 AND n.i % 4 <> 3"),
        Rows("persons_staffsafetyalert", n, w.fact(70, person_id="n.i", text="'Go in pairs.'"),
             "n.i % 40 = 0"),
        Rows("persons_personcorrection", n,
             w.fact(80, person_id="n.i", field="'telephone'", was="'01632 960 100'", now_is="'01632 960 101'",
                    reason="'told in a later call'"), "n.i % 20 = 1"),
        Rows("persons_sameperson", n, w.fact(90, kept_id="n.i - 4", other_id="n.i"),
             f"n.i % 100 = 8 AND n.i < {n - OPEN_AMONG}"),
        Rows("persons_workingrelationship", n,
             {**begun, "why": "'took'", "caused_by": "'contact ' || n.i", "user_id": f"{k.user} + n.i % 7"}),
        Rows("persons_workingrelationship", n, {**begun, "why": "'holds'", "caused_by": "'case ' || n.i"}, w.held),
        Rows("persons_workingrelationship", n * APART // BLOCK * DUTIES + 2 * DUTIES, on_duty),
    ]  # fmt: skip


def of_the_line(w: Written) -> list[Rows]:
    """Contacts that became cases, contacts that did not, drafts, steps, what was added to them."""
    k, n = w.known, w.n
    others = n * 3 // 10
    own = {
        "service_id": str(k.service), "council_id": str(k.council), "locality_id": w.locality,
        "caller_name": "'Amy Hobbs'", "caller_role": "'PC, Westmoor Police'", "caller_number": "'01632 960 417'",
        "place": "'Marlbridge General, Emergency Department'", "place_kind": "'ED'", "danger": "'no'",
        "words": "'Found by the river, cold and frightened. Nobody with them. Willing to be seen.'",
    }  # fmt: skip
    referral = {
        **w.fact(0), **own, "id": "n.i", "reference": w.contact, "kind": "'referral'", "person_id": w.person,
        "source": "'POLICE_S136'", "contact_type": "CASE WHEN n.i % 3 = 0 THEN 'S136' ELSE 'S13' END",
        "event": "CASE WHEN n.i % 3 = 0 THEN 's136_arrived' ELSE 'nothing' END",
        "event_at": f"CASE WHEN n.i % 3 = 0 THEN {w.after(0)} END", "asked_for": "'consider'",
        "settled_at": w.after(4),
    }  # fmt: skip
    moment = w.sql.moment(f"(n.i - {others}) * {APART * 10 // 3}")
    written = {
        "happened_at": moment,
        "recorded_at": moment,
        "by_id": str(k.user),
        "by_name": "'Dilys Probert'",
    }
    advice = {
        **written, **own, "id": f"n.i + {n}", "reference": f"'C-25-' || (n.i + {n})",
        "kind": "CASE WHEN n.i % 2 = 0 THEN 'advice' ELSE 'police' END", "event": "'nothing'",
        "contact_type": "CASE WHEN n.i % 2 = 0 THEN 'ADVICE' ELSE 'POLICE_ADVICE' END", "settled_at": moment,
    }  # fmt: skip
    of_advice = {**written, "contact_id": f"n.i + {n}"}
    draft = {
        "reference": w.contact, "user_id": f"{k.user} + n.i % 7", "service_id": str(k.service),
        "answered_at": w.after(0), "kept_at": w.after(3), "finished_at": w.after(4), "key": w.sql.unique("n.i", 1),
        "fields": """'{"kind": "referral", "caller_name": "Amy Hobbs", "place": "Marlbridge General"}'""",
    }  # fmt: skip
    answer = w.fact(4, contact_id="n.i", suggested_id="n.i - 4", same="n.i % 20 = 0")
    correction = w.fact(60, contact_id="n.i", field="'caller_number'", was="'01632 960 417'",
                        now_is="'01632 960 418'", reason="'misheard'")  # fmt: skip
    return [
        Rows("intake_contact", n, referral),
        Rows("intake_contact", others, advice),
        Rows("intake_contactstep", n,
             w.fact(4, contact_id="n.i", kind="'opened'", case_reference=w.reference)),
        Rows("intake_contactstep", others, {**of_advice, "kind": "'answered'"}),
        Rows("intake_policeline", others, {**of_advice, "record_check": "'done'", "advice_given": "'Stay.'"},
             "n.i % 2 = 1"),
        Rows("intake_draft", n, draft),
        Rows("intake_samepersonanswer", n, answer, "n.i % 10 = 0 AND n.i % 4 = 0 AND n.i > 8"),
        Rows("intake_contactcorrection", n, correction, "n.i % 20 = 5"),
        Rows("intake_countersign", n, w.fact(90, contact_id="n.i"), "n.i % 25 = 6"),
        Rows("returns_importedrow", n, {"batch_id": str(k.batch), "contact_id": "n.i", "row": "n.i"},
             "n.i % 10 = 7"),
    ]  # fmt: skip
