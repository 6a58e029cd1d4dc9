"""What Streamlit reads as Markdown holds nothing that people wrote, unless it is escaped: by the type of labels."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from blueprint.ui.html.escape import label, literal

UI = Path(__file__).parents[2] / "blueprint" / "ui"
WIDGETS = frozenset({
    "button", "caption", "checkbox", "date_input", "dialog", "download_button", "error", "expander", "file_uploader",
    "form_submit_button", "header", "info", "link_button", "markdown", "multiselect", "number_input", "page_link",
    "pills", "popover", "radio", "segmented_control", "selectbox", "spinner", "status", "subheader", "success", "tabs",
    "text_area", "text_input", "title", "toast", "toggle", "warning", "write",
})  # fmt: skip
ESCAPED = ("label", "literal")


def calls() -> Iterator[tuple[Path, ast.FunctionDef | ast.Module, ast.Call]]:
    """Every call of one of Streamlit's widgets, with the function it is in."""
    for path in sorted(UI.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and is_widget(node.func):
                inside = [each for each in functions if node in ast.walk(each)]
                yield path, inside[-1] if inside else tree, node


def is_widget(function: ast.expr) -> bool:
    match function:
        case ast.Attribute(value=ast.Name(id="st"), attr=name):
            return name in WIDGETS
    return False


def is_escaped(words: ast.expr, inside: ast.FunctionDef | ast.Module) -> bool:
    match words:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Name(id=name), keywords=values):
            return name in ESCAPED or (name in ("_", "ngettext") and not values)
        case ast.IfExp(body=one, orelse=other) | ast.BoolOp(values=[one, other]):
            return is_escaped(one, inside) and is_escaped(other, inside)
        case ast.Name(id=name):
            return all(is_escaped(given, inside) for given in values_of(name, inside))
    return False


def values_of(name: str, inside: ast.FunctionDef | ast.Module) -> Iterator[ast.expr]:
    """What a variable is given in a function; nothing for a parameter of the type, which mypy checks at each call."""
    if isinstance(inside, ast.FunctionDef):
        for parameter in (*inside.args.args, *inside.args.kwonlyargs):
            if parameter.arg == name and "Label" not in ast.unparse(parameter.annotation or ast.Constant(None)):
                yield ast.Name("str")  # a parameter that is any text
    for node in ast.walk(inside):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            yield node.value
    if name == "str":
        yield ast.JoinedStr([])


def test_every_label_is_escaped_by_its_type() -> None:
    found = []
    for path, inside, call in calls():
        words = [*call.args[:1], *(each.value for each in call.keywords if each.arg in ("label", "help", "body"))]
        found += [f"{path.name}:{call.lineno} {ast.unparse(each)}" for each in words if not is_escaped(each, inside)]
    assert found == []


@pytest.mark.parametrize(
    "written", ["**bold**", "[a](https://x.example)", ":red[x]", "$x$", "`c`", "# h", "![](https://x.example/i.png)"]
)
def test_what_people_wrote_is_shown_as_they_wrote_it(written: str) -> None:
    escaped = literal(written)
    assert label("Role of {name}", name=written) == f"Role of {escaped}"
    assert escaped.replace("\\", "") == written
    assert all(escaped[at - 1] == "\\" for at, c in enumerate(escaped) if c in "*[]():$`#!_")


def test_the_rule_finds_what_is_not_escaped() -> None:
    def judged(source: str) -> bool:
        function = ast.parse(source).body[0]
        assert isinstance(function, ast.FunctionDef)
        (call,) = [
            node for node in ast.walk(function) if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.button"
        ]
        return is_escaped(call.args[0], function)

    assert judged("def f(name):\n    words = label('Hello {name}', name=name)\n    st.button(words)")
    assert judged("def f(words: Label):\n    st.button(words)")
    assert judged("def f(name):\n    st.button(_('Yes') if name else _('No'))")
    assert not judged("def f(name):\n    st.button(_('Hello {name}', name=name))")
    assert not judged("def f(name):\n    st.button(f'Hello {name}')")
    assert not judged("def f(name):\n    words = _('Hello {name}', name=name)\n    st.button(words)")
    assert not judged("def f(words: str):\n    st.button(words)")
