"""No test of the knowledge is timed: on a busy machine a deadline would fail a right answer."""

from hypothesis import settings

settings.register_profile("amhp", deadline=None)
settings.load_profile("amhp")
