"""What people type: cleaned, refused, kept."""

from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.domain import validation
from blueprint.domain.errors import Invalid, TooLarge


def test_a_line_is_tidied() -> None:
    assert validation.line("  Water\tfor\n all \0", "title") == "Water for all"


def test_a_line_does_not_change_the_direction_of_what_follows() -> None:
    assert validation.line("Water\u202e for\u202d all", "title") == "Water for all"
    assert validation.line("نمی\u200cدانم \u200f(A)", "title") == "نمی\u200cدانم \u200f(A)"


@given(st.text(st.characters(codec=None), max_size=200))
def test_whatever_passes_can_be_stored(typed: str) -> None:
    kept = validation.markdown(typed)
    assert len(kept) == len(typed)
    assert "\0" not in kept
    kept.encode("utf-8")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=200))
def test_ordinary_text_is_kept_as_it_is(typed: str) -> None:
    assert validation.markdown(typed) == typed


@pytest.mark.parametrize("address", ["a@b.org", "Amina.Ö@Müller.example", "x+y@sub.example.org"])
def test_addresses(address: str) -> None:
    assert validation.email(f" {address} ") == address.lower()


@pytest.mark.parametrize(
    "address", ["", "a", "a@b", "a b@c.org", "a@b.org,c@d.org", "<a@b.org>", "a@b.org\nBcc: c@d.org"]
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(Invalid):
        validation.email(address)


def test_the_sentence_for_too_much_says_how_much_there_is_room_for() -> None:
    with pytest.raises(TooLarge, match=r"10,000 characters; there is room for 300\. Shorten it"):
        validation.line("x" * 10_000, "title")


@pytest.mark.parametrize("field", get_args(validation.Field))
def test_every_field_is_named_in_the_sentence_about_it(field: validation.Field) -> None:
    for text in ("", "x" * 10_000):
        with pytest.raises(Invalid) as refused:
            validation.line(text, field)
        assert (refused.value.field, field in str(refused.value)) == (field, True)


LIMITS: dict[str, tuple[Callable[[str, str], str], int]] = {
    "line": (validation.line, 300),
    "passage": (validation.passage, 20_000),
    "password": (lambda text, _field: validation.password(text), 1_000),
    "markdown": (lambda text, _field: validation.markdown(text), 2_000_000),
}


@pytest.mark.parametrize("name", LIMITS)
def test_text_up_to_the_limit_passes_and_no_more(name: str) -> None:
    rule, most = LIMITS[name]
    assert rule("x" * most, "title") == "x" * most
    with pytest.raises(TooLarge, match=f"{most + 1:,} characters; there is room for {most:,}"):
        rule("x" * (most + 1), "title")


def test_the_limits_of_names_and_messages() -> None:
    assert (validation.TITLE_LENGTH, validation.NAME_LENGTH, validation.MESSAGE_LENGTH) == (300, 200, 500)
    with pytest.raises(TooLarge, match="room for 200"):
        validation.email(f"{'x' * 200}@example.org")


def test_a_password_has_ten_characters() -> None:
    assert validation.password("ten chars!") == "ten chars!"
    with pytest.raises(Invalid, match="at least 10 characters") as refused:
        validation.password("nine char")
    assert refused.value.field == "password"


@pytest.mark.parametrize("rule", [validation.line, validation.passage])
def test_an_empty_value_passes_only_where_it_may_be(rule: Callable[..., str]) -> None:
    assert rule(" \n ", "purpose", empty=True) == ""
    with pytest.raises(Invalid, match="The rationale is empty") as refused:
        rule(" \n ", "rationale")
    assert refused.value.field == "rationale"
    with pytest.raises(Invalid, match="The field “purpose” is empty"):
        rule(" \n ", "purpose")


def test_a_passage_is_trimmed_and_keeps_its_lines() -> None:
    assert validation.passage("\n One\n\ttwo \r\n", "comment") == "One\n\ttwo"


@pytest.mark.parametrize("code", [0x00, 0x1B, 0x85, 0xD800, 0xDFFF])
def test_what_no_database_holds_is_replaced(code: int) -> None:
    assert validation.markdown(f"a{chr(code)}b") in ("a\ufffdb", "a?b")
    assert validation.markdown("a\ud7ff\ue000b") == "a\ud7ff\ue000b"
