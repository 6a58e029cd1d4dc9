"""Full-text search on both databases: every script, every hostile query, one hit for each paragraph, with its place."""

from sqlalchemy import text

from blueprint.domain.proposals import Decision
from blueprint.domain.search_ranking import PassageKind
from blueprint.services.library import search, warm_up
from blueprint.services.review import decisions
from blueprint.services.search import indexing
from blueprint.storage import schema
from tests.factories import Scene
from tests.services.editions import adopted, collected, published, published_alone

TEXTS = {
    "th": ("น้ำสำหรับทุกคน", "น้ำเป็นของทุกคน และไม่มีใครเป็นเจ้าของแม่น้ำ", "แม่น้ำ"),
    "ja": ("水はみんなのもの", "水道は公共のものであり、民営化してはならない。", "公共"),
    "ta": ("அனைவருக்கும் தண்ணீர்", "ஆறுகள் யாருக்கும் சொந்தமானவை அல்ல.", "ஆறு"),
    "ar": ("الماء للجميع", "تُدار المياهُ العامّة بمجلسٍ منتخب.", "مياه"),
    "fa": ("آب برای همه", "رودخانه‌ها به همه تعلق دارند.", "رودخانه"),
    "ru": ("Вода для всех", "Каждый имеет право на чистую воду и её учёт.", "учета"),
    "tr": ("Herkese su", "Irmaklar kimsenin malı değildir.", "ırmağı"),
    "hi": ("सबके लिए पानी", "नदियों का कोई मालिक नहीं है।", "नदी"),
    "hu": ("Víz mindenkinek", "A folyók senkié sem.", "folyó"),
    "nb": ("Vann for alle", "Elvene tilhører ingen.", "elv"),
    "de": ("Wasser für alle", "Die Häuser haben Brunnen.", "haus"),
    "fr": ("L’eau pour tous", "Les conseils municipaux décident.", "municipal"),
}
"""For each language a title, a sentence, and another form of a word in it."""

HOSTILE = [
    '"', "'", "a AND", "NEAR(a b)", "title:water", "*", "-water", "^water", "a OR b", "water)", "{x}", "\\", "%", "_",
    "'; DROP TABLE x;--", ":*", "!!", "&", "water & !", "\0", "\ud800", "x" * 10_000, "a " * 5_000, "🜁", "…",
    '"a" "', '""', '"water & !"', "=above", "en=water", "“a", "ﷺ", "\x1f", '"a\x1fb"',
]  # fmt: skip

RIVERS = """\
# Rivers

Rivers have rights of their own.

## The council

The council sets prices. It meets in public.

| What | Who |
|---|---|
| Dams | Nobody |

### Money

1. Clean drinking water costs nothing.
2. Water that is clean, for drinking, is counted.[^1]

[^1]: Meters are read in spring.
"""


def titles(scene: Scene, query: str, **options: object) -> list[str]:
    found = search.find(scene.workbench, query, **options)  # type: ignore[arg-type]
    return [hit.entry.title if hit.entry else hit.edition.title for hit in found.hits]


def shown(scene: Scene, query: str) -> list[str]:
    """The texts of the hits, with what is marked in brackets."""
    return [
        "".join(f"[{piece.text}]" if piece.found else piece.text for piece in hit.pieces)
        for hit in search.find(scene.workbench, query).hits
    ]


def test_every_script_is_searched_by_its_words_in_their_forms(scene: Scene) -> None:
    for language, (title, sentence, _) in TEXTS.items():
        published_alone(scene, f"## {title}\n\n{sentence}\n", title, language)
    for language, (title, _, word) in TEXTS.items():
        assert titles(scene, word) == [title], language
        assert titles(scene, word, language=language) == [title]
        assert titles(scene, word, language="es") == []
        (hit,) = search.find(scene.workbench, word).hits
        assert any(piece.found for piece in hit.pieces), language


def test_a_hit_is_a_paragraph_with_its_place(scene: Scene) -> None:
    edition = published_alone(scene, RIVERS, "Rivers")
    lineages = [lineage for start, _, lineage in edition.chapters[0].paragraphs]
    (hit,) = search.find(scene.workbench, "public").hits
    assert (hit.kind, hit.label, hit.heading, hit.language) == (PassageKind.TEXT, "2", "The council", "en")
    assert hit.path.startswith("/library/rivers/1/1#p-")
    assert hit.path.partition("#p-")[2] in lineages
    (item,) = search.find(scene.workbench, "costs").hits
    assert (item.label, item.heading) == ("2 (1)", "Money")


def test_what_has_no_number_is_found_by_its_words_and_near_a_number(scene: Scene) -> None:
    published_alone(scene, RIVERS, "Rivers")
    paths = [search.find(scene.workbench, query).hits[0].path for query in ("public", "nobody", "meters", "council")]
    council, row, note, heading = paths
    assert row == f"{council}:~:text=Dams"
    assert note.endswith(":~:text=Meters%20are%20read%20in%20spring.")
    assert heading == council
    (foreword,) = search.find(scene.workbench, "this first").hits
    assert foreword.path == "/library/rivers/1#foreword:~:text=Read%20this%20first."


def test_title_before_heading_before_text_and_close_before_far(scene: Scene) -> None:
    published(scene, collected(scene, adopted(scene, scene.proposal(title="Rivers", markdown=RIVERS)), title="Laws"))
    kinds = [hit.kind for hit in search.find(scene.workbench, "rivers").hits]
    assert kinds == [PassageKind.TITLE, PassageKind.TEXT]
    assert [hit.kind for hit in search.find(scene.workbench, "council").hits] == [PassageKind.HEADING, PassageKind.TEXT]
    assert shown(scene, "drinking water") == [
        "Clean [drinking] [water] costs nothing.", "[Water] that is clean, for [drinking], is counted.",
    ]  # fmt: skip


def test_words_in_quotation_marks_are_a_phrase(scene: Scene) -> None:
    published_alone(scene, RIVERS, "Rivers")
    for query in ('"drinking water"', "“drinking water”", "„drinking water“", "« drinking water »"):
        assert shown(scene, query) == ["Clean [drinking] [water] costs nothing."], query
    assert shown(scene, '"drinking waters"') == []
    assert shown(scene, '"drink water"') == []
    assert shown(scene, '"price"') == []
    assert shown(scene, 'cost "drinking water"') == ["Clean [drinking] [water] [costs] nothing."]


def test_another_form_of_a_word_is_found_but_not_another_word(scene: Scene) -> None:
    published_alone(scene, "The university counts its waters.\n", "One")
    assert shown(scene, "water") == shown(scene, "waters") == ["The university counts its [waters]."]
    assert titles(scene, "universe") == []
    assert shown(scene, "univ") == ["The [university] counts its waters."]


def test_all_words_have_to_occur_and_titles_count_more(scene: Scene) -> None:
    rivers = scene.proposal(title="Rivers", markdown="Energy is mentioned once, water too.")
    energy = scene.proposal(title="Energy", markdown="Nothing of that kind, but water.")
    published(scene, collected(scene, *(adopted(scene, proposal) for proposal in (rivers, energy)), title="Two"))
    assert titles(scene, "energy") == ["Energy", "Rivers"]
    assert titles(scene, "energy water mentioned") == ["Rivers"]
    assert sorted(titles(scene, "author")) == ["Energy", "Rivers"]


def test_words_of_the_title_count_for_the_paragraphs_below(scene: Scene) -> None:
    published_alone(scene, RIVERS, "Rivers of the north")
    assert shown(scene, "north prices") == ["The council sets [prices]. It meets in public."]
    assert shown(scene, "money north clean costs") == ["[Clean] drinking water [costs] nothing."]


def test_words_in_several_paragraphs_lead_to_the_proposal_that_has_them(scene: Scene) -> None:
    published_alone(scene, RIVERS, "Rivers")
    published_alone(scene, "Only prices.\n", "Other")
    found = search.find(scene.workbench, "prices public meters")
    assert found.spread
    assert [hit.entry.title for hit in found.hits if hit.entry] == ["Rivers"]
    assert shown(scene, "prices public meters") == ["The council sets [prices]. It meets in [public]."]
    assert not search.find(scene.workbench, "prices nothingofthekind").hits


MISTYPED = {
    "watter": "water",
    "counsil  prices": "council  prices",
    "cuoncil": "council",
    "drinkng “water”": "drinking “water”",
    "zzzzzz": "",
    "zz": "",
    "pricse nothingofthekind": "",
}


def test_a_mistyped_word_is_answered_with_what_was_meant(sqlite_scene: Scene) -> None:
    published_alone(sqlite_scene, RIVERS, "Rivers")
    for query, meant in MISTYPED.items():
        found = search.find(sqlite_scene.workbench, query)
        assert (found.hits, found.suggestion) == ((), meant), query


def test_what_is_meant_is_known_in_every_script_and_on_every_database(scene: Scene) -> None:
    for language in ("ar", "ta", "ru"):
        title, sentence, _ = TEXTS[language]
        published_alone(scene, f"{sentence}\n", title, language)
    assert search.find(scene.workbench, "чистюу").suggestion == "чистую"
    assert search.find(scene.workbench, "العاممة").suggestion == "العامّة"
    assert search.find(scene.workbench, "чистюу", language="ar").suggestion == ""


def test_hostile_queries_on_every_database(scene: Scene) -> None:
    published_alone(scene)
    for query in HOSTILE:
        search.find(scene.workbench, query, page=10**9)
        search.find_editions(scene.workbench, query)
    assert titles(scene, "household nothingofthekind") == []
    assert titles(scene, "household") == ["Water for all"]


def test_hostile_texts_are_indexed_on_every_database(scene: Scene) -> None:
    published_alone(scene, "\n\n".join(f"Water {text}." for text in HOSTILE if text.strip("\0\ud800")), "Hostile")
    assert len(search.find(scene.workbench, "water").hits) == 20


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


def test_a_search_does_not_index_but_what_prepares_editions_does(scene: Scene) -> None:
    edition = published_alone(scene)
    assert not indexing.index_edition(scene.workbench, edition.id)
    assert indexing.catch_up(scene.workbench) == ()
    with scene.workbench.database.transaction() as session:
        session.connection().execute(text("UPDATE search_edition SET version = 1"))
    warm_up.warm_up(scene.workbench)
    assert titles(scene, "household") == ["Water for all"]
    assert indexing.catch_up(scene.workbench) == ()
    with scene.workbench.database.transaction() as session:
        session.connection().execute(text("DELETE FROM search_edition"))
    assert indexing.rebuild(scene.workbench) == 1
    assert titles(scene, "household") == ["Water for all"]


def test_an_edition_that_is_indexed_again_leaves_nothing_of_before(scene: Scene) -> None:
    edition = published_alone(scene, "Wells.\n", "One")
    with scene.workbench.database.transaction() as session:
        session.connection().execute(text("UPDATE search_edition SET version = 1"))
        session.connection().execute(
            text("UPDATE edition SET chapters = REPLACE(CAST(chapters AS text), 'Wells.', 'Ponds.')")
            if session.connection().dialect.name == "sqlite"
            else text("UPDATE edition SET chapters = CAST(REPLACE(CAST(chapters AS text), 'Wells.', 'Ponds.') AS json)")
        )
    assert indexing.catch_up(scene.workbench) == (edition.id,)
    assert titles(scene, "wells") == []
    assert titles(scene, "ponds") == ["One"]


def test_editions_from_before_the_index_are_found_after_the_migration(scene: Scene) -> None:
    published_alone(scene)
    schema.downgrade(scene.workbench.database, "0001")
    schema.upgrade(scene.workbench.database)
    assert titles(scene, "household") == []
    warm_up.warm_up(scene.workbench)
    assert titles(scene, "household") == ["Water for all"]


def test_a_very_long_text_is_found_by_all_its_words(scene: Scene) -> None:
    many = "\n\n".join(f"Paragraph number{n} of this text has words like word{n * 7}." for n in range(1_500))
    one = " ".join(f"term{n}" for n in range(2_500))
    published_alone(scene, f"{many}\n\n{one}\n", "Long")
    for query in ("number3", "number1499", "term0", "term2499"):
        assert titles(scene, query)[0] == "Long", query
    found = search.find(scene.workbench, "paragraph")
    assert found.most
    assert found.more


def test_hits_come_in_pages(scene: Scene) -> None:
    made = [adopted(scene, scene.proposal(title=f"Wells {n}", markdown="Nothing.\n")) for n in range(23)]
    published(scene, collected(scene, *made))
    first, second = (search.find(scene.workbench, "wells", page=page) for page in (1, 2))
    assert (len(first.hits), first.more, len(second.hits), second.more) == (20, True, 3, False)
    assert len({hit.path for hit in (*first.hits, *second.hits)}) == 23
    assert not first.most


def test_catalogues_get_the_editions_with_the_words(scene: Scene) -> None:
    published_alone(scene, RIVERS, "Rivers")
    published_alone(scene, "\n\n".join(["Water."] * 30), "Other")
    assert {edition.title for edition in search.find_editions(scene.workbench, "water")} == {"Rivers", "Other"}
