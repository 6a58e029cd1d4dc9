"""Indexes of the library: the principles, and the people who contributed. Each page exists in every language."""

from urllib.parse import quote

from blueprint.domain.catalogue import Contribution
from blueprint.domain.errors import NotFound
from blueprint.domain.principles import Stance
from blueprint.web.library.context import LibraryContext
from blueprint.web.library.pages.layout import render_page
from blueprint.web.library.paging import NAMES, page_of
from blueprint.web.library.response import LibraryResponse

Claim = tuple[Contribution, str]
"""A proposal, and its rationale with regard to a principle."""


def all_principles(context: LibraryContext, tag: str = "") -> LibraryResponse:
    """The twelve principles, each with how many proposals advance it."""
    counts = {
        principle.key: len(_claims(context, principle.key, Stance.ADVANCES)) for principle in context.principles.all()
    }
    language = context.page_language(tag)
    return render_page(context, "principles.html", language, counts=counts, localized_path="/principles")


def principle(context: LibraryContext, key: str, tag: str = "", page: int = 1) -> LibraryResponse:
    """One principle, with the proposals that advance it or are in tension with it, and their rationales."""
    language = context.page_language(tag)
    keys = [principle.key for principle in context.principles.all()]
    if key not in keys:
        raise NotFound("That is none of the twelve principles. Look at the list of them.")
    index = keys.index(key)
    claims = [
        (stance, *claim) for stance in (Stance.ADVANCES, Stance.TENSION) for claim in _claims(context, key, stance)
    ]
    return render_page(
        context,
        "principle.html",
        language,
        localized_path=f"/principles/{key}",
        index=index,
        principle=context.principles.all(language)[index],
        english=context.principles.all()[index],
        list_page=page_of(claims, page, f"{context.language_root(language)}/principles/{key}"),
    )


def all_people(context: LibraryContext, tag: str = "", page: int = 1) -> LibraryResponse:
    """Everyone who contributed to a published proposal."""
    people = [(name, key, len(contributions)) for key, (name, contributions) in context.catalogue.people.items()]
    people.sort(key=lambda row: row[0].casefold())
    language = context.page_language(tag)
    shown = page_of(people, page, f"{context.language_root(language)}/people", NAMES)
    return render_page(context, "people.html", language, list_page=shown, localized_path="/people")


def person(context: LibraryContext, key: str, tag: str = "", page: int = 1) -> LibraryResponse:
    """One contributor, and the proposals that they contributed to."""
    found = context.catalogue.people.get(key)
    if found is None:
        raise NotFound("Nobody of that name has a part in the library. Look at the list of contributors.")
    name, contributions = found
    language = context.page_language(tag)
    return render_page(
        context,
        "person.html",
        language,
        localized_path=f"/people/{quote(key)}",
        name=name,
        list_page=page_of(contributions, page, f"{context.language_root(language)}/people/{quote(key)}"),
    )


def _claims(context: LibraryContext, key: str, stance: Stance) -> tuple[Claim, ...]:
    claims = context.catalogue.claims(key)
    return tuple((contribution, rationale) for contribution, its_stance, rationale in claims if its_stance == stance)
