"""Passing open work between day and out of hours, by name: lists, items, questions, acceptances, signatures.

Nouns: Handover (one list for one duty boundary), HandoverItem, ItemSentence, ItemQuestion, ItemAcceptance, Signature.
No item is ever without an owner of record: until somebody accepts it, it is the giving duty's co-ordinator's.
Neighbours: `allocation` and everything below it are read; `hub` above shows the board.
"""
