"""Turns this room's records into the words its screens show."""
