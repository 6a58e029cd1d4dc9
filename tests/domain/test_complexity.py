"""Texts made to be slow are refused with a sentence before they are read; what people write passes."""

import pytest

from blueprint.domain import validation
from blueprint.domain.complexity import MOST_LINES, MOST_PARAGRAPHS, MOST_SIGNS, SIGNS, count_lines, refuse_complex
from blueprint.domain.errors import TooLarge
from blueprint.text import split

MADE_TO_BE_SLOW = {
    "brackets": "[" * 300_000 + "]" * 300_000,
    "brackets that never close": "[" * 300_000,
    "images that never close": "![" * 150_000,
    "links without addresses": "[a](" * 100_000,
    "footnotes that never close": "[^" * 100_000,
    "asterisks": "*" * 300_000,
    "emphasis that never closes": "**a _b " * 60_000,
    "angle brackets": "<" * 300_000,
    "ampersands": "&" * 300_000,
    "dollar signs": "$ a" * 150_000,
    "code marks": "".join("`" * (length % 700) + " " for length in range(700)),
    "backslashes": "\\" * 300_000,
    "a table of many columns": f"{'|a' * 40_000}|\n{'|-' * 40_000}|\n{'|b' * 40_000}|",
    "paragraphs": "word\n\n" * 100_000,
    "paragraphs in Arabic": "كلمة\n\n" * 25_001,
    "items": "- a\n" * 40_000,
    "rows": f"|a|\n|-|\n{'|c|' + chr(10)}" + "b\n" * 60_000,
    "lines of one paragraph": "> a\n" * 60_000,
    "lines ended by carriage returns": "a\r" * 60_000,
    "empty lines": "\r\n" * 60_000,
    "marks on one letter": "e" + "\u0301\u0316" * 50_000,
    "points on one letter": "ש" + "\u05b0\u05bc" * 50,
}


@pytest.mark.parametrize("name", MADE_TO_BE_SLOW)
def test_a_text_made_to_be_slow_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(TooLarge, match=r"there is room for [\d,]+\. .*What you wrote is still here") as refused:
        validation.markdown(MADE_TO_BE_SLOW[name])
    assert refused.value.field == "text"


LONG_TEXTS = {
    "paragraphs": "The assembly decides, and publishes its reasons for everyone to read.\n\n" * MOST_PARAGRAPHS,
    "hard-wrapped lines": ("The assembly decides, and publishes\n" * 5 + "\n") * 8_000,
    "two million characters": "Wasser gehört allen, und die Bücher stehen allen offen. " * 35_000,
    "one word": "水" * 2_000_000,
    "lines of the limit": "a\n" * (MOST_LINES - 1),
    "signs of the limit": "*" * MOST_SIGNS,
}


@pytest.mark.parametrize("name", LONG_TEXTS)
def test_a_long_text_passes_unchanged(name: str) -> None:
    text = LONG_TEXTS[name][: validation.MARKDOWN_LENGTH]
    assert validation.markdown(text) == text


WRITTEN = {
    "Hebrew with points and accents": "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים",
    "Vietnamese, decomposed": "Nươ\u0301c la\u0300 cu\u0309a mo\u0323i ngươ\u0300i",
    "Tibetan": "རྒྱ་གར་སྐད་དུ།",
    "Thai": "น้ำเป็นของทุกคน",
    "an emoji with three accents": "🙂\u0301\u0302\u0303",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_letters_with_marks_of_any_script_pass(name: str) -> None:
    assert validation.markdown(WRITTEN[name]) == WRITTEN[name]
    assert validation.line(WRITTEN[name], "title") == WRITTEN[name]


def test_one_more_than_the_limit_is_refused() -> None:
    for made, most in (("a\n" * MOST_LINES, MOST_LINES), ("*" * (MOST_SIGNS + 1), MOST_SIGNS)):
        with pytest.raises(TooLarge, match=f"has {most + 1:,} .*there is room for {most:,}"):
            refuse_complex(made)
    with pytest.raises(TooLarge, match=r"20,001 paragraphs, list items and table rows; there is room for 20,000"):
        refuse_complex("- a\n" * (MOST_PARAGRAPHS + 1))


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\r\nb", "a\rb\n\r", "\r\r\n\n"])
def test_lines_are_counted_as_markdown_has_them(text: str) -> None:
    assert count_lines(text) == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def test_every_sign_counts() -> None:
    for sign in SIGNS:
        with pytest.raises(TooLarge, match="signs of Markdown"):
            refuse_complex(f"a {sign} " * (MOST_SIGNS + 1))


def test_a_few_lines_are_accepted_without_reading_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft is checked at every pause in typing."""
    monkeypatch.setattr("blueprint.domain.complexity.split", lambda _text: pytest.fail("read"))
    refuse_complex("A paragraph.\n\n" * (MOST_PARAGRAPHS // 2))
    monkeypatch.setattr("blueprint.domain.complexity.split", split)


@pytest.mark.parametrize("field", ["title", "name", "comment"])
def test_no_field_takes_a_letter_with_too_many_marks(field: validation.Field) -> None:
    rule = validation.passage if field == "comment" else validation.line
    with pytest.raises(TooLarge, match="The letter “e” has 100 accents"):
        rule("Caf" + "e" + "\u0301\u0316" * 50, field)
