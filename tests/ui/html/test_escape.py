"""People's words in labels: whatever is typed is shown as typed."""

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from blueprint.ui.html.escape import literal

_markdown = MarkdownIt("commonmark")
_LINES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1)


@given(_LINES)
@example("![a](https://evil.example/x.png)")
@example("<script>alert(1)</script>")
@example("1. ## *not* `a` [list](javascript:1) &amp;")
@example("    four spaces")
def test_a_label_shows_what_was_typed_and_nothing_else(text: str) -> None:
    (paragraph,) = [token for token in _markdown.parse(literal(text)) if token.type == "inline"]
    kinds = {child.type for child in paragraph.children or []}
    assert kinds <= {"text", "text_special"}
    assert "".join(child.content for child in paragraph.children or []) == " ".join(text.split())


def test_streamlits_own_directives_are_escaped() -> None:
    assert literal(":red[alarm] $x$ :material/home:") == r"\:red\[alarm\] \$x\$ \:material\/home\:"
