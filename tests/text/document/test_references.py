"""Link reference definitions."""

from blueprint.text import references, split, visible_runs


def test_references_by_label() -> None:
    document = split("See [the Law].\n\n[The  law]: <https://example.org/a b> 'x'\n[n]: /n\n[n]: /other\n")
    assert references(document) == {"the law": "https://example.org/a b", "n": "/n"}
    assert [mark.href for run in visible_runs(document.paragraphs[0], references(document)) for mark in run.marks] == [
        "https://example.org/a%20b"
    ]


def test_a_dangerous_reference_is_no_link() -> None:
    paragraph = split("[a]").paragraphs[0]
    assert [run.marks for run in visible_runs(paragraph, {"a": "javascript:alert(1)"})] == [()]
