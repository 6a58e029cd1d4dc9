"""HTML around people's words."""

from blueprint.locales import using_language
from blueprint.ui.html.markup import interface_direction, joined, part, sentence, text_direction


def test_words_are_escaped_and_pieces_are_not() -> None:
    piece = part("<b>{}</b>", "<script>&\"'")
    assert part("<p title='{}'>{}</p>", "'", piece) == ("<p title='&#39;'><b>&lt;script&gt;&amp;&#34;&#39;</b></p>")
    assert joined("<br>", [piece, part("x")]).count("<br>") == 1


def test_direction_is_that_of_the_first_strong_character() -> None:
    assert [text_direction(text) for text in ("Water", "الماء", "12: الماء", "“Water” الماء", "", "123")] == [
        "ltr", "rtl", "rtl", "ltr", "ltr", "ltr",
    ]  # fmt: skip


def test_a_sentence_escapes_its_own_words_and_values_but_not_html() -> None:
    found = sentence("{name} & <others> wrote {title}", name="<Ada>", title=part("<b>{}</b>", "W&W"))
    assert found == "&lt;Ada&gt; &amp; &lt;others&gt; wrote <b>W&amp;W</b>"


def test_the_interface_runs_as_the_language_in_use() -> None:
    assert interface_direction() == "ltr"
    with using_language("ar-XB"):
        assert interface_direction() == "rtl"
