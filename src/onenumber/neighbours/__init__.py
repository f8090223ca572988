"""Other AMHP services and everybody something is agreed with: what is asked of them or by them, and the agreements.

Nouns: NeighbourRequest, RequestAnswer (a person of either side). The agreements themselves are `organisations`'; their
screens stand here. Neighbours: `allocation` and `cases` below; `welfare` is a stranger; `hub` shows what waits.
"""
