"""Which table stands behind which rule of the second wall, and which tables every service shares, and why.

The one place. A table that stands in neither list fails a test (tests/isolation/test_second_wall.py). What hangs on a
case, contact or person is seen where that is seen, so that most rules are one line. Open or asking for a reason is not
said here: that is the policies' work (docs/decisions/0019).
"""

from collections.abc import Mapping

from onenumber.records.wall_building import Wall

OURSELVES = "(SELECT onenumber_everything())"


def _in(column: str, function: str) -> str:
    """The value of a column among what a function tells; asked once a statement, not once a row."""
    return f"{column} = ANY ((SELECT onenumber_{function}())::bigint[])"


def _of_service(column: str = "service_id") -> str:
    return _in(column, "services")


def _of_council(table: str) -> str:
    """All of a service, or those of its councils that a grant names."""
    return f"{_in(f'{table}.service_id', 'wide')} OR {_pair(f'{table}.service_id', f'{table}.council_id')}"


def _pair(service: str, council: str) -> str:
    return f"({service} || ':' || {council}) = ANY ((SELECT onenumber_councils())::text[])"


def _mine(column: str) -> str:
    return f"{column} = (SELECT onenumber_user())"


def _with(table: str, column: str, above: str) -> str:
    """Seen where the row it hangs on is seen; what hangs on none is not hidden by this."""
    return f"EXISTS (SELECT 1 FROM {above} up WHERE up.id = {table}.{column})"  # noqa: S608 - names of our own


def _with_any(table: str, column: str, above: str) -> str:
    return f"({table}.{column} IS NULL OR {_with(table, column, above)})"


def _of_a_side(table: str, above: str) -> str:
    """An item of a list: for a side in all of whose councils the viewer works, or that works in the item's council."""
    sides = " OR ".join(
        f"{_in(f'up.{side}_service_id', 'wide')} OR {_pair(f'up.{side}_service_id', f'{table}.council_id')}"
        for side in ("giving", "receiving")
    )
    reached = f"{table}.council_id IS NULL OR {sides}"
    return f"EXISTS (SELECT 1 FROM {above} up WHERE up.id = {table}.handover_id AND ({reached}))"  # noqa: S608


def _hanging(above: str, column: str, *tables: str) -> dict[str, Wall]:
    return {table: Wall(_with(table, column, above)) for table in tables}


def _own(*tables: str) -> dict[str, Wall]:
    return {table: Wall(_of_service()) for table in tables}


def _of_one_side(table: str) -> str:
    """A request between services: of the service that asks, where its case is seen; of the one asked, likewise."""
    sides = (("asking_service_id", "case_id"), ("asked_service_id", "taken_case_id"))
    return " OR ".join(
        f"({_of_service(service)} AND {_with_any(table, case, 'cases_case')})" for service, case in sides
    )


OPENED_ELSEWHERE = (
    "true"  # whoever was handed another service's record to read leaves a row with that service
)

WALLS: Mapping[str, Wall] = {
    "persons_person": Wall(f"{_of_council('persons_person')} OR {_in('id', 'received')}"),
    "intake_contact": Wall(f"{_of_council('intake_contact')} OR {_in('person_id', 'received')}"),
    "cases_case": Wall(f"{_of_council('cases_case')} OR {_in('person_id', 'received')}"),
    "governance_destruction": Wall(_of_council("governance_destruction")),
    "persons_workingrelationship": Wall(f"{_of_service()} OR {_mine('user_id')}"),
    "messaging_message": Wall(f"{_of_service()} OR {_mine('to_user_id')}"),
    "access_reasongiven": Wall(f"{_of_service()} OR {_mine('user_id')}"),
    "audit_opening": Wall(_of_service(), added=OPENED_ELSEWHERE),
    "audit_entry": Wall(f"{_of_service()} OR {OURSELVES}", added="true"),
    "records_outgoing": Wall(OURSELVES, added="true"),
    **_own(
        "access_openingreview", "messaging_inboundtext", "continuity_packstate", "continuity_paperperiod",
        "intake_draft", "organisations_restoration", "returns_importbatch",
    ),
    **_hanging(
        "persons_person", "person_id", "persons_personcorrection", "persons_relative", "persons_restriction",
        "persons_staffsafetyalert", "governance_legalhold", "governance_review", "governance_subjectrequest",
    ),
    "persons_sameperson": Wall(_with("persons_sameperson", "kept_id", "persons_person")),
    "governance_shown": Wall(_with("governance_shown", "request_id", "governance_subjectrequest")),
    **_hanging(
        "intake_contact", "contact_id", "intake_samepersonanswer", "intake_contactcorrection", "intake_countersign",
        "intake_policeline", "intake_contactstep", "returns_importedrow",
    ),
    **_hanging(
        "cases_case", "case_id", "cases_wait", "cases_attempt", "cases_recommendation", "cases_carryingout",
        "cases_casechange", "cases_commitment", "cases_decision", "cases_writtenreasons", "cases_closure",
        "cases_document", "cases_sharing", "cases_reportdraft", "cases_followup", "cases_followuphanding",
        "cases_legalevent", "cases_note", "cases_opencase", "cases_relativestep", "cases_returnanswers",
        "cases_triage", "allocation_ask", "allocation_escalation", "allocation_offer",
    ),
    "allocation_backup": Wall(
        f"{_of_service()} AND {_with_any('allocation_backup', 'case_id', 'cases_case')}"
        f" AND {_with_any('allocation_backup', 'contact_id', 'intake_contact')}"
    ),
    "welfare_safetycall": Wall(_of_service()),
    "welfare_safetyanswer": Wall(_with("welfare_safetyanswer", "call_id", "welfare_safetycall")),
    "fieldwork_phoneentry": Wall(
        f"{_of_service()} AND {_with_any('fieldwork_phoneentry', 'case_id', 'cases_case')}"
    ),
    "messaging_delivery": Wall(_with("messaging_delivery", "message_id", "messaging_message")),
    "continuity_sheet": Wall(_with("continuity_sheet", "period_id", "continuity_paperperiod")),
    "continuity_sheetentry": Wall(_with("continuity_sheetentry", "sheet_id", "continuity_sheet")),
    "organisations_agreement": Wall(
        f"{_of_council('organisations_agreement')} OR ({_of_service()} AND council_id IS NULL)"
    ),
    "neighbours_neighbourrequest": Wall(_of_one_side("neighbours_neighbourrequest")),
    **_hanging("neighbours_neighbourrequest", "request_id", "neighbours_requestanswer"),
    "handover_handover": Wall(f"{_of_service('giving_service_id')} OR {_of_service('receiving_service_id')}"),
    **_hanging("handover_handover", "handover_id", "handover_signature"),
    "handover_handoveritem": Wall(_of_a_side("handover_handoveritem", "handover_handover")),
    **_hanging(
        "handover_handoveritem", "item_id", "handover_itemsentence", "handover_itemquestion",
        "handover_itemacceptance",
    ),
}  # fmt: skip

STAFF = (
    "staff and their duties, nobody served: handover, offers and the sign-in name people of other services"
)
PLACES = "what a service is: councils, settings and places; nobody served"
SIGN_IN = "read before anybody is known"
GROUND = "numbers and marks of the machinery, nobody's words"

SHARED: Mapping[str, str] = {
    **dict.fromkeys(
        ("workforce_practitioner", "workforce_hat", "workforce_freetime", "rota_duty", "messaging_reachchoice"), STAFF
    ),
    **dict.fromkeys(
        (
            "organisations_organisation", "organisations_service", "organisations_servicecouncil",
            "organisations_locality", "organisations_place", "organisations_team",
        ),
        PLACES,
    ),
    **dict.fromkeys(
        (
            "access_user", "access_grant", "account_emailaddress", "account_emailconfirmation", "auth_group",
            "auth_group_permissions", "auth_permission", "django_content_type", "django_session", "mfa_authenticator",
            "socialaccount_socialaccount", "socialaccount_socialapp", "socialaccount_socialtoken",
            "usersessions_usersession",
        ),
        SIGN_IN,
    ),
    **dict.fromkeys(
        (
            "audit_chainhead", "django_migrations", "records_cache", "records_counter", "records_never",
            "records_permit", "records_workerbeat",
        ),
        GROUND,
    ),
    "records_submission": "keys of forms: random, with the address they led to; looked up by key and user together",
}  # fmt: skip
