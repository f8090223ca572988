"""What was tapped and typed on a phone without signal, and came in later.

Noun: PhoneEntry, something from a phone that could not simply be recorded: the record says another time, the case was
closed meanwhile, or its writer may no longer write there. A person chooses; nothing is merged or dropped by itself.
Neighbours: `cases`, `allocation` and `welfare` below, where it is recorded; `hub` shows what waits for a choice.
"""
