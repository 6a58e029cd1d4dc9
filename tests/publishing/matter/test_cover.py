"""The cover of a single text is made of its own data."""

from blueprint.publishing import Format, build_file
from tests.publishing.books import book, chapter


def test_a_single_text_names_its_authors_on_the_cover_and_a_collection_does_not() -> None:
    alone = build_file(book(chapter()), Format.HTML, {}).decode()
    several = build_file(book(chapter(), chapter()), Format.HTML, {}).decode()
    covers = [page.partition('<header class="cover">')[2].partition("</header>")[0] for page in (alone, several)]
    assert ["Amina Diallo" in cover for cover in covers] == [True, False]
