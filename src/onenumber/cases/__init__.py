"""One consideration under section 13: who holds it, what is known, waited for, decided and carried out.

Nouns: Case, LegalEvent, Triage, Commitment, Wait, Attempt, RelativeStep, Recommendation, Decision,
CarryingOut, WrittenReasons, FollowUp, Note, Closure, OpenCase (the board's stored projection). Neighbours: `intake`
below; `allocation` above offers the case and calls `take_up`.
"""
