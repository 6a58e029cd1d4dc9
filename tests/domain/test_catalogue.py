"""What the library knows of published editions: the newest of each, who wrote in them, what they claim."""

from datetime import UTC, datetime, timedelta

import pytest

from blueprint.domain.catalogue import LONGEST_KEY, Catalogue, person_key
from blueprint.domain.errata import Erratum, ErratumKind
from blueprint.domain.published_editions import PublishedEdition, PublishedProposal

DAY = datetime(2026, 5, 1, tzinfo=UTC)


def entry(chapter: int, proposal: str, **fields: object) -> PublishedProposal:
    given: dict[str, object] = {
        "title": proposal.title(),
        "language": "en",
        "excerpt": "Water.",
        "contributors": ("Nia",),
        "claims": (("just", "advances", "It shares."), ("plural", "is in tension with", "It is one.")),
        "content_hash": "f",
    }
    return PublishedProposal(chapter=chapter, proposal_id=proposal, **(given | fields))  # type: ignore[arg-type]


def edition(slug: str, number: int, day: int, *entries: PublishedProposal, **fields: object) -> PublishedEdition:
    given: dict[str, object] = {
        "title": slug.title(),
        "language": "en",
        "excerpt": "",
        "licence": "CC-BY-SA-4.0",
        "publisher": "All",
        "images": frozenset({f"{slug}-{number}.png"}),
    }
    return PublishedEdition(
        id=f"{slug}{number}",
        collection_id=slug,
        slug=slug,
        number=number,
        permalink=f"https://example.org/library/{slug}/{number}",
        dated=DAY,
        published_at=DAY + timedelta(days=day),
        entries=entries,
        artifacts=(),
        **(given | fields),  # type: ignore[arg-type]
    )


WATER_1 = edition("water", 1, 1, entry(1, "wells"), entry(2, "rivers", contributors=("Nia", "Émile", "Nia")))
WATER_2 = edition("water", 2, 3, entry(1, "rivers", language="ar", contributors=("Emile", "émile")))
LAND = edition("land", 1, 2, entry(1, "fields", language="fr"), entry(2, "wells", contributors=()))
CATALOGUE = Catalogue((1,), (WATER_1, WATER_2, LAND))


def test_editions_by_collection_the_newest_first() -> None:
    assert CATALOGUE.collections == {"water": (WATER_2, WATER_1), "land": (LAND,)}
    assert CATALOGUE.newest == (WATER_2, LAND)
    assert CATALOGUE.edition("water", 1) is WATER_1
    assert CATALOGUE.edition("water", 3) is CATALOGUE.edition("air", 1) is None


def test_each_proposal_is_shown_in_the_latest_edition_that_holds_it() -> None:
    assert [(one.edition.id, one.entry.proposal_id, one.path) for one in CATALOGUE.contributions] == [
        ("water2", "rivers", "/library/water/2/1"),
        ("land1", "fields", "/library/land/1/1"),
        ("land1", "wells", "/library/land/1/2"),
    ]


def test_people_by_their_keys_each_with_a_proposal_once() -> None:
    assert list(CATALOGUE.people) == ["emile", "nia", "émile"]
    name, theirs = CATALOGUE.people["nia"]
    assert (name, [one.entry.proposal_id for one in theirs]) == ("Nia", ["fields"])
    twice = Catalogue((1,), (edition("air", 1, 1, entry(1, "wind", contributors=("Nia", "NIA"))),))
    assert [(key, name, len(theirs)) for key, (name, theirs) in twice.people.items()] == [("nia", "Nia", 1)]


def test_languages_the_most_frequent_first() -> None:
    assert CATALOGUE.languages == ("en", "ar", "fr")
    assert WATER_2.languages == {"en", "ar"}


def test_what_is_claimed_of_a_principle() -> None:
    assert [(one.entry.proposal_id, stance, why) for one, stance, why in CATALOGUE.claims("plural")] == [
        (proposal, "is in tension with", "It is one.") for proposal in ("rivers", "fields", "wells")
    ]
    assert CATALOGUE.claims("peaceful") == ()
    assert WATER_1.entries[0].advances == WATER_1.advances == {"just"}


def test_a_proposal_by_its_number() -> None:
    assert [WATER_1.entry(number) for number in range(4)] == [None, *WATER_1.entries, None]
    assert WATER_1.permalink_of(WATER_1.entries[1]) == "https://example.org/library/water/1/2"
    assert (WATER_1.path, CATALOGUE.images) == ("/library/water/1", {"water-1.png", "water-2.png", "land-1.png"})


def test_notes_on_an_edition_and_on_one_of_its_proposals() -> None:
    notes = tuple(
        Erratum(id=i, edition_id=on, chapter=chapter, kind=ErratumKind.ERRATUM, body="x", added_by="p", added_at=DAY)
        for i, on, chapter in (("a", "water1", 0), ("b", "water1", 1), ("c", "water1", 2), ("d", "land1", 1))
    )
    catalogue = Catalogue((1,), CATALOGUE.editions, notes)
    assert [note.id for note in catalogue.errata_on(WATER_1)] == ["a", "b", "c"]
    assert [note.id for note in catalogue.errata_on(WATER_1, 1)] == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Amina Diallo", "amina-diallo"),
        ("  O’Neill, J.  ", "o-neill-j"),
        ("آمنة", "آمنة"),
        ("x" * 90, "x" * LONGEST_KEY),
    ],
)
def test_a_name_in_addresses(name: str, key: str) -> None:
    assert person_key(name) == key


def test_a_long_name_is_not_cut_to_end_in_a_hyphen_and_one_without_letters_gets_a_hash() -> None:
    assert person_key("x" * 79 + " y") == "x" * 79
    assert LONGEST_KEY == 80
    assert len(person_key("***")) == 8
    assert person_key("***") != person_key("---")
