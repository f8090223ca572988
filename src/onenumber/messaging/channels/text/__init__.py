"""Texts through GOV.UK Notify."""
