"""Every sentence that services and domain show is in the catalogue, and is made in the reader's language."""

import ast
import inspect
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import blueprint
from blueprint.domain import errors, permissions, proposals
from blueprint.domain.convenings import Role
from blueprint.domain.editions import Edition, EditionState
from blueprint.domain.errors import BlueprintError, Invalid, LinkSpent, NotAllowed, NotFound, NotSignedIn, TooLarge
from blueprint.domain.permissions import Action, Actor
from blueprint.domain.proposals import Decision, Status
from blueprint.domain.validation import line
from blueprint.locales import mark, using_language
from blueprint.locales.pseudo import CLOSING, OPENING
from blueprint.services.publishing import edition_formats, edition_status

PACKAGE = Path(blueprint.__file__).parent
ERRORS = {name for name, value in inspect.getmembers(errors, inspect.isclass) if issubclass(value, BlueprintError)}
OPERATORS_OWN = PACKAGE / "services" / "admin"
"""What only the command line shows; a terminal is in English."""


@pytest.fixture
def edition() -> Edition:
    """An edition that is being built."""
    return Edition(
        id="1", collection_id="2", number=1, licence="", publisher="", permalink="", title="Water", foreword="",
        language="en", state=EditionState.BUILDING, progress=0.5, step="", problem="", published_by="3",
        started_at=datetime(2026, 1, 1, tzinfo=UTC), published_at=None, content_hash="", chapters=(), artifacts=(),
    )  # fmt: skip


def bracketed(sentence: str) -> bool:
    return sentence.startswith(OPENING) and sentence.endswith(CLOSING)


def parsed_files() -> Iterator[tuple[Path, ast.Module]]:
    for folder in ("services", "domain"):
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            if not path.is_relative_to(OPERATORS_OWN):
                yield path, ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """The calls in a file, by the last part of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            yield (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")), node


def is_literal(node: ast.expr) -> bool:
    """Whether an expression has English words in it that no call translates."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    if isinstance(node, ast.JoinedStr):
        return True
    parts = {ast.BinOp: ("left", "right"), ast.BoolOp: ("values",), ast.IfExp: ("body", "orelse")}.get(type(node), ())
    children = (child for name in parts for child in [getattr(node, name)])
    flat = (one for child in children for one in (child if isinstance(child, list) else [child]))
    return any(is_literal(one) for one in flat)


def untranslated(tree: ast.AST, names: set[str], first: int, last: int) -> list[int]:
    """The lines where one of these is called with a literal among its arguments `first` to `last`."""
    return [
        node.lineno
        for name, node in calls(tree)
        if name in names and any(is_literal(argument) for argument in node.args[first:last])
    ]


def test_the_search_for_literals_finds_them() -> None:
    source = """
raise Invalid("One.", "field")
raise Invalid(f"{two}.")
raise Conflict("Three " + three)
raise NotFound(_("Four") if four else "Four")
raise Invalid(_("Five."), "field")
raise NotFound
"""
    assert untranslated(ast.parse(source), ERRORS, 0, 1) == [2, 3, 4, 5]


def test_no_error_has_a_sentence_outside_the_catalogue() -> None:
    found = {path.relative_to(PACKAGE): untranslated(tree, ERRORS, 0, 1) for path, tree in parsed_files()}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_no_default_of_an_error_is_outside_the_catalogue() -> None:
    tree = ast.parse((PACKAGE / "domain" / "errors.py").read_text(encoding="utf-8"))
    assert untranslated(tree, {"__init__"}, 0, 1) == []
    defaults = [d for node in ast.walk(tree) if isinstance(node, ast.arguments) for d in node.defaults]
    assert not any(is_literal(default) for default in defaults)


def test_no_email_has_words_outside_the_catalogue() -> None:
    found = {path.relative_to(PACKAGE): untranslated(tree, {"send"}, 1, 3) for path, tree in parsed_files()}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize("kind", [NotSignedIn, NotFound, LinkSpent])
def test_a_default_is_made_when_the_error_is_raised(kind: type[BlueprintError]) -> None:
    with using_language("en-XA"):
        assert bracketed(str(kind()))
    assert not bracketed(str(kind()))


def test_a_refusal_names_role_and_action_in_the_language_in_use() -> None:
    visitor = Actor(person_id="1", visitor=True)
    with using_language("en-XA"):
        for action in set(Action) - {Action.VIEW}:
            with pytest.raises(NotAllowed) as refused:
                permissions.require(visitor, action)
            assert bracketed(str(refused.value))
            assert OPENING + "visitor" in str(refused.value)
    with pytest.raises(NotAllowed, match=r"^As observer here you cannot comment\. Ask a convenor"):
        permissions.require(Actor(person_id="1", role=Role.OBSERVER), Action.COMMENT)


@pytest.mark.parametrize(("text", "kind"), [("", Invalid), ("x" * 301, TooLarge)])
def test_what_is_wrong_with_a_field_is_said_in_the_language_in_use(text: str, kind: type[Invalid]) -> None:
    with using_language("en-XA"), pytest.raises(kind) as refused:
        line(text, "title")
    assert bracketed(str(refused.value))
    assert refused.value.field == "title"


def test_every_status_has_words() -> None:
    with using_language("en-XA"):
        for status in set(Status) - {Status.IN_REVIEW}:
            with pytest.raises(BlueprintError) as refused:
                proposals.after(status, Decision.ADOPT)
            assert bracketed(str(refused.value))


@pytest.mark.parametrize(
    ("step", "english"),
    [("", edition_status.WAITING), ("Publishing", "Publishing"), ("PDF: Setting the pages", "PDF: ")],
)
def test_a_step_is_translated_where_it_is_shown(edition: Edition, step: str, english: str) -> None:
    shown = edition.model_copy(update={"step": step})
    assert edition_status.step_label(shown).startswith(english)
    with using_language("en-XA"):
        assert bracketed(edition_status.step_label(shown))


@pytest.mark.parametrize("problem", [edition_status.BROKEN, mark("{name} stopped it.").format(name="Nia: 100 %")])
def test_a_problem_is_translated_where_it_is_shown(edition: Edition, problem: str) -> None:
    failed = edition.model_copy(update={"state": EditionState.FAILED, "problem": problem})
    assert edition_status.problem_label(failed) == problem
    with using_language("en-XA"):
        assert bracketed(edition_status.problem_label(failed))


def test_the_files_of_a_build_have_names_in_the_language_in_use(edition: Edition) -> None:
    with using_language("en-XA"):
        assert all(bracketed(step.name) for step in edition_formats.steps(edition, with_redline=True))
