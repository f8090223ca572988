"""Whether the people who serve come through their duty safe and rested.

Nouns: SafetyCall (somebody says they are not safe), SafetyAnswer (what was done about it, and by whom).
Neighbours: `cases` and `rota` below, through which it is known what somebody is on and who can help; `hub` shows an
open call first of all.
"""
