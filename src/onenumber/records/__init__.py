"""The ground every room stands on: the fact with its two times, references, the outbox, the service's clock.

Nouns: Fact, Counter, Outgoing (an event stored to be announced), Submission (a form already answered).
Neighbours: every later room; this room knows none of them.
"""
