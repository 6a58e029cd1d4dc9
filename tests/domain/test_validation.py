"""What people type: cleaned, refused, kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.domain import validation
from blueprint.domain.errors import Invalid, TooLarge


def test_a_line_is_tidied() -> None:
    assert validation.line("  Water\tfor\n all \0", "title") == "Water for all"


def test_a_line_turns_nothing_around_that_stands_behind_it() -> None:
    assert validation.line("Water\u202e for\u202d all", "title") == "Water for all"
    assert validation.line("نمی\u200cدانم \u200f(A)", "title") == "نمی\u200cدانم \u200f(A)"


@given(st.text(st.characters(codec=None), max_size=200))
def test_whatever_is_kept_can_be_stored(typed: str) -> None:
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
