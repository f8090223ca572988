"""The one page of a demonstration: sign in as anyone."""

from onenumber.demo.views.sign_in import sign_in

__all__ = ["sign_in"]
