"""HTML around people's words."""

from blueprint.ui.html.markup import joined, part, running


def test_words_are_escaped_and_pieces_are_not() -> None:
    piece = part("<b>{}</b>", "<script>&\"'")
    assert part("<p title='{}'>{}</p>", "'", piece) == ("<p title='&#39;'><b>&lt;script&gt;&amp;&#34;&#39;</b></p>")
    assert joined("<br>", [piece, part("x")]).count("<br>") == 1


def test_direction_is_that_of_the_first_strong_character() -> None:
    assert [running(text) for text in ("Water", "الماء", "12: الماء", "“Water” الماء", "", "123")] == [
        "ltr", "rtl", "rtl", "ltr", "ltr", "ltr",
    ]  # fmt: skip
