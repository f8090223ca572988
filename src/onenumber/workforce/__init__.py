"""The people who serve: AMHPs, EDT officers, trainees, section 12 doctors, locums; one human, several hats.

Nouns: Practitioner, Hat.
Neighbours: `access` below; `persons` (served) is a stranger; rota and allocation point here.
"""
