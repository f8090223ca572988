"""The rows of arranging, reports, follow-ups, handover, phones and safety calls; see rows."""

from rows import APART, BLOCK, Rows, Written


def of_arranging(w: Written) -> list[Rows]:
    """Asks to doctors, partners and bed teams, with their answers, and who was told when none came."""
    k, n = w.known, w.n
    doctor = f"({k.practitioner} + (n.i * 3 + 1) % {k.people})"
    left = f"CASE WHEN {w.open} THEN NULL ELSE {w.after(195)} END"
    slot = w.sql.moment(f"120 + 60 * {w.place_among_open}")
    left_at = w.sql.moment(f"180 - ({n} - n.i) * {APART}")
    slot_ends = w.sql.moment(f"150 + 60 * {w.place_among_open}")
    asked = w.of_case(
        40, what="'doctor'", wanted="2", sending=w.sql.unique("n.i", 5), whom="'Dr Anwen Rees'",
        section_12=w.sql.truth(True),
        wanted_from=w.after(60), wanted_to=w.after(600), answer_by=w.after(70),
    )  # fmt: skip
    came = {
        **asked, "practitioner_id": doctor, "answer": "'confirmed'", "answered_at": w.after(50),
        "answered_how": "'link'", "place": "1", "knew_person": w.sql.truth(False),
        "expected_from": f"CASE WHEN {w.open} THEN {slot} ELSE {w.after(150)} END",
        "expected_to": f"CASE WHEN {w.open} THEN {slot_ends} ELSE {left_at} END",
        "arrived_at": left, "ended_at": left, "ended_how": f"CASE WHEN {w.open} THEN '' ELSE 'left' END",
    }  # fmt: skip
    declined = {**asked, "practitioner_id": f"({k.practitioner} + (n.i * 3 + 2) % {k.people})",
                "answer": "'declined'", "answered_at": w.after(55), "answered_how": "'text'"}  # fmt: skip
    partner = w.of_case(
        60, what="CASE n.i % 3 WHEN 0 THEN 'police' WHEN 1 THEN 'transport' ELSE 'bed' END",
        sending=w.sql.unique("n.i", 6), whom="'Trust bed team'", telephone="'01632 960 300'", answer="'confirmed'",
        answered_at=w.after(300), answered_how="'phone'", ended_at=left,
        ended_how=f"CASE WHEN {w.open} THEN '' ELSE 'left' END",
    )  # fmt: skip
    told = w.of_case(260, what="'bed'", rung="1", told="'On-call manager, the trust'")
    return [
        Rows("allocation_ask", n, came, w.held),
        Rows("allocation_ask", n, declined, f"{w.held} AND n.i % 2 = 0"),
        Rows("allocation_ask", n, partner, w.held),
        Rows("allocation_escalation", n, told, f"{w.held} AND n.i % 5 = 1"),
        Rows("workforce_freetime", n // 4, {
            **w.fact(0), "practitioner_id": f"({k.practitioner} + n.i % {k.people})", "free": w.sql.truth(True),
            "starts_at": w.after(0), "ends_at": w.sql.moment(f"60 - ({n} - n.i) * {APART}"),
        }),
    ]  # fmt: skip


def of_writing(w: Written) -> list[Rows]:
    """Reports and outlines, with whom they were shared, drafts, the return's answers, follow-ups."""
    k, n = w.known, w.n
    content = (
        '\'{"parts": [{"key": "why", "words": "\' || \''
        + "Seen at home with two doctors. " * 12
        + "' || '\"}]}'"
    )
    digest = "'" + "0" * 64 + "'"
    report = w.of_case(680, number="1", kind="'report'", version="1", amhp_id=w.practitioner, content=content,
                       digest=digest, id="n.i")  # fmt: skip
    outline = {**report, "id": f"n.i + {n}", "number": "2", "kind": "'outline'"}
    written = f"NOT {w.open} AND n.i % 10 <> 9"
    follow = w.of_case(
        600, id="n.i", kind="'call_back'", what="'Ring his mother about her rights'", for_whom="'Joan Marsh, mother'",
        owner_id=w.practitioner, due_at=w.sql.moment(f"2000 - ({n} - n.i) * {APART}"),
        ended_at=f"CASE WHEN {w.open} THEN NULL ELSE {w.after(1900)} END",
        ended_how=f"CASE WHEN {w.open} THEN '' ELSE 'done' END",
        came_of_it=f"CASE WHEN {w.open} THEN '' ELSE 'Rang, explained, leaflet sent.' END",
    )  # fmt: skip
    return [
        Rows("cases_document", n, report, written),
        Rows("cases_document", n, outline, f"{written} AND n.i % 2 = 0"),
        Rows("cases_sharing", n, w.of_case(700, document_id="n.i", to_whom="'Ward manager'", how="'by hand'"), written),
        Rows("cases_reportdraft", n, {"case_id": "n.i", "user_id": w.user, "kept_at": w.after(300),
                                      "words": """'{"why": "Seen at home with two doctors."}'"""},
             f"{w.held} AND n.i % 3 = 0"),
        Rows("cases_returnanswers", n, w.of_case(650, accommodation="'OWN'", known_to_mh="'Y'"),
             f"{written} AND n.i % 2 = 1"),
        Rows("cases_followup", n, follow, "n.i % 2 = 0"),
        Rows("cases_followuphanding", n, w.of_case(620, follow_up_id="n.i", to_id=f"{k.practitioner}"), "n.i % 10 = 2"),
    ]  # fmt: skip


def of_the_handover(w: Written) -> list[Rows]:
    """A signed list at every boundary, with the case that came in last before it and what was said about it."""
    k, n = w.known, w.n
    lists = n * APART // BLOCK
    each = BLOCK // APART  # cases between two boundaries; the list of boundary i ends with case i * each
    boundary = w.sql.moment(f"(n.i - {lists}) * {BLOCK}")
    fact = {
        "happened_at": boundary,
        "recorded_at": boundary,
        "by_id": str(k.user),
        "by_name": "'Dilys Probert'",
    }
    made = {
        **fact, "id": "n.i", "giving_service_id": str(k.service), "receiving_service_id": str(k.service),
        "giving_duty": "CASE WHEN n.i % 2 = 0 THEN 'day' ELSE 'edt' END",
        "receiving_duty": "CASE WHEN n.i % 2 = 0 THEN 'edt' ELSE 'day' END", "boundary_at": boundary,
        "receiving_until": w.sql.moment(f"(n.i - {lists} + 1) * {BLOCK}"), "coordinator_id": f"{k.practitioner}",
    }  # fmt: skip
    places = range(6)
    items = [
        Rows("handover_handoveritem", lists, {
            **fact, "id": f"n.i * {len(places)} + {place}", "handover_id": "n.i", "number": str(place + 1),
            "kind": "'case'", "source": f"'case ' || (n.i * {each} - {place})",
            "reference": f"'WM-25-' || (n.i * {each} - {place})", "council_id": str(k.council),
            "case_id": f"n.i * {each} - {place}",
        })
        for place in places
    ]  # fmt: skip
    said = {**fact, "item_id": f"n.i + {len(places) - 1}"}
    every = lists * len(places)
    signed = {**fact, "handover_id": "n.i", "practitioner_id": f"{k.practitioner}", "items": f"{len(places)}"}
    return [
        Rows("handover_handover", lists, made),
        *items,
        Rows("handover_itemsentence", every, {**said, "words": "'Bed promised by nine. Ring the ward then.'"}),
        Rows("handover_itemquestion", every, {
            **said, "kind": "'question'", "words": "'Is the ambulance booked?'", "answer": "'Yes, for ten.'",
            "answered_at": said["happened_at"], "answered_by_name": "'Dilys Probert'",
        }, "n.i % 5 = 0"),
        Rows("handover_itemacceptance", every, {**said, "practitioner_id": f"{k.practitioner} + 1"}),
        Rows("handover_signature", lists, {**signed, "side": "'giving'"}),
        Rows("handover_signature", lists, {**signed, "side": "'receiving'"}),
    ]  # fmt: skip


def of_the_phones(w: Written) -> list[Rows]:
    """Texts that came in, entries that waited for a choice, calls of somebody who was not safe, choices of ways."""
    k, n = w.known, w.n
    text = w.fact(50, service_id=str(k.service), gateway_id=w.sql.unique("n.i", 7), number="'447700900123'",
                  text="'YES 1530'", placed_at=w.after(50), placed_as="'a yes'", placed_about=w.reference)  # fmt: skip
    entry = w.fact(
        160, key=w.sql.unique("n.i", 8), service_id=str(k.service), practitioner_id=w.practitioner, case_id="n.i",
        reference=w.reference, kind="'arrived'", why="'differs'", chosen="'record'", ended_at=w.after(400),
        chosen_words="'The hub rang him.'",
    )  # fmt: skip
    call = w.fact(170, id="n.i", service_id=str(k.service), practitioner_id=w.practitioner, case_id="n.i",
                  done="'Rang back at once: safe.'", ended_at=w.after(180))  # fmt: skip
    restriction = w.fact(30, person_id=w.person, kind="'staff'", reason="'Works on the ward.'",
                         ended_at=w.after(900), ended_reason="'Left the trust.'")  # fmt: skip
    choice = {**w.fact(0), "user_id": f"{k.user} + n.i % {k.people}",
              "channels": """'{"asked": ["email", "text"]}'"""}  # fmt: skip
    old = f"NOT {w.open}"
    return [
        Rows("messaging_inboundtext", n, text, "n.i % 5 = 0"),
        Rows("messaging_reachchoice", 4 * k.people, choice),
        Rows("fieldwork_phoneentry", n, entry, f"{old} AND n.i % 20 = 1"),
        Rows("welfare_safetycall", n, call, f"{old} AND n.i % 200 = 3"),
        Rows("welfare_safetyanswer", n, w.fact(175, call_id="n.i", kind="'has_it'"), f"{old} AND n.i % 200 = 3"),
        Rows("persons_restriction", n, restriction, f"{old} AND n.i % 100 = 12"),
    ]  # fmt: skip


def of_the_neighbours(w: Written) -> list[Rows]:
    """Agreements of the service, and requests to a neighbour that both sides settled."""
    k, n = w.known, w.n
    agreement = w.fact(
        0, id="n.i", service_id=str(k.service), kind="'mutual_aid'", with_whom="'Netherdale AMHP service'",
        covers="'Back-up for one another at night.'", begins_on=w.sql.day("400"), review_on=w.sql.day("30"),
        signed_by="'A. Lead'",
    )  # fmt: skip
    request = w.fact(
        20, id="n.i", asking_service_id=str(k.service), asking_name="'Westmoor AMHP service'",
        asking_person="'Omar Farouk'", asked_name="'Netherdale AMHP service'", on_behalf_of="'Netherdale Council'",
        why_theirs="'Lives there.'", asks="'To consider on their behalf.'", reference=w.reference,
        answer_by=w.after(80), case_id="n.i", settled_at=w.after(90),
    )  # fmt: skip
    answer = w.fact(60, request_id="n.i", side="'asked'", decision="'declined'", person="'Sal Orme'")
    asked = f"NOT {w.open} AND n.i % 100 = 14"
    return [
        Rows("organisations_agreement", 12, agreement),
        Rows("neighbours_neighbourrequest", n, request, asked),
        Rows("neighbours_requestanswer", n, answer, asked),
    ]
