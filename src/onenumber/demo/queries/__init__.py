"""Who can be signed in as, in a demonstration."""

from onenumber.demo.queries.cast import Member, Part, cast_of

__all__ = ["Member", "Part", "cast_of"]
