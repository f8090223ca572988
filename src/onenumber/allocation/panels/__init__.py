"""What the hub may place on its screens: "Who is coming, and when", with its fragment allocation/coming.html."""

from onenumber.allocation.presenters.coming import Coming, present_coming

__all__ = ["Coming", "present_coming"]
