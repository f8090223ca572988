"""The county of the isolation table: five records of each kind, and everybody who might look at them.

The records are `own` (Westmoor, open), `restricted` (its person opens only with a reason), `closed`, `council`
(Westmoor's other council; looked at by people narrowed to the first) and `service` (Eastmere's). Each carries
words of its own, so that a page which says one word too many is caught by reading it. All invented.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from django.contrib.auth.hashers import make_password

import onenumber
from onenumber.access.actions import give_reason
from onenumber.access.models import Role, User
from onenumber.allocation.actions import (
    Asked,
    answer_ask,
    arrive,
    ask_back_up,
    record_ask,
    send_asks,
    send_offers,
)
from onenumber.allocation.models import Ask, BackUp, Offer
from onenumber.audit.actions import note_opening
from onenumber.audit.models import Opening, Viewer
from onenumber.cases.actions import (
    close_case,
    decide,
    finish_report,
    open_follow_up,
    open_from_contact,
    open_wait,
    record_alert_of_case,
    record_attempt,
    record_carrying_out,
    record_note,
    record_relative_of_case,
    take_up,
)
from onenumber.cases.models import Case
from onenumber.config.reactions import run_once
from onenumber.continuity.actions import begin_paper
from onenumber.continuity.models import PaperPeriod
from onenumber.fieldwork.actions import Told, take_entry
from onenumber.fieldwork.models import PhoneEntry
from onenumber.governance.actions import begin_subject_request, hold_record
from onenumber.governance.models import Destruction, SubjectRequest
from onenumber.handover.actions import ask_about_item, make_handover
from onenumber.handover.models import Handover
from onenumber.intake.actions import record_contact
from onenumber.intake.models import Contact, ContactFacts, Draft
from onenumber.messaging.actions import receive_text
from onenumber.messaging.models import InboundText
from onenumber.neighbours.actions import ask_neighbour, decide_request, write_down_asked
from onenumber.neighbours.models import NeighbourRequest, Other, RequestText
from onenumber.organisations.actions import note_restored, record_agreement
from onenumber.organisations.models import Agreement, AgreementText, Locality, Organisation, Service
from onenumber.organisations.queries import installer, read_service_file
from onenumber.persons.actions import begin_relationship, record_person
from onenumber.persons.models import Person
from onenumber.rota.actions import record_duty
from onenumber.rota.models import Duty
from onenumber.rota.queries import next_boundary
from onenumber.welfare.actions import call_not_safe
from onenumber.welfare.models import SafetyCall
from onenumber.workforce.actions import note_free_time
from onenumber.workforce.models import FreeTime, Hat, Practitioner
from tests.onenumber.conftest import AT, PASSWORD, SERVING, County, make_county

SETTINGS = Path(onenumber.__file__).parent / "demo" / "data" / "service.toml"
NARROWED = "narrowed "  # before the key of a user whose grant reaches one council only


@dataclass(frozen=True)
class Seat:
    """One column of the table: who looks, and whether the duty list has them on now."""

    column: str
    user: str
    role: Role | None
    on_duty: bool = False
    service: str = "westmoor"


SEATS = (
    Seat("hub", "hub_amhp", Role.HUB_AMHP, on_duty=True),
    Seat("loc+", "locality on duty", Role.LOCALITY_AMHP, on_duty=True),
    Seat("loc-", "locality_amhp", Role.LOCALITY_AMHP),
    Seat("edt+", "edt on duty", Role.EDT_OFFICER, on_duty=True),
    Seat("edt-", "edt_officer", Role.EDT_OFFICER),
    Seat("lead", "amhp_lead", Role.AMHP_LEAD),
    Seat("man", "manager", Role.MANAGER),
    Seat("aud", "auditor", Role.AUDITOR),
    Seat("tra", "trainee", Role.TRAINEE),
    Seat("sup", "support", Role.SUPPORT),
    Seat("ana", "analyst", Role.ANALYST),
    Seat("adm", "system_admin", Role.SYSTEM_ADMIN),
    Seat("out", "signed_out", None),
    Seat("for", "foreign", Role.HUB_AMHP, on_duty=True, service="eastmere"),
)


@dataclass
class Block:
    """One record of each kind, and the words that only those who may open it may read."""

    name: str
    person: Person
    case: Case
    held: Case  # another one of the same person, held by somebody (in `own`: by the locality AMHP on duty)
    advice: Contact
    nobody: Contact  # about no person that is known
    police: Contact  # the same, from the police
    supervised: Contact  # the same, taken by the trainee (in `service`: by the taker)
    offer: Offer
    back_up: BackUp
    safety_call: SafetyCall
    phone_entry: PhoneEntry
    asks: dict[str, Ask]  # of `case`, by the step that can come next
    free_time: FreeTime
    duty: Duty
    opening: Opening
    text: InboundText
    agreement: Agreement
    between: dict[str, NeighbourRequest]  # of `case`: asked of others; and of us, agreed, without a case yet
    request: SubjectRequest
    destruction: Destruction
    words: tuple[str, ...]
    references: tuple[str, ...]


@dataclass
class World:
    """The county with its records and its drafts (one for each user, under the user's key)."""

    county: County
    blocks: dict[str, Block] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    papers: dict[str, PaperPeriod] = field(default_factory=dict)  # a time on paper of each service
    lists: dict[str, Handover] = field(default_factory=dict)  # of each service, for 17:00 today


def nhs_number(nine: str) -> str:
    """Nine digits of the 999 range with their check digit (modulus 11); the caller picks nine that have one.

    >>> nhs_number("999000001")
    '9990000018'
    """
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11
    assert check != 10, f"{nine} has no check digit"
    return f"{nine}{check % 11}"


NAMES = {
    "own": "Ottoline Wrexcombe",
    "restricted": "Redmayne Quillfather",
    "closed": "Clementina Dovehurst",
    "council": "Cornelius Aldergrove",
    "service": "Silvestra Mereworth",
}
NUMBERS = {
    "own": "999000101", "restricted": "999000202", "closed": "999000303", "council": "999000405",
    "service": "999000506",
}  # fmt: skip


def _settings() -> dict[str, object]:
    return dict(read_service_file(SETTINGS.read_text()).settings)


def _people(county: County) -> None:
    """The users the county does not have yet: on duty beside off duty, takers, holders, and narrowed twins."""
    westmoor, eastmere = county.westmoor, county.eastmere
    more = {
        "locality on duty": ("Bethan Ellery", Role.LOCALITY_AMHP, westmoor, ("amhp",)),
        "edt on duty": ("Callum Frayne", Role.EDT_OFFICER, westmoor, ("amhp", "edt")),
        "taker": ("Tamsin Oakes", Role.HUB_AMHP, westmoor, ("amhp",)),
        "asked": ("Aled Rowntree", Role.LOCALITY_AMHP, westmoor, ("amhp",)),
        "foreign taker": ("Fenella Thorpe", Role.HUB_AMHP, eastmere, ("amhp",)),
        "foreign asked": ("Fergus Lamb", Role.LOCALITY_AMHP, eastmere, ("amhp",)),
        "foreign lead": ("Frances Holt", Role.AMHP_LEAD, eastmere, ("amhp",)),
    }
    for holder in NAMES:
        service = eastmere if holder == "service" else westmoor
        more[f"holder of {holder}"] = (f"Gwen Holder{holder}", Role.LOCALITY_AMHP, service, ("amhp",))
    for key, (name, role, service, hats) in more.items():
        county.add_user(key, name=name, role=role, service=service, hats=hats)
    for seat in SEATS:
        if seat.role is not None and seat.service == "westmoor":
            name = f"Narrow {county.users[seat.user].name.split()[-1]}"
            hats = SERVING.get(seat.role, ())
            county.add_user(
                NARROWED + seat.user,
                name=name,
                role=seat.role,
                service=westmoor,
                council=county.council,
                hats=hats,
            )


def _lead(county: County, service: Service) -> str:
    return "foreign lead" if service == county.eastmere else "amhp_lead"


def _put_on_duty(county: County, key: str, *, kind: str, service: Service, locality: Locality) -> Duty:
    return record_duty(
        by=county.viewer(_lead(county, service)), at=AT, service=service, practitioner=county.practitioners[key],
        kind=kind, locality=locality, starts_at=AT - timedelta(hours=4), ends_at=AT + timedelta(hours=4),
    )  # fmt: skip


def _duties(county: County) -> None:
    kinds = {Role.HUB_AMHP: "hub", Role.LOCALITY_AMHP: "locality", Role.EDT_OFFICER: "edt"}
    for seat in SEATS:
        if not seat.on_duty or seat.role is None:
            continue
        service, locality = county.westmoor, county.locality
        keys = [seat.user, NARROWED + seat.user]
        if seat.service == "eastmere":
            service, locality, keys = county.eastmere, county.foreign_locality, [seat.user]
        for key in keys:
            _put_on_duty(county, key, kind=kinds[seat.role], service=service, locality=locality)


@dataclass(frozen=True)
class Home:
    """Where the records of a block live."""

    service: Service
    council: Organisation
    locality: Locality
    taker: str
    asked: str
    holder: str


def _home(county: County, block: str) -> Home:
    holder = "locality on duty" if block == "own" else f"holder of {block}"
    if block == "service":
        area, council, service = county.foreign_locality, county.foreign_council, county.eastmere
        return Home(service, council, area, "foreign taker", "foreign asked", holder)
    if block == "council":
        return Home(county.westmoor, county.other_council, county.other_locality, "taker", "asked", holder)
    return Home(county.westmoor, county.council, county.locality, "taker", "locality_amhp", holder)


def _person(county: County, block: str, home: Home, number: int) -> Person:
    return record_person(
        by=county.viewer(home.taker), at=AT, service=home.service, council=home.council, name=NAMES[block],
        birth_date=date(1980 + number, 3, 4 + number), nhs_number=nhs_number(NUMBERS[block]),
        address=f"{number}7 Canary Wharfside, {block}", telephone=f"07700 90077{number}",
        language_or_help=f"Speaks {block}ese",
    )  # fmt: skip


def _facts(block: str, home: Home, kind: str, number: int) -> ContactFacts:
    return ContactFacts(
        kind=kind, received_at=AT - timedelta(minutes=40), locality=home.locality,
        caller_name=f"Caller {block} Zinnober", caller_role="Ward manager",
        caller_number=f"07700 90088{number}", place=f"Marzipan {block} ward",
        place_kind="WARD", source="WARD_MH", event="nothing", danger="no", asked_for="consider",
        words=f"Told in confidence: {block} gooseberry",
    )  # fmt: skip


def _add_to_case(county: County, block: str, home: Home, case: Case) -> None:
    by = county.viewer(home.taker)
    record_note(by=by, at=AT, case=case, text=f"Note of the {block} tamarind")
    record_alert_of_case(by=by, at=AT, case=case, text=f"Keep away from the {block} greyhound")
    record_relative_of_case(
        by=by,
        at=AT,
        case=case,
        name=f"Relative {block} Pomfret",
        relation="sister",
        telephone=f"07700 9009{block[:2]}",
    )
    if block == "service":
        record_attempt(by=by, at=AT, case=case, place="At home", place_kind="HOME")
        open_follow_up(
            by=by, at=AT, case=case, kind="call_back", what=f"Ring about the {block} aniseed", for_whom="His sister",
            owner=county.practitioners[home.holder], due_at=AT,
        )  # fmt: skip
    open_wait(
        by=by,
        at=AT,
        case=case,
        stage="BED",
        reason="BED_NONE",
        agency=f"Bed team {block} umbrella",
        chosen=False,
    )


def _words(block: str, number: int) -> tuple[str, ...]:
    digits = nhs_number(NUMBERS[block])
    return (
        *NAMES[block].split(), digits, f"{digits[:3]} {digits[3:6]} {digits[6:]}", f"Canary Wharfside, {block}",
        f"07700 90077{number}", f"07700 90088{number}", f"Speaks {block}ese", f"Caller {block} Zinnober",
        f"{block} gooseberry", f"{block} tamarind", f"{block} greyhound", f"Relative {block} Pomfret",
        f"{block} rhubarb", f"{block} aniseed",
    )  # fmt: skip


def _held_case(county: County, block: str, home: Home, person: Person, number: int) -> Case:
    """A second case of the same person, taken up by its holder."""
    by, holder = county.viewer(home.taker), home.holder
    case = open_from_contact(
        by=by, at=AT, service=home.service, facts=_facts(block, home, "referral", number), person=person,
        council=home.council,
    )  # fmt: skip
    take_up(by=county.viewer(holder), at=AT, case=case, practitioner=county.practitioners[holder])
    finish_report(by=county.viewer(holder), at=AT, case=case, kind="outline")
    return case


def _offer(county: County, home: Home, case: Case) -> Offer:
    [offer] = send_offers(
        by=county.viewer(home.taker), at=AT, case=case, practitioner_ids=[county.practitioners[home.asked].pk],
        together=True, answer_minutes=20, line="Ring the ward first",
    )  # fmt: skip
    return offer


def _back_up(county: County, block: str, home: Home, held: Case) -> BackUp:
    return ask_back_up(
        by=county.viewer(home.taker), at=AT, service=home.service, why="alone", urgent=True,
        words=f"Back-up {block} Zinnober", practitioner=county.practitioners[home.holder], case=held,
    )  # fmt: skip


def _safety_call(county: County, block: str) -> SafetyCall:
    """Made by whoever holds the block's held case; their locality AMHP on duty in `own`."""
    who = county.practitioners[_home(county, block).holder]
    return call_not_safe(by=county.viewer(_home(county, block).holder), at=AT, practitioner=who)


def _phone_entry(county: County, block: str, held: Case) -> PhoneEntry:
    """Kept apart: the hub wrote another time of arriving than the holder's phone has; in `own` the case is theirs."""
    home = _home(county, block)
    record_carrying_out(
        by=county.viewer(home.taker), at=AT, case=held, step="arrived", happened_at=AT - timedelta(minutes=9)
    )
    told = Told(kind="arrived", reference=held.reference, happened_at=AT - timedelta(minutes=2))
    who = county.practitioners[home.holder]
    entry = take_entry(by=county.viewer(home.holder), at=AT, practitioner=who, told=told, key=uuid4())
    assert entry is not None
    return entry


def _doctor(county: County, block: str, home: Home, name: str) -> Practitioner:
    doctor = Practitioner.objects.create(
        service=home.service, name=f"Dr {name} of {block}", telephone="07700 900154", email=f"{name}@doctors.example",
        locality=home.locality,
    )  # fmt: skip
    Hat.objects.create(practitioner=doctor, kind=Hat.Kind.S12, authority="Panel", begins_on=date(2020, 1, 1))
    return doctor


def _asks(county: County, block: str, home: Home, case: Case) -> dict[str, Ask]:
    """Five asks for one case: not answered, by link, confirmed, there, and refused."""
    by, doctor = county.viewer(home.taker), _doctor(county, block, home, "Alder")
    _doctor(county, block, home, "Birch")
    [link] = send_asks(
        by=by, at=AT, case=case, practitioner_ids=[doctor.pk], wanted=2, wanted_from=AT, answer_minutes=20,
        wanted_to=AT + timedelta(hours=6), site="https://one.example/",
    )  # fmt: skip
    made = {"link": link}
    for step, what in (("yes", "police"), ("time", "doctor"), ("left", "interpreter"), ("letter", "bed")):
        asked = Asked(
            what=what, whom=f"{what} {block} Zinnober", section_12=False if what == "doctor" else None
        )
        made[step] = record_ask(by=by, at=AT, case=case, asked=asked)
    expected = {"expected_from": AT + timedelta(hours=1)}
    answer_ask(by=by, at=AT, ask=made["time"], yes=True, how="phone", **expected)
    answer_ask(by=by, at=AT, ask=made["left"], yes=True, how="phone", **expected)
    arrive(by=by, at=AT, ask=made["left"], happened_at=AT)
    answer_ask(by=by, at=AT, ask=made["letter"], yes=False, how="phone")
    return made


def _free_time(county: County, block: str, home: Home) -> FreeTime:
    ash = _doctor(county, block, home, "Ash")
    hours = {"starts_at": AT, "ends_at": AT + timedelta(hours=8)}
    return note_free_time(by=county.viewer(home.taker), at=AT, practitioner=ash, free=True, **hours)


def _close(county: County, block: str, home: Home, case: Case) -> None:
    """Decided by its holder, then closed: nothing is left open on it."""
    decide(
        by=county.viewer(f"holder of {block}"),
        at=AT,
        case=case,
        outcome="NFA",
        reasons=f"The {block} rhubarb",
    )
    close_case(by=county.viewer(home.taker), at=AT, case=case, end_waits=True, holder_finished=True)


def _text(block: str, home: Home) -> InboundText:
    """A text that came in a while ago and that nobody has placed."""
    return receive_text(
        by=Viewer.itself(home.service.pk, AT), at=AT - timedelta(minutes=5), service=home.service, gateway_id=uuid4(),
        number="447700900555", to_number="447700900999", text=f"Late by an hour ({block})",
        received_at=AT - timedelta(minutes=6),
    )  # fmt: skip


def _agreement(county: County, home: Home) -> Agreement:
    text = AgreementText(
        kind="sla", with_whom="Netherdale AMHP service", covers="Cover across the border", council=home.council,
        begins_on=date(2026, 4, 1), review_on=date(2026, 12, 1), signed_by="Both leads",
    )  # fmt: skip
    lead = county.viewer(_lead(county, home.service))
    return record_agreement(by=lead, at=AT, service=home.service, text=text)


def _between(county: County, home: Home, case: Case) -> dict[str, NeighbourRequest]:
    """One asked of a service elsewhere, one by a service elsewhere to which both sides have said yes."""
    by, other = county.viewer(home.taker), Other(name="Netherdale AMHP service", person="J. Sedgewick")
    text = RequestText(
        on_behalf_of="Netherdale Council", why_theirs="Lives there", asks="Consider it", answer_minutes=60
    )
    out = ask_neighbour(by=by, at=AT, case=case, to=other, text=text)
    came = write_down_asked(by=by, at=AT, service=home.service, who=other, text=text)
    for side in ("asked", "asking"):
        decide_request(by=by, at=AT, request=came, side=side, decision="accepted", person="J. Sedgewick")
    return {"out": out, "in": came}


def make_block(county: County, block: str, number: int) -> Block:
    """One record of each kind, each made through the actions that the pages use."""
    home = _home(county, block)
    by = county.viewer(home.taker)
    person = _person(county, block, home, number)
    case = open_from_contact(
        by=by, at=AT, service=home.service, facts=_facts(block, home, "referral", number), person=person,
        council=home.council,
    )  # fmt: skip
    advice = record_contact(
        by=by, at=AT, service=home.service, facts=_facts(block, home, "advice", number), person=person,
        council=home.council,
    )  # fmt: skip
    _add_to_case(county, block, home, case)
    held = _held_case(county, block, home, person, number)
    offer = _offer(county, home, case)
    back_up = _back_up(county, block, home, held)
    safety_call = _safety_call(county, block)
    phone_entry = _phone_entry(county, block, held)
    asks, free_time = _asks(county, block, home, case), _free_time(county, block, home)
    duty = _put_on_duty(
        county, f"holder of {block}", kind="locality", service=home.service, locality=home.locality
    )
    if block == "closed":
        _close(county, block, home, held)
        take_up(
            by=county.viewer(f"holder of {block}"), at=AT, case=case,
            practitioner=county.practitioners[f"holder of {block}"],
        )  # fmt: skip
        _close(county, block, home, case)
        run_once(at=AT)  # the worker takes the unanswered offer back
    nobody = record_contact(
        by=by, at=AT, service=home.service, facts=_facts(block, home, "advice", number), person=None,
        council=home.council,
    )  # fmt: skip
    police = record_contact(
        by=by, at=AT, service=home.service, facts=_facts(block, home, "police", number), person=None,
        council=home.council,
    )  # fmt: skip
    supervised = record_contact(
        by=by if block == "service" else county.viewer("trainee"), at=AT, service=home.service,
        facts=_facts(block, home, "advice", number), person=None, council=home.council,
    )  # fmt: skip
    note_opening(by=by, at=AT, person_id=person.pk, service_id=home.service.pk, how="case")
    Person.objects.filter(pk=person.pk).update(restricted=block == "restricted")
    opening = Opening.objects.get(person_id=person.pk, user_id=by.user_id)
    references = (
        case.reference, held.reference, case.contact.reference, held.contact.reference, advice.reference,
        nobody.reference, supervised.reference, police.reference,
    )  # fmt: skip
    return Block(
        block,
        person,
        case,
        held,
        advice,
        nobody,
        police,
        supervised,
        offer,
        back_up,
        safety_call,
        phone_entry,
        asks,
        free_time,
        duty,
        opening,
        _text(block, home),
        _agreement(county, home),
        _between(county, home, case),
        *_governed(county, home, case),
        _words(block, number),
        references,
    )


def _governed(county: County, home: Home, case: Case) -> tuple[SubjectRequest, Destruction]:
    """A hold, a request of the person to see the record, and a proposal (which nobody could make yet) to destroy it."""
    person, lead = case.person, county.viewer(_lead(county, home.service))
    hold_record(by=lead, at=AT, person=person, reason="Inquest")
    request = begin_subject_request(
        by=lead, at=AT, person=person, record_reference=case.reference, received_at=AT, asked_by="person",
        identity="Passport seen",
    )  # fmt: skip
    proposal = Destruction.objects.create(
        reference=f"D-26-{case.pk}", service=home.service, council=home.council, person_id=person.pk,
        references=[case.reference], retention_class="mental_health", source="Code", last_contact_on=AT.date(),
        due_on=AT.date(), listed={"cases": 1}, digest="0" * 64, reason="Due", happened_at=AT, recorded_at=AT,
        by_id=lead.user_id, by_name=lead.name,
    )  # fmt: skip
    return request, proposal


def _open_the_closed_one(county: County, person: Person) -> None:
    """The lead gave a reason for it; the trainee is supervised in it, and support has it in hand."""
    lead = county.viewer("amhp_lead")
    give_reason(
        by=lead,
        at=AT,
        person_id=person.pk,
        service_id=county.westmoor.pk,
        reason="Asked to look into it",
        leads_to="/",
    )
    for key in ("trainee", "support"):
        begin_relationship(
            by=lead, at=AT, user_id=county.users[key].pk, service=county.westmoor, person=person, why="handed",
            caused_by=f"hand of {key}",
        )  # fmt: skip


def _draft(user: User, service: Service, number: int) -> Draft:
    return Draft.objects.create(
        reference=f"C-26-9{number:03}", user=user, service=service, answered_at=AT, kept_at=AT,
        fields={"caller": f"Draft {number} Zinnober"}, key=f"7b1f3c52-4a0e-4a53-9c7e-0d5f6f1c{number:04}",
    )  # fmt: skip


def _paper(county: County, service: Service) -> PaperPeriod:
    """A night on paper whose sheets are not typed in yet."""
    return begin_paper(
        by=county.viewer(_lead(county, service)), at=AT, service=service, began_at=AT - timedelta(hours=9), over_at=AT,
        pack="", numbers=range(1, 4),
    )  # fmt: skip


def _list(county: County, service: Service, taker: str) -> Handover:
    """Everything open in the service, to be handed to its own out-of-hours duty."""
    boundary = next_boundary(service, AT)
    assert boundary is not None
    return make_handover(
        by=county.viewer(taker), at=AT, service=service, to=service, boundary=boundary, giving=boundary.giving,
        coordinator=county.practitioners[taker],
    )  # fmt: skip


def _lists(world: World) -> None:
    """A list of each service; on Westmoor's the EDT officer has asked about the first case. Eastmere receives too."""
    county = world.county
    world.lists["own"] = _list(county, county.westmoor, "taker")
    world.lists["service"] = _list(county, county.eastmere, "foreign taker")
    item = world.lists["own"].items.get(source=f"case {world.blocks['own'].case.pk}")
    ask_about_item(
        by=county.viewer("edt on duty"), at=AT, item=item, kind="question", words="Is a bed found?"
    )
    county.westmoor.settings["handover.services"]["value"] = ["EM"]
    county.westmoor.save(update_fields=["settings"])


def make_world() -> World:
    """All of it, at AT."""
    county = make_county()
    for service in (county.westmoor, county.eastmere):
        service.settings = _settings()
        service.save(update_fields=["settings"])
    _people(county)
    world = World(county)
    for number, block in enumerate(NAMES):
        world.blocks[block] = make_block(county, block, number)
    _open_the_closed_one(county, world.blocks["closed"].person)
    _duties(county)
    world.papers = {"own": _paper(county, county.westmoor), "service": _paper(county, county.eastmere)}
    note_restored(
        by=installer(AT), at=AT, service=county.westmoor, backup_at=AT - timedelta(hours=1), known={"C-26": 1},
        first_new={"C-26": 1002},
    )  # fmt: skip
    _lists(world)
    hashed = make_password(PASSWORD)
    User.objects.update(password=hashed)
    for user in county.users.values():
        user.password = hashed
    for number, (key, user) in enumerate(county.users.items()):
        foreign = key.startswith("foreign") or key == "holder of service"
        world.drafts[key] = _draft(user, county.eastmere if foreign else county.westmoor, number)
    return world
