"""Who is going: offers and answers, back-up from the spares, and the full standing of a case.

Nouns: Offer, BackUp. The hub offers, a practitioner accepts, and whoever accepts decides.
Neighbours: `cases` and `rota` below; `hub` shows the result.
"""
