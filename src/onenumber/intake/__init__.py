"""The line: any use of the one number, from the first ring to what became of it.

Nouns: Contact, ContactStep (what became of it), PoliceLine, Draft, SamePersonAnswer.
Neighbours: `persons` below; `cases` opens a case from a contact.
"""
