"""Which locality a place lies in, proposed from what the caller said; the taker can always choose another."""

import re
import unicodedata

from onenumber.organisations.models import Locality, Place, Service

NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


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
    return list(Locality.objects.filter(service=service).select_related("council").order_by("name"))


def propose_place(service: Service, place_text: str) -> Place | None:
    """The known place that the text names, the longest name first; None when it names none."""
    said = f" {plain_words(place_text)} "
    named = [
        (len(wanted), place)
        for place in Place.objects.filter(service=service)
        .select_related("locality__council")
        .order_by("name")
        if (wanted := plain_words(place.name)) and f" {wanted} " in said
    ]
    return max(named, key=lambda pair: pair[0])[1] if named else None


def propose_locality(service: Service, place_text: str) -> Locality | None:
    """The locality of the place that the text names, or the locality it names itself."""
    place = propose_place(service, place_text)
    if place is not None:
        return place.locality
    said = f" {plain_words(place_text)} "
    named = [area for area in localities(service) if f" {plain_words(area.name)} " in said]
    return named[0] if len(named) == 1 else None
