"""The composite screens: take a contact, the board, the case page, my day. It owns no records.

It arranges panels of the rooms below. Neighbours: every room below through its queries, actions and panels.
"""
