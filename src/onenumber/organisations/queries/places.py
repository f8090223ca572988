"""Which locality a place lies in, proposed from what the caller said; the taker can always choose another."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from onenumber.organisations.models import Locality, Organisation, Place, Service
from onenumber.records.prepared import Prepared, columns_of_model, instance

LOCALITY = columns_of_model(Locality)
CODE, NAME = LOCALITY.index("code"), LOCALITY.index("name")
LOCALITIES = Prepared(
    lambda service_id: (
        Locality.objects.filter(service=service_id)
        .order_by("name")
        .values_list(*LOCALITY, *columns_of_model(Organisation, "council__"))
    ),
    {"service_id": int},
)
PLACES = Prepared(
    lambda service_id: (
        Place.objects.filter(service=service_id)
        .order_by("name")
        .values_list("name", "id", "kind", "locality_id")
    ),
    {"service_id": int},
)
NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def plain_words(text: str) -> str:
    """Letters and digits only, one space between words, so that spelling marks do not matter.

    >>> plain_words("Curlew Ward, Marlbridge General")
    'curlew ward marlbridge general'
    >>> plain_words("St Anne’s") == plain_words("St. Anne's")
    True
    """
    folded = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).casefold()
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return NOT_A_LETTER.sub(" ", bare).strip()


def localities(service: Service) -> list[Locality]:
    """The localities of a service, by name."""
    return [_locality(row, service) for row in LOCALITIES.rows(service_id=service.pk)]


def questions_about_places(service: Service) -> list[tuple[Prepared, dict[str, Any]]]:
    """What proposing a place and its locality asks, for asking it ahead."""
    return [(question, {"service_id": service.pk}) for question in (PLACES, LOCALITIES)]


def locality_names(service: Service) -> list[tuple[str, str]]:
    """Code and name of each locality of a service, by name."""
    return [(row[CODE], row[NAME]) for row in LOCALITIES.rows(service_id=service.pk)]


def locality_of(service: Service, *, code: str) -> Locality | None:
    """The locality of this code in the service."""
    rows = LOCALITIES.rows(service_id=service.pk)
    return next((_locality(row, service) for row in rows if row[CODE] == code), None)


def _locality(row: tuple[Any, ...], service: Service) -> Locality:
    own = len(LOCALITY)
    made = instance(Locality, row[:own])
    made.service, made.council = service, instance(Organisation, row[own:])
    return made


def propose_place(service: Service, place_text: str) -> Place | None:
    """The known place that the text names, the longest name first; None when it names none."""
    said = f" {plain_words(place_text)} "
    named = [
        (len(wanted), row)
        for row in PLACES.rows(service_id=service.pk)
        if (wanted := plain_words(row[0])) and f" {wanted} " in said
    ]
    if not named:
        return None
    name, number, kind, locality_id = max(named, key=lambda pair: pair[0])[1]
    rows = LOCALITIES.rows(service_id=service.pk)
    locality = next(_locality(row, service) for row in rows if row[0] == locality_id)
    return Place(id=number, service=service, locality=locality, name=name, kind=kind)


def propose_locality(service: Service, place_text: str) -> Locality | None:
    """The locality of the place that the text names, or the locality it names itself."""
    place = propose_place(service, place_text)
    if place is not None:
        return place.locality
    said = f" {plain_words(place_text)} "
    named = [area for area in localities(service) if f" {plain_words(area.name)} " in said]
    return named[0] if len(named) == 1 else None
