"""A person's key: the same within a service and a year, different in every other."""

import hashlib
import hmac

import pytest

from amhp.dataset import KeyTooShort, person_key

KEY = bytes(range(32))


def test_it_is_an_hmac_of_year_and_identifier() -> None:
    expected = hmac.new(KEY, b"2026\x1f9991257756", hashlib.sha256).hexdigest()[:32]
    assert person_key("999 125 7756", key=KEY, year=2026) == expected
    assert person_key("999-125-7756", key=KEY, year=2026) == expected


def test_another_year_service_or_person_has_another_key() -> None:
    keys = {
        person_key("9991257756", key=KEY, year=2026),
        person_key("9991257756", key=KEY, year=2027),
        person_key("9991257756", key=KEY[::-1], year=2026),
        person_key("9991257764", key=KEY, year=2026),
        person_key("local-17", key=KEY, year=2026),
        person_key("local-1 7", key=KEY, year=2026),
    }
    assert len(keys) == 6


def test_a_short_key_or_no_identifier_is_refused() -> None:
    with pytest.raises(KeyTooShort, match="32 random bytes"):
        person_key("9991257756", key=b"short", year=2026)
    with pytest.raises(ValueError, match="local identifier"):
        person_key("  ", key=KEY, year=2026)
