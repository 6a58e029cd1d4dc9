"""Ways into the library other than by collection: the principles, and the people who wrote.

Each page is there in every language that something can be read in.
"""

from urllib.parse import quote

from blueprint.domain.catalogue import Contribution
from blueprint.domain.errors import NotFound
from blueprint.domain.principles import Stance
from blueprint.web.library.pages.collections import spoken
from blueprint.web.library.pages.layout import draw
from blueprint.web.library.response import Page, Place


def all_principles(place: Place, tag: str = "") -> Page:
    """The twelve, each with how many proposals advance it."""
    counts = {p.key: len(_advancing(place, p.key)) for p in place.principles.all()}
    return draw(place, "principles.html", spoken(place, tag), counts=counts, alike="/principles")


def principle(place: Place, key: str, tag: str = "") -> Page:
    """One principle, with the proposals that advance it or are in tension with it, and why."""
    language = spoken(place, tag)
    at = next((at for at, p in enumerate(place.principles.all()) if p.key == key), None)
    if at is None:
        raise NotFound("That is none of the twelve principles. Look at the list of them.")
    claims = place.shelf.claims(key)
    strained = tuple((c, why) for c, stance, why in claims if stance == Stance.TENSION)
    return draw(
        place,
        "principle.html",
        language,
        alike=f"/principles/{key}",
        at=at,
        principle=place.principles.all(language)[at],
        english=place.principles.all()[at],
        advancing=_advancing(place, key),
        straining=strained,
    )


def all_people(place: Place, tag: str = "") -> Page:
    """Everyone who has a part in a published proposal."""
    found = sorted(((name, key, len(theirs)) for key, (name, theirs) in place.shelf.people.items()), key=_by_name)
    return draw(place, "people.html", spoken(place, tag), people=found, alike="/people")


def person(place: Place, key: str, tag: str = "") -> Page:
    """One contributor, and what they have a part in."""
    found = place.shelf.people.get(key)
    if found is None:
        raise NotFound("Nobody of that name has a part in the library. Look at the list of contributors.")
    name, contributions = found
    alike = f"/people/{quote(key)}"
    return draw(place, "person.html", spoken(place, tag), name=name, contributions=contributions, alike=alike)


def _advancing(place: Place, key: str) -> tuple[tuple[Contribution, str], ...]:
    return tuple((c, why) for c, stance, why in place.shelf.claims(key) if stance == Stance.ADVANCES)


def _by_name(row: tuple[str, str, int]) -> str:
    return row[0].casefold()
