"""The rows of cases, offers, messages and the audit; see rows."""

from rows import Rows, Written


def of_cases(w: Written) -> list[Rows]:
    """Every fact of a consideration, from the start event to the closing."""
    k, n = w.known, w.n
    closed, decided = f"NOT {w.open}", f"NOT {w.open} AND n.i % 10 <> 9"
    case = {
        **w.fact(0), "id": "n.i", "reference": w.reference, "service_id": str(k.service),
        "council_id": str(k.council), "person_id": w.person, "contact_id": "n.i", "locality_id": w.locality,
        "contact_type": "CASE WHEN n.i % 3 = 0 THEN 'S136' ELSE 'S13' END",
        "place": "'Marlbridge General, Emergency Department'",
    }  # fmt: skip
    triage = w.of_case(
        12, answer="CASE WHEN n.i % 10 = 9 AND NOT " + w.open + " THEN 'NOT_ASSESS' ELSE 'ASSESS' END",
        amhp_id=w.practitioner, amhp_name="'Omar Farouk'", reasons="'Seen by the team this week.'",
        priority="CASE n.i % 4 WHEN 0 THEN '1' WHEN 1 THEN '2' WHEN 2 THEN '3' ELSE '4' END",
    )  # fmt: skip
    commitment = w.of_case(
        25, practitioner_id=w.practitioner, kind="'active'",
        ended_at=f"CASE WHEN {w.open} THEN NULL ELSE {w.after(700)} END",
        ended_how=f"CASE WHEN {w.open} THEN '' ELSE 'finished' END",
    )  # fmt: skip
    wait = w.of_case(
        200, stage="'BED'", reason="'BED_NONE'", agency="'Westmoor Partnership Trust bed team'",
        chosen="n.i % 9 = 0", ended_at=f"CASE WHEN {w.open} THEN NULL ELSE {w.after(400)} END",
    )  # fmt: skip
    attempt = w.of_case(
        120, result=f"CASE WHEN {w.open} THEN '' ELSE 'DONE' END", place="'Marlbridge General'",
        ended_at=f"CASE WHEN {w.open} THEN NULL ELSE {w.after(180)} END",
    )  # fmt: skip
    doctor = w.of_case(185, doctor_name="'Dr Anwen Rees'", form="'A4'", examined_at=w.after(150),
                       signed_at=w.after(185))  # fmt: skip
    relative = w.of_case(190, name="'Joan Marsh'", result="'INFORMED'", how="'by telephone'")
    decision = w.of_case(
        195, outcome="CASE WHEN n.i % 2 = 0 THEN 'S2' ELSE 'INFORMAL' END", amhp_id=w.practitioner,
        amhp_name="'Omar Farouk'", reasons="'The assessment found a risk that could not be met at home.'",
        alternatives="'Crisis team, respite, family.'", application_at=f"CASE WHEN n.i % 2 = 0 THEN {w.after(196)} END",
    )  # fmt: skip
    event = f"CASE WHEN n.i > {n - 60} OR NOT {w.open} THEN 's136_arrived' ELSE 's5_2_report' END"
    waits = f"{w.held} AND (NOT {w.open} AND n.i % 8 < 5 OR {w.open} AND {w.place_among_open} % 8 = 1)"
    return [
        Rows("cases_case", n, case),
        Rows("cases_legalevent", n, w.of_case(0, kind=event, told_by="'PC Amy Hobbs'"), "n.i % 3 = 0"),
        Rows("cases_triage", n, triage, f"{closed} OR {w.asked}"),
        Rows("cases_commitment", n, commitment, w.held),
        Rows("cases_wait", n, wait, waits),
        Rows("cases_attempt", n, attempt, w.held),
        Rows("cases_recommendation", n, doctor, f"{decided} AND n.i % 2 = 0"),
        Rows("cases_recommendation", n, {**doctor, "doctor_name": "'Dr Tomos Bell'"}, f"{decided} AND n.i % 2 = 0"),
        Rows("cases_relativestep", n, relative, f"{decided} AND n.i % 2 = 0"),
        Rows("cases_decision", n, decision, decided),
        Rows("cases_carryingout", n, w.of_case(420, step="'bed_found'", code="'OWN_TRUST'"),
             f"{decided} AND n.i % 2 = 0"),
        Rows("cases_carryingout", n, w.of_case(500, step="'admitted'"), f"{decided} AND n.i % 2 = 0"),
        Rows("cases_carryingout", n, w.of_case(680, step="'report_finished'"), decided),
        Rows("cases_closure", n, w.of_case(700, amhp_minutes="300"), closed),
        Rows("cases_note", n, w.of_case(130, text="'Rang the ward: will ring back after handover.'"), "n.i % 2 = 0"),
        Rows("cases_casechange", n, w.of_case(140, field="'place'", value="'Harbour suite'"), "n.i % 5 = 0"),
        Rows("cases_writtenreasons", n, w.of_case(300, sent_at=w.after(600)), f"{closed} AND n.i % 20 = 3"),
    ]  # fmt: skip


def of_allocation(w: Written) -> list[Rows]:
    """Offers with their answers, and back-up."""
    k, n = w.known, w.n
    sent = {"turn_at": w.after(13), "answer_by": w.after(33), "why": "'free, in the locality'"}
    unanswered = f"({w.open} AND {w.place_among_open} < 8)"
    offer = w.of_case(
        13, practitioner_id=w.practitioner, sending=w.sql.unique("n.i", 2),
        answer=f"CASE WHEN {unanswered} THEN '' ELSE 'accepted' END",
        answered_at=f"CASE WHEN {unanswered} THEN NULL ELSE {w.after(25)} END", **sent,
        ended_at=f"CASE WHEN {w.open} THEN NULL ELSE {w.after(700)} END",
    )  # fmt: skip
    other = f"({k.practitioner} + (n.i + 5) % {k.people})"
    declined = w.of_case(13, practitioner_id=other, sending=w.sql.unique("n.i", 2), answer="'declined'",
                         answered_at=w.after(20), **sent)  # fmt: skip
    back_up = w.fact(
        150, service_id=str(k.service), case_id="n.i", practitioner_id=w.practitioner, why="'alone'",
        answered_by_id=other, answered_at=w.after(155), ended_at=w.after(300),
    )  # fmt: skip
    return [
        Rows("allocation_offer", n, offer, w.asked),
        Rows("allocation_offer", n, declined, f"{w.asked} AND n.i % 3 = 0"),
        Rows("allocation_backup", n, back_up, f"NOT {w.open} AND n.i % 20 = 2"),
    ]


def of_the_ground(w: Written) -> list[Rows]:
    """Audit, openings, outbox, answered forms, messages, duties, reasons and their reviews."""
    k, n = w.known, w.n
    verbs = ("contact.taken", "case.opened", "offers.sent", "case.closed")
    audit = [
        Rows("audit_entry", n, {
            "position": f"{k.audit} + (n.i - 1) * {len(verbs)} + {place + 1}", "at": w.after(place * 200),
            "actor_id": w.user, "role": "'hub_amhp'", "service_id": str(k.service), "verb": f"'{verb}'",
            "subject": w.reference, "previous_hash": "'filled, not chained'", "hash": "'filled, not chained'",
        })
        for place, verb in enumerate(verbs)
    ]  # fmt: skip
    outgoing = {
        "name": "'ContactRecorded'", "payload": """'{"reference": "filled"}'""", "stored_at": w.after(4),
        "next_try_at": w.after(5), "done_at": w.after(5), "tries": "1",
    }  # fmt: skip
    message = {
        "service_id": str(k.service), "to_user_id": w.user, "to_name": "'Omar Farouk'", "kind": "'offer'",
        "about": w.reference, "subject": "'Asked to take ' || " + w.reference, "id": "n.i",
        "body": "'Section 136, an emergency department in Marlbridge. Answer wanted within 20 minutes.'",
        "written_at": w.after(13),
    }  # fmt: skip
    delivery = {"message_id": "n.i", "delivered_at": w.after(14), "tries": "1"}
    opening = {
        "at": w.after(30), "hour": w.after(30), "user_id": w.user, "person_id": w.person, "how": "'case'",
        "service_id": str(k.service),
    }  # fmt: skip
    reason = w.fact(45, user_id=w.user, person_id=w.person, service_id=str(k.service),
                    reason="'Asked by the ward about last year.'", open_until=w.after(525))  # fmt: skip
    review = w.fact(600, opening_id="n.i", service_id=str(k.service), finding="'in_order'")
    sent = {
        "key": w.sql.unique("n.i", 3), "by_id": w.user, "verb": "'contact.taken'", "leads_to": "'/board/'",
        "recorded_at": w.after(4),
    }  # fmt: skip
    return [
        *audit,
        *(Rows("records_outgoing", n, outgoing) for _ in range(3)),
        Rows("records_submission", n, sent),
        Rows("records_submission", n, {**sent, "key": w.sql.unique("n.i", 4), "verb": "'case.closed'"}),
        Rows("messaging_message", n, message),
        Rows("messaging_delivery", n, {**delivery, "channel": "'screen'"}),
        Rows(
            "messaging_delivery", n, {**delivery, "channel": "'email'", "address": "'omar@westmoor.example'"}
        ),
        Rows("audit_opening", n, opening),
        Rows("access_reasongiven", n, reason, "n.i % 20 = 4"),
        Rows("access_openingreview", n, review, "n.i % 20 = 4"),
    ]


def of_the_duty_list(w: Written, *, apart: int, block: int, duties: int) -> list[Rows]:
    """Blocks of duties back to the first case; one block is on now and the next is known."""
    k, n = w.known, w.n
    kind = "CASE n.i % 14 WHEN 0 THEN 'spare' WHEN 1 THEN 'hub' WHEN 2 THEN 'hub' WHEN 3 THEN 'hub' " \
           "WHEN 4 THEN 'hub' WHEN 5 THEN 'spare' ELSE 'locality' END"  # fmt: skip
    began = w.sql.moment(f"{block // 2} - {block} * ((n.i - 1) / {duties})")
    duty = {
        "happened_at": began, "recorded_at": began, "by_id": str(k.user), "by_name": "'Maud Fairbrother'",
        "service_id": str(k.service), "practitioner_id": f"{k.practitioner} + n.i % {duties}", "kind": kind,
        "locality_id": f"{k.locality} + n.i % 7", "starts_at": began,
        "ends_at": w.sql.moment(f"{block // 2} - {block} * ((n.i - 1) / {duties} - 1)"),
    }  # fmt: skip
    return [Rows("rota_duty", n * apart // block * duties + 2 * duties, duty)]
