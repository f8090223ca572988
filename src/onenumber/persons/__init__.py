"""The person served: who they are, what they need, who is close to them, and who works with them.

Nouns: Person, PersonCorrection, Restriction, StaffSafetyAlert, Relative, WorkingRelationship, SamePerson.
Neighbours: `access` below; `workforce` (serving) is a stranger; intake and cases point here.
"""
