"""What a text says of itself: front matter and first heading."""

from datetime import UTC, datetime

import pytest

from blueprint.publishing.markdown.front_matter import FrontMatter, front_matter, title_of
from blueprint.text import split


def _read(yaml: str) -> FrontMatter:
    return front_matter(split(f"---\n{yaml}\n---\n\n# Heading\n\nWords.\n"))


def test_title_authors_language_and_date() -> None:
    found = _read("title: Wasser\nauthor:\n- Ada Lum\n- {name: بيلا كون, affiliation: x}\nlang: de\ndate: 2026-07-23")
    assert found == FrontMatter(
        title="Wasser", authors=("Ada Lum", "بيلا كون"), language="de", date=datetime(2026, 7, 23, tzinfo=UTC)
    )
    assert _read("title: >\n  Ein *Recht*\n  auf Wasser\nauthors: Ada").title == "Ein Recht auf Wasser"
    assert _read("authors: Ada").authors == ("Ada",)


def test_toml_between_plus_signs() -> None:
    fields = 'title = "Wasser"\nauthors = ["Ada Lum"]\nlanguage = "de"\ndate = 2026-07-23'
    found = front_matter(split(f"+++\n{fields}\n+++\n\nWords.\n"))
    assert found == FrontMatter(
        title="Wasser", authors=("Ada Lum",), language="de", date=datetime(2026, 7, 23, tzinfo=UTC)
    )
    assert front_matter(split("+++\ntitle = [a\n+++\n")) == FrontMatter()


@pytest.mark.parametrize(
    "yaml",
    [
        "title: [a",
        "- a\n- b",
        "title:\n  nested: 1",
        "date: July 23, 2026",
        "x: !!python/object/apply:os.system ['true']",
        "a: &a [x]\nauthor: {name: *a}",
        "[" * 3000,
    ],
)
def test_what_is_none_of_these_is_left_alone(yaml: str) -> None:
    assert _read(yaml) == FrontMatter()


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("---\ntitle: Bylaw 3\n---\n\n# General\n\nText.", "Bylaw 3"),
        ("---\ndate: 2026-01-01\n---\n\n# General\n\nText.", "General"),
        ("Adopted in May.\nIn force.\n\n# **Water**, _a right_[^1]\n\nText.\n\n[^1]: Note.", "Water, a right"),
        ("# One\n\n# Two", "One"),
        ("Words.\n\n# One\n\n# Two", ""),
        ("## Section\n\nText.", ""),
        ("", ""),
    ],
)
def test_titles(markdown: str, title: str) -> None:
    assert title_of(split(markdown)) == title
