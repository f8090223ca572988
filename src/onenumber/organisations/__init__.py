"""Who runs and surrounds the service: councils, trusts, localities, teams, partners, places.

Nouns: Organisation, Service (with its settings from service.toml), Locality, Team, Place, Agreement (local arrangements
among them; its screens are `neighbours`).
Neighbours: everything that belongs to a service points here.
"""
