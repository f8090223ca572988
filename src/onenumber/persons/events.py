"""What this room announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonsJoined:
    """Somebody said that two records are one person."""

    kept_id: int
    other_id: int


@dataclass(frozen=True)
class PersonsParted:
    """Two records that were joined are two persons again."""

    kept_id: int
    other_id: int
