"""Full-text search on both databases: every script, every hostile query, an index that mends itself."""

import pytest
from sqlalchemy import text

from blueprint.domain.proposals import Decision
from blueprint.services.library import search
from blueprint.services.review import decisions
from blueprint.storage import schema
from tests.factories import Scene
from tests.services.editions import adopted, collected, published, published_alone

TEXTS = {
    "th": ("น้ำสำหรับทุกคน", "น้ำเป็นของทุกคน และไม่มีใครเป็นเจ้าของแม่น้ำ", "แม่น้ำ"),
    "ja": ("水はみんなのもの", "水道は公共のものであり、民営化してはならない。", "公共"),
    "ta": ("அனைவருக்கும் தண்ணீர்", "ஆறுகள் யாருக்கும் சொந்தமானவை அல்ல.", "ஆறுகள்"),
    "ar": ("الماء للجميع", "تُدار المياهُ العامّة بمجلسٍ منتخب.", "مياه"),
    "ru": ("Вода для всех", "Каждый имеет право на чистую воду и её учёт.", "учет"),
    "tr": ("Herkese su", "Irmaklar kimsenin malı değildir.", "ırmak"),
}

HOSTILE = [
    '"', "'", "a AND", "NEAR(a b)", "title:water", "*", "-water", "^water", "a OR b", "water)", "{x}", "\\", "%", "_",
    "'; DROP TABLE x;--", ":*", "!!", "&", "water & !", "\0", "\ud800", "x" * 10_000, "a " * 5_000, "🜁", "…",
]  # fmt: skip


def titles(scene: Scene, query: str, **options: object) -> list[str]:
    found = search.find(scene.workbench, query, **options)  # type: ignore[arg-type]
    return [hit.entry.title if hit.entry else hit.edition.title for hit in found.hits]


def test_every_script_is_searched_by_its_words(scene: Scene) -> None:
    for language, (title, sentence, _) in TEXTS.items():
        published_alone(scene, f"## {title}\n\n{sentence}\n", title, language)
    for language, (title, _, word) in TEXTS.items():
        assert titles(scene, word) == [title], language
        assert titles(scene, word, language=language) == [title]
        assert titles(scene, word, language="de") == []
        (hit,) = search.find(scene.workbench, word).hits
        assert any(piece.found for piece in hit.pieces)


def test_a_hit_leads_to_the_paragraph(scene: Scene) -> None:
    edition = published_alone(scene)
    (hit,) = search.find(scene.workbench, "council prices").hits
    lineages = [lineage for _, _, lineage in edition.chapters[0].paragraphs]
    assert hit.path.startswith("/library/water-for-all/1/1#p-")
    assert hit.anchor.removeprefix("p-") in lineages
    assert [piece.text for piece in hit.pieces if piece.found] == ["council", "prices"]


def test_all_words_have_to_occur_and_titles_count_more(scene: Scene) -> None:
    rivers = scene.proposal(title="Rivers", markdown="Energy is mentioned once, water too.")
    energy = scene.proposal(title="Energy", markdown="Nothing of that kind, but water.")
    published(scene, collected(scene, *(adopted(scene, proposal) for proposal in (rivers, energy)), title="Two"))
    assert titles(scene, "energy") == ["Energy", "Rivers"]
    assert titles(scene, "energy water mentioned") == ["Rivers"]
    assert sorted(titles(scene, "author")) == ["Energy", "Rivers"]


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_queries_are_words_or_nothing(sqlite_scene: Scene, query: str) -> None:
    published_alone(sqlite_scene)
    search.find(sqlite_scene.workbench, query)
    assert titles(sqlite_scene, "households household") == []
    assert titles(sqlite_scene, "household") == ["Water for all"]


def test_hostile_queries_on_every_database(scene: Scene) -> None:
    published_alone(scene)
    for query in HOSTILE:
        search.find(scene.workbench, query, page=10**9)
    assert titles(scene, "household") == ["Water for all"]


def test_only_the_newest_edition_is_found(scene: Scene) -> None:
    proposal = scene.proposal()
    collection = collected(scene, adopted(scene, proposal))
    published(scene, collection)
    decisions.decide(scene.workbench, scene["convenor"], proposal.id, Decision.REOPEN)
    scene.save(proposal, "Only wells are mentioned now.\n")
    adopted(scene, proposal)
    published(scene, collection)
    assert titles(scene, "household") == []
    (hit,) = search.find(scene.workbench, "wells").hits
    assert hit.edition.number == 2


def test_missing_editions_are_indexed_again(scene: Scene) -> None:
    published_alone(scene)
    assert len(search.catch_up(scene.workbench)) == 1
    assert search.catch_up(scene.workbench) == ()
    with scene.workbench.database.transaction() as session:
        session.connection().execute(text("DELETE FROM search_edition"))
    assert titles(scene, "household") == ["Water for all"]
    assert search.rebuild(scene.workbench) == 1
    assert titles(scene, "household") == ["Water for all"]


def test_editions_from_before_the_index_are_found_after_the_migration(scene: Scene) -> None:
    published_alone(scene)
    schema.downgrade(scene.workbench.database, "0001")
    schema.upgrade(scene.workbench.database)
    assert titles(scene, "household") == ["Water for all"]


def test_a_very_long_text_is_found_by_all_its_words(scene: Scene) -> None:
    many = "\n\n".join(f"Paragraph number{n} of this text has words like word{n * 7}." for n in range(1_500))
    published_alone(scene, many, "Long")
    assert titles(scene, "number3") == ["Long"]
    assert titles(scene, "number1499") == ["Long"]


def test_hits_come_in_pages(scene: Scene) -> None:
    made = [adopted(scene, scene.proposal(title=f"Wells {n}", markdown="Wells.\n")) for n in range(23)]
    published(scene, collected(scene, *made))
    first, second = (search.find(scene.workbench, "wells", page=page) for page in (1, 2))
    assert (len(first.hits), first.more, len(second.hits), second.more) == (20, True, 3, False)
    assert len({hit.path for hit in (*first.hits, *second.hits)}) == 23
