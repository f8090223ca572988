"""What a council signs for about the record itself: how long it is kept, who may see it, who saw it, what is given out.

Nouns: LegalHold, Review, Destruction (and the tombstone it leaves), SubjectRequest, Shown (what of an item is shown).
Neighbours: every room that holds anything about a person lies below; only the demonstration knows this one.
"""
