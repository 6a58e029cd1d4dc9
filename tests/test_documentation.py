"""What README, guides and the like say is so: settings, commands, make targets, links, layers, the change log."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import typer
from pydantic import AliasChoices

from blueprint.cli import app
from blueprint.domain.personal_data import PersonalData
from blueprint.settings import SHIPPED_POLICIES, Settings
from tests.web.serving import ROOT
from tools.release import project_version, release_notes

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "policies").glob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

NAMES = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]


@pytest.fixture(params=DOCUMENTS, ids=NAMES)
def document(request: pytest.FixtureRequest) -> Path:
    """Each document that people read."""
    path: Path = request.param
    return path


def code(path: Path) -> list[str]:
    """The code of a document: between back ticks, in fences and indented by four spaces, a line each."""
    text = path.read_text(encoding="utf-8")
    fenced = [
        line
        for block in re.findall(r"^```.*?\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        for line in block.splitlines()
    ]
    indented = [line.strip() for line in re.findall(r"^    (?![-*\d]).*$", text, re.MULTILINE)]
    return [*re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text), *fenced, *indented]


# Settings


def settings_table() -> dict[str, str]:
    """The README's settings: each variable, written out, and what is so unless it is set."""
    part = README[README.index("## Settings") :]
    found = {}
    for row in re.findall(r"^\| (`.*?) \|.*\| (.*?) \|$", part[: part.index("\n## ", 1)], re.MULTILINE):
        first, *rest = re.findall(r"`([^`]+)`", row[0])
        names = [
            first,
            *(f"{first.rpartition('_')[0]}{name.removeprefix('…')}" if name.startswith("…") else name for name in rest),
        ]
        found |= dict.fromkeys(names, row[1].strip("`"))
    return found


def variables(name: str) -> list[str]:
    """The variables that set a field."""
    alias = Settings.model_fields[name].validation_alias
    choices = alias.choices if isinstance(alias, AliasChoices) else [f"BLUEPRINT_{name.upper()}"]
    return [str(choice) for choice in choices if str(choice).isupper()]


def test_every_setting_is_in_the_readme_and_no_other() -> None:
    known = {variable for name in Settings.model_fields for variable in variables(name)}
    assert settings_table().keys() == known


DEFAULTS_IN_WORDS = {
    "base_url": ("http://localhost and the port", ""),
    "database_url": ("SQLite in the data folder", ""),
    "data": ("data`, and `demo` for `blueprint demo", Path("data")),
    "exports": ("exports` beside the default `data`, inside any other data folder", Path("exports")),
    "metrics": ("nowhere", ""),
    "policies": ("policies/`, or the copy in the installed package", SHIPPED_POLICIES),
    "secure_cookies": ("when the base URL is https", None),
    "smtp_host": ("no mail: links are shown to hand over", ""),
    "store": ("folders of this machine", ""),
    "store_endpoint": ("Amazon S3, with the key of the environment", ""),
    "trusted_proxies": ("none", ""),
}
"""Defaults that the README tells in words: these, and the value they stand for."""
DOCUMENTED_WITH = {
    "smtp_port": "smtp_host",
    "smtp_user": "smtp_host",
    "smtp_password": "smtp_host",
    "smtp_security": "smtp_host",
    "store_region": "store_endpoint",
    "store_access_key": "store_endpoint",
    "store_secret_key": "store_endpoint",
}
"""Settings that matter only beside another one, in whose row they are."""


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_default_is_what_the_readme_says(name: str) -> None:
    said, default = settings_table()[variables(name)[0]], Settings.model_fields[name].default
    if name in DOCUMENTED_WITH:
        assert said == settings_table()[variables(DOCUMENTED_WITH[name])[0]]
    elif name in DEFAULTS_IN_WORDS:
        assert (said, default) == DEFAULTS_IN_WORDS[name]
    else:
        assert said == str(default)


# Commands


def commands(command: Any, *names: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command of the command line that does something, by its words; Typer brings its own copy of click's classes."""
    if not hasattr(command, "commands"):
        yield names, command
        return
    for name, inner in command.commands.items():
        yield from commands(inner, *names, name)


COMMANDS = dict(commands(typer.main.get_command(app)))
CALL = re.compile(r"(?:^|(?:uv run|uv run --no-sync) |[{;'] ?)blueprint (?P<words>[^;&|'#]*)")


def calls(path: Path) -> Iterator[list[str]]:
    """The words after `blueprint` wherever a document's code calls it."""
    for line in code(path):
        for match in CALL.finditer(line):
            yield shlex.split(match["words"].replace("…", " ").replace("%", ""))


def called(words: list[str]) -> tuple[Any, list[str]] | None:
    """The command that these words call, and what is given to it."""
    for length in (2, 1):
        if command := COMMANDS.get(tuple(words[:length])):
            return command, words[length:]
    return None


def test_the_commands_and_options_of_a_document_exist(document: Path) -> None:
    for words in calls(document):
        if words in (["--help"], ["--version"]) or words == ["person"]:
            continue
        found = called(words)
        assert found, f"blueprint {' '.join(words)}: there is no such command"
        command, given = found
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        unknown = {word.partition("=")[0] for word in given if word.startswith("-") and len(word) > 1} - known
        assert not unknown, f"blueprint {' '.join(words)}: no option {unknown}"


def test_every_command_is_documented() -> None:
    told = {tuple(words[:length]) for path in DOCUMENTS for words in calls(path) for length in (1, 2)}
    assert COMMANDS.keys() - told == set()


def test_the_readme_gives_each_command_its_arguments() -> None:
    """As many as it takes; at least one for each kind where it takes several of one."""
    for words in calls(ROOT / "README.md"):
        if not (found := called(words)) or words == ["--help"]:
            continue
        command, given = found
        if not given:
            continue  # a sentence that names the command
        arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
        plain = [
            word
            for before, word in zip(["", *given], given, strict=False)
            if not before.startswith("-") and not word.startswith("-")
        ]
        many = any(one.nargs == -1 for one in arguments)
        assert len(plain) >= len(arguments) if many else len(plain) == len(arguments), words


# make


TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_the_make_targets_of_a_document_exist(document: Path) -> None:
    named = {target for line in code(document) for target in re.findall(r"(?:^|\s)make ([a-z][a-z-]*)", line)}
    assert named - TARGETS == set()


def test_every_target_is_declared_and_those_that_people_call_are_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    declared = set(makefile[makefile.index(".PHONY:") :].split("\n\n")[0].replace("\\\n", " ").split()[1:])
    assert declared == TARGETS
    explained = set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE))
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {target for target in TARGETS if f"make {target}" in contributing + README} <= explained | {
        "lint",
        "types",
        "contracts",
    }


# Links


def anchors(path: Path) -> set[str]:
    """What a link can point to within a document, as code hosts name headings."""
    found = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def test_the_links_of_a_document_lead_somewhere(document: Path) -> None:
    text = re.sub(r"^```.*?^```|`[^`\n]*`", "", document.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)\)", text):
        place, _, anchor = target.partition("#")
        path = (document.parent / unquote(place)).resolve() if place else document
        assert path.exists(), f"{target}: no such file"
        assert not anchor or path.suffix != ".md" or anchor in anchors(path), f"{target}: no such heading"


def test_the_files_and_folders_of_the_readmes_map_exist() -> None:
    named = re.findall(r"^\| `([\w./]+)` \|", README[README.index("## A map of the code") :], re.MULTILINE)
    assert "blueprint/text/" in named
    assert [name for name in named if not (ROOT / name).exists()] == []
    kinds = {path.name for path in (ROOT / "blueprint").iterdir() if (path / "__init__.py").is_file()}
    assert kinds - {Path(name).name for name in named} - {"cli"} == set()


# Layers


def layers(line: str) -> list[set[str]]:
    """`cli → ui | web → text` as a list of sets, from the top."""
    return [set(re.findall(r"\w+", layer)) for layer in line.split("→")]


def test_the_layers_of_the_readme_are_those_of_the_import_contract() -> None:
    said = re.search(r"Imports point one way: `([^`]+)`", README)
    assert said
    contract: dict[str, Any] = next(
        one for one in PROJECT["tool"]["importlinter"]["contracts"] if one["type"] == "layers"
    )
    held = [{name.strip().removeprefix("blueprint.") for name in layer.split("|")} for layer in contract["layers"]]
    assert [
        layer
        for layer in (
            [name for name in sorted(row) if (ROOT / "blueprint" / name).is_dir() or name == "settings"] for row in held
        )
        if layer
    ] == [sorted(layer) for layer in layers(said[1])]


# Versions


def test_the_change_log_begins_with_notes_for_this_version_or_with_what_is_unreleased() -> None:
    headings = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    headings = [heading for heading in headings if heading != "Unreleased"]
    assert headings[0].split()[0] == project_version()
    assert release_notes(project_version()).startswith("### ")


def test_a_version_without_notes_is_not_released() -> None:
    with pytest.raises(SystemExit, match=r"no dated notes for 9\.9\.9"):
        release_notes("9.9.9")


# Paths and classes


PACKAGES = {path.parent.name for path in (ROOT / "blueprint").glob("*/__init__.py")}
FOLDERS = {*PACKAGES, "blueprint", "benchmarks", "deploy", "docs", "policies", "tests", "tools", ".ci", ".devcontainer"}
"""What the path of a file of ours begins with; that of a file in a package may leave `blueprint/` out."""


def named_paths(path: Path) -> list[str]:
    """The paths of our files and folders that a document has between back ticks, each up to its first `<placeholder>`."""
    words = re.findall(r"`([^`\s]+/[^`\s]*)`", path.read_text(encoding="utf-8"))
    whole = (word.partition("<")[0].rpartition("/")[0] if "<" in word else word for word in words)
    return [word for word in whole if word.partition("/")[0] in FOLDERS]


def test_the_paths_of_a_document_exist(document: Path) -> None:
    if document.name == "CHANGELOG.md":
        pytest.skip("it tells what was")
    missing = [
        path for path in named_paths(document) if not any((root / path).exists() for root in (ROOT, ROOT / "blueprint"))
    ]
    assert missing == []


def test_the_paths_of_the_architecture_are_found() -> None:
    assert len(named_paths(ROOT / "docs" / "architecture.md")) > 80


def test_the_glossary_names_classes_that_exist() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    named = re.findall(r"\| `([a-z_.]+)\.([A-Z]\w+)(?:\.\w+)?` \|$", text, re.MULTILINE)
    assert len(named) > 30
    assert [name for name in named if not hasattr(import_module(f"blueprint.{name[0]}"), name[1])] == []


# Personal data


def test_the_guide_explains_every_part_of_a_persons_data() -> None:
    text = (ROOT / "docs" / "guide" / "your-account.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert named == [
        "format",
        "made_at",
        *(name for name in PersonalData.model_fields if name not in ("format", "made_at")),
    ]


# Security


def test_every_promise_names_tests_that_exist() -> None:
    document = ROOT / "docs" / "security.md"
    rows = re.findall(r"^\| (?!promise|---)(.*?) \| (.*) \|$", document.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) > 30
    for promise, tests in rows:
        named = re.findall(r"\[`(\w+)`\]\(([^)]+)\)", tests)
        assert named, promise
        for name, target in named:
            source = (document.parent / target).read_text(encoding="utf-8")
            assert f"\ndef {name}(" in source, f"{target} has no {name}"
