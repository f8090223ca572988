"""Random numbers by name: each part of the county has its own stream, so a new part changes no other.

The stream of a name depends on the seed and the name alone.
"""

import hashlib
from collections.abc import Sequence
from math import exp, log
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Stream(Random):
    """One stream, with the draws this county needs."""

    def chance(self, share: float) -> bool:
        """True in this share of draws."""
        return self.random() < share

    def weighted(self, shares: "dict[T, float]") -> T:
        """One key, in proportion to its value."""
        return self.choices(list(shares), weights=list(shares.values()))[0]

    def about(self, median: float, sigma: float = 0.5) -> float:
        """Log-normal around a median."""
        return exp(self.gauss(log(median), sigma))

    def one_of(self, choices: "Sequence[T]") -> T:
        """One of these, each as likely."""
        return choices[int(self.random() * len(choices))]


def stream(seed: int, name: str) -> Stream:
    """The stream of this name under this seed.

    >>> stream(7, "names").random() == stream(7, "names").random() != stream(7, "times").random()
    True
    """
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    made = Stream()
    made.seed(int.from_bytes(digest[:16], "big"))
    return made
