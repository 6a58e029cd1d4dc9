"""Tables on screens: wide ones scroll inside themselves, reached by the keyboard, and never widen the page."""

import re

import pytest

from blueprint.publishing import Chapter, Format, build_file, chapter_html
from tests.browsers import chromium
from tests.publishing.books import plain

NARROW = "| Measure | Cost |\n|---|---:|\n| Lines | 12 |\n"
WIDE = "| Municipality | Responsibility | Implementation | Recommendation |\n|---|---|---|---|\n| a | b | c | d |\n"


def _divisions(markdown: str) -> list[str]:
    return re.findall(r'<div class="scroll[^>]*>', chapter_html(Chapter(title="T", markdown=markdown), {}))


def test_a_wide_table_is_a_region_called_by_its_head() -> None:
    label = "Municipality, Responsibility, Implementation, Recommendation"
    assert _divisions(WIDE) == [f'<div class="scroll wide" role="region" tabindex="0" aria-label="{label}">']


@pytest.mark.parametrize(
    "markdown", [NARROW, "| 語 | 語 |\n|---|---|\n| 水は権利である。商品ではない | 二度払う人はいない |\n"]
)
def test_a_narrow_table_is_not_in_the_way_of_the_keyboard(markdown: str) -> None:
    assert _divisions(markdown) == ['<div class="scroll">']


def test_a_head_row_without_words_is_not_shown() -> None:
    html = chapter_html(Chapter(title="T", markdown="|   |   |\n|---|---|\n| a | b |\n"), {})
    assert ("<thead" in html, html.count("<td")) == (False, 2)
    assert "<table" not in chapter_html(Chapter(title="T", markdown="Words.\n\n|   |   |\n|---|---|\n"), {})


@pytest.mark.browser
def test_no_table_widens_the_page_of_a_phone_and_the_keyboard_reaches_the_wide_ones() -> None:
    with chromium() as browser:
        for language in ("en", "ar"):
            page = browser.new_page(viewport={"width": 320, "height": 640})
            page.set_content(_page(language))
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            scrolled = page.evaluate(
                "[...document.querySelectorAll('.scroll')].map(e => e.scrollWidth > e.clientWidth)"
            )
            assert scrolled == [False, True, True, True]
            for _ in range(20):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement.className") == "scroll wide":
                    break
            assert page.evaluate("document.activeElement.getAttribute('role')") == "region"
            page.close()


def _page(language: str) -> str:
    """A page with a narrow table, wide ones, and one in a list."""
    row = f"| {'| '.join(['Donaudampfschifffahrtsgesellschaft '] * 6)}|"
    nested = f"- Item\n\n  {WIDE.replace(chr(10), chr(10) + '  ')}"
    text = f"{NARROW}\n{WIDE}\n{row}\n{'|---' * 6}|\n{row}\n\n{nested}"
    return build_file(plain(text, language=language), Format.HTML, {}).decode()
