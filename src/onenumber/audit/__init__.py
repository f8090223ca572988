"""Who did what, and who saw what: words and ids, append-only, each entry chained to the one before.

Nouns: Viewer (who is looking or acting), Entry, Opening. `@action` wraps every write of the service.
Neighbours: `records` below; every room above writes through this one.
"""
