"""The levels of headings: one level in the source is one level in the edition."""

import pytest

from blueprint.publishing.markdown.headings.levels import heading_ranks
from blueprint.publishing.markdown.normalize import normalize
from tests.publishing.books import chapter


@pytest.mark.parametrize(
    ("levels", "ranks"),
    [
        ([], {}),
        ([None, 3, None], {3: 0}),
        ([1, None, 4, None, 2, None], {1: 0, 2: 1, 4: 2}),
        ([4, 3, 5, None, 5, None, 4, 3, 5, None], {4: 0, 3: 1, 5: 2}),
        ([6, 5, 4, None, 6, 5, 4, None], {6: 0, 5: 1, 4: 2}),
        ([3, None, 2, None, 3, None], {2: 0, 3: 1}),
        ([3, 2, None, 3, None, 2, None], {2: 0, 3: 1}),
        ([3, 1, None, 2, None], {1: 0, 2: 1, 3: 2}),
    ],
)
def test_ranks(levels: list[int | None], ranks: dict[int, int]) -> None:
    assert heading_ranks(levels) == ranks


def test_sections_chapters_and_articles_of_a_law_keep_their_ranks() -> None:
    law = "\n\n".join(
        f"#### Titre {part}\n\n### Chapitre {part}\n\n##### Article {part}1\n\nUn.\n\n##### Article {part}2\n\nDeux."
        for part in (1, 2)
    )
    headings = normalize(chapter(law), {}, top=2).headings
    assert [level for level, *_ in headings] == [1, 2, 3, 3] * 2
