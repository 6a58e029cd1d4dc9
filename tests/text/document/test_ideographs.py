"""Forms of one ideograph, told by the character sets that have them."""

import pytest

from blueprint.text.document.scripts.ideographs import is_converted


@pytest.mark.parametrize("pair", ["議议", "會会", "應应", "國国", "學学", "預预", "賣売", "讀読", "縣県", "买買"])
def test_the_traditional_and_the_simplified_form_are_one_character(pair: str) -> None:
    assert is_converted(*pair)
    assert is_converted(*pair[::-1])


@pytest.mark.parametrize("pair", ["売買", "議会", "出入", "男女", "国家", "學會", "议会", "のを", "a议", "議a"])
def test_two_characters_of_one_way_of_writing_are_not(pair: str) -> None:
    assert not is_converted(*pair)
