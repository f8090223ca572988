"""What somebody who knows the answers types into each form of the table: rows marked `filled` send this.

A form is first opened by the seat itself (or, where the seat may not, by the first seat that may), so that its hidden
fields and its choices are those of the page; then these words are typed.
"""

from collections.abc import Mapping

CASE = "/cases/<reference>/add/<what>/"
REPORT = "/cases/<reference>/report/"
CONTACT = "/contacts/<reference>/add/"
FILLED: dict[tuple[str, str], Mapping[str, str]] = {
    (CASE, "note"): {"text": "The ward rang back"},
    (CASE, "legal-event"): {"kind": "s136_arrived", "told_by": "PC Hobbs", "place": "136 suite"},
    (CASE, "wait"): {"reason": "DOC_S12", "stage": "DOCTOR", "agency": "Section 12 doctors", "chosen": "forced"},
    (CASE, "attempt"): {"place": "At home", "place_kind": "HOME"},
    (CASE, "relative"): {"result": "NOT_PRACTICABLE", "reason_not": "Nobody is known"},
    (CASE, "recommendation"): {
        "doctor_name": "Dr Ivo Lane", "examined_day": "24/11/2026", "examined_time": "13:00",
        "signed_day": "24/11/2026", "signed_time": "13:20", "recommends": "yes",
    },
    (CASE, "carrying-out"): {"step": "bed_requested"},
    (CASE, "written-reasons"): {"owed_to": "His sister"},
    (CASE, "change"): {"field": "place", "place": "The infirmary", "reason": "Moved by the ward"},
    (CASE, "person"): {"field": "telephone", "value": "07700 900123", "reason": "A digit was wrong"},
    (CASE, "alert"): {"text": "Go in pairs"},
    (CASE, "alert-end"): {"reason": "The dog has died"},
    (CASE, "return"): {"accommodation": "TENANT", "known_to_mh": "NEVER", "ethnic_category": "Z"},
    (CASE, "correction"): {"text": "The ward rang back twice", "reason": "Misheard"},
    (CASE, "attempt-end"): {"result": "NO_ACCESS"},
    (CASE, "wait-end"): {"how": "ended"},
    (CASE, "follow-up"): {
        "kind": "call_back", "what": "Ring when the bed is known", "for_whom": "His sister",
        "due_day": "tomorrow", "due_time": "10:00",
    },
    (CASE, "follow-up-end"): {"how": "done", "came_of_it": "Rang her; she knows"},
    (CASE, "follow-up-hand"): {"reason": "Off tomorrow"},
    (CASE, "triage"): {"answer": "ASSESS", "priority": "2", "reasons": "Asked by the ward"},
    (CASE, "close"): {"kind": "closed", "detail": "Nothing is left to do", "end_waits": "on", "holder_finished": "on"},
    (CASE, "reopen"): {"reason": "The ward rang again"},
    (CASE, "stand-down"): {"how": "stood down"},
    (CASE, "decision"): {"outcome": "NFA", "reasons": "Seen and well"},
    (CASE, "addendum"): {"document": "1", "words": "The GP rang back"},
    (CASE, "shared"): {"document": "1", "to_whom": "The ward manager", "how": "by hand, on paper"},
    (REPORT, ""): {"decision": "She agreed to be seen at home"},
    ("/cases/<reference>/letters/", ""): {"slot": "person.english", "to_name": "Asa Pell"},
    (CONTACT, "answered"): {"detail": "Told them what s13 asks for"},
    (CONTACT, "passed_on"): {"detail": "The crisis team"},
    (CONTACT, "withdrawn"): {"detail": "Rang to say so"},
    (CONTACT, "voided"): {"detail": "Typed twice"},
    (CONTACT, "referral"): {"contact_type": "S13"},
    (CONTACT, "correct"): {"field": "caller_name", "value": "Sister Moss", "reason": "Misheard"},
    (CONTACT, "correct_person"): {"field": "telephone", "value": "07700 900123", "reason": "A digit was wrong"},
    (CONTACT, "reason"): {"reason": "The ward rang about them just now"},
    (CONTACT, "countersign"): {},
    (CONTACT, "police"): {"advice_given": "What s136 asks for"},
    ("/cases/<reference>/reason/", ""): {"reason": "The ward rang about them just now"},
    ("/offers/new/<reference>/", ""): {"line": "Ring the ward first"},
    ("/offers/<offer_id>/", ""): {"answer": "accept"},
    ("/back-up/new/", ""): {"why": "alone", "urgent": "yes", "words": "On my own at the ward"},
    ("/back-up/<back_up_id>/", "go"): {},
    ("/back-up/<back_up_id>/", "done"): {"done": "Went with them"},
    ("/safety-calls/<number>/", "has_it"): {},
    ("/safety-calls/<number>/", "safe"): {},
    ("/safety-calls/<number>/", "done"): {"words": "Rang, the ward is with her"},
    ("/safety-calls/<number>/", "close"): {"done": "Spoke with her, she is in the car"},
    ("/phone-entries/<number>/", ""): {"chosen": "record", "words": "Seen on the camera"},
    ("/take/<reference>/", ""): {
        "kind": "referral", "caller_role": "Ward manager", "person_name": "Asa Pell", "birth_date": "3/4/1981",
        "place": "Westmoor Infirmary", "event": "nothing", "danger": "no", "asked_for": "consider",
    },
    ("/take/<reference>/", "join"): {
        "kind": "referral", "caller_role": "Ward manager", "person_name": "Ottoline Wrexcombe",
        "birth_date": "4/3/1980",
        "place": "Westmoor Infirmary", "event": "nothing", "danger": "no", "same_person": "own",
    },
    ("/duty/", ""): {"kind": "spare", "day": "27/11/2026", "starts": "09:00", "ends": "17:00"},
    ("/duty/<duty_id>/withdraw/", ""): {"reason": "Ill"},
    ("/openings/<number>/", ""): {"finding": "in_order"},
    ("/return/", ""): {"first": "01/11/2026", "last": "30/11/2026"},
    ("/paper/", ""): {"began_day": "24/11/2026", "began_time": "0200", "numbers": "1-5"},
    ("/paper/<reference>/", ""): {
        "number": "1", "kind": "note", "about": "WM-26-1", "happened_day": "24/11/2026", "happened_time": "0330",
        "written_by": "Sister Moss",
    },
    ("/paper/<reference>/sheets/", ""): {"numbers": "4-6"},
    ("/paper/<reference>/void/", ""): {"number": "2", "reason": "Spoilt"},
    ("/settings/", ""): {"name": "Una Brook", "email": "una.brook@wm.example", "role": "trainee"},
    ("/settings/users/<number>/", ""): {"role": "manager"},
    ("/messages/yours/", ""): {
        "asked": "text", "mobile": "07700 900123", "quiet_from": "22:00", "quiet_until": "07:00",
    },
    ("/messages/texts/<text_id>/", ""): {"placed_as": "A doctor says yes for 17:00"},
    ("/history/", ""): {"text": "wrexcombe"},
    ("/feedback/", ""): {"words": "The board is clear"},
}  # fmt: skip
