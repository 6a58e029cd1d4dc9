"""The gettext catalogues: complete where readers see them, the same placeholders, in step with the code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from blueprint.domain.languages import OFFERED, direction
from blueprint.locales import (
    DOMAIN,
    FOLDER,
    SOURCE_LANGUAGE,
    available,
    current_language,
    gettext,
    interface_language,
    ngettext,
    translations,
    using_language,
    workbench_language,
)

ROOT = FOLDER.parents[1]
PLACEHOLDER = re.compile(r"\{(\w*)\}")
READ_BY_EVERYONE = ("blueprint/web/library/", "blueprint/web/templates/library/", "blueprint/publishing/")
READ_BY_MEMBERS = "blueprint/publishing/importing/"
TRANSLATED = [tag for tag in OFFERED if tag != SOURCE_LANGUAGE]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The messages that the code holds now."""
    template = tmp_path_factory.mktemp("messages") / "blueprint.pot"
    keywords = ["mark", "pmark:1c,2", "plural_forms:1,2", "label"]
    options = [option for keyword in keywords for option in ("-k", keyword)]
    extract = ["-q", "extract", "-F", "pyproject.toml", *options, "-o", str(template), "."]
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", *extract], cwd=ROOT, check=True)
    return _read(template)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def _catalogue(tag: str) -> Catalog:
    return _read(FOLDER / tag.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.po")


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_catalogue_has_the_messages_of_the_code(tag: str, extracted: Catalog) -> None:
    """Run `make messages` after a change of words."""
    own = _catalogue(tag)
    assert {(m.context, str(m.id)) for m in own if m.id} == {(m.context, str(m.id)) for m in extracted if m.id}
    assert not [m.id for m in own if m.fuzzy and m.id]


def _is_public(path: str) -> bool:
    return path.startswith(READ_BY_EVERYONE) and not path.startswith(READ_BY_MEMBERS)


@pytest.mark.parametrize("tag", TRANSLATED)
def test_the_public_messages_are_translated(tag: str, extracted: Catalog) -> None:
    own = _catalogue(tag)
    public = [m for m in extracted if m.id and any(_is_public(path) for path, _ in m.locations)]
    assert len(public) > 90
    missing = [m.id for m in public if not (found := own.get(m.id, m.context)) or not found.string]
    assert not missing


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_message(tag: str) -> None:
    for message in _catalogue(tag):
        if message.id and any(message.string):
            assert _placeholders(message.id) == _placeholders(message.string), message.id


def _placeholders(text: str | tuple[str, ...] | list[str]) -> set[str]:
    several = [text] if isinstance(text, str) else text
    return {name for one in several for name in PLACEHOLDER.findall(one)}


def test_every_offered_language_is_compiled() -> None:
    assert set(available()) == set(OFFERED)


@pytest.mark.parametrize(
    ("tag", "found"), [("pt", "pt-BR"), ("pt-AO", "pt-BR"), ("de-AT", "de"), ("tlh", "en"), ("", "en")]
)
def test_the_nearest_language_is_taken(tag: str, found: str) -> None:
    assert interface_language(tag) == found


def test_a_message_comes_back_in_the_language_asked_for() -> None:
    assert translations("ar").gettext("Library") == "المكتبة"
    assert translations("pt-AO").gettext("Library") == "Biblioteca"
    assert translations("tlh").gettext("Library") == "Library"


def test_context_tells_two_meanings_apart() -> None:
    arabic = translations("ar")
    assert arabic.gettext("Added") != arabic.pgettext("edition", "Added")


def test_the_language_in_use_holds_within_a_block() -> None:
    with using_language("de"):
        assert current_language() == "de"
        assert gettext("Edition {number}", number=3) == "3. Ausgabe"
    assert gettext("Edition {number}", number=3) == "Edition 3"


def test_values_are_never_read_as_placeholders() -> None:
    assert gettext("Former title: {title}", title="{number} {0.__class__}") == "Former title: {number} {0.__class__}"


def test_a_count_chooses_the_wording() -> None:
    assert [ngettext("{count} thread", "{count} threads", count) for count in (0, 1, 2)] == [
        "0 threads",
        "1 thread",
        "2 threads",
    ]


@pytest.mark.parametrize(("tag", "way"), [("en-XA", "ltr"), ("ar-XB", "rtl")])
def test_a_pseudo_language_brackets_and_lengthens(tag: str, way: str) -> None:
    assert direction(tag) == way
    with using_language(tag):
        said = gettext("Edition {number}", number=3)
    assert said.startswith("⟦Edition 3")
    assert said.endswith("⟧")
    assert len(said) >= len("Edition 3") * 4 // 3


@pytest.mark.parametrize(("tag", "found"), [("de", "en"), ("en", "en"), ("ar-XB", "ar-XB")])
def test_the_workbench_is_in_english_until_it_is_translated(tag: str, found: str) -> None:
    assert workbench_language(tag) == found
