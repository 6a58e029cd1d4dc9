"""The words of the twelve principles in every language, and what happens to translations when the English words change."""

import shutil
from pathlib import Path

import pytest

from blueprint.domain.errors import Invalid
from blueprint.domain.languages import OFFERED
from blueprint.domain.principles import Principles
from blueprint.settings import SHIPPED_POLICIES, Settings

OURS = Principles(Settings().policy_files)
principles = OURS.all


@pytest.mark.parametrize("tag", OFFERED)
def test_each_language_has_all_twelve_in_its_own_words(tag: str) -> None:
    found = principles(tag)
    assert [principle.key for principle in found] == [principle.key for principle in principles()]
    assert {principle.language for principle in found} == {tag}
    assert len({principle.name for principle in found}) == 12
    for principle in found:
        assert principle.sentence.endswith(principle.statement)
        assert len(principle.sentence) > len(principle.statement)


def test_a_near_language_serves_and_one_that_is_not_there_gets_the_english_words() -> None:
    assert principles("de-AT") == principles("de")
    assert principles("pt")[0].language == "pt-BR"
    assert principles("sw") == principles()
    assert principles()[0].sentence == (
        "We aspire to a world where all people have the power to shape their institutions and their societies."
    )


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A body's own folder of policies, with our principles to change and nothing else."""
    shutil.copytree(SHIPPED_POLICIES / "principles", tmp_path / "principles")
    shutil.copy(SHIPPED_POLICIES / "principles.toml", tmp_path)
    return tmp_path


def _read(own: Path) -> Principles:
    return Principles(Settings(policies=own).policy_files)


def test_words_of_ones_own_are_shown_until_they_are_translated_too(own: Path) -> None:
    english = own / "principles.toml"
    english.write_text(english.read_text(encoding="utf-8").replace('name = "Just"', 'name = "Fair"'), encoding="utf-8")
    just, egalitarian = _read(own).all("ar")[2:4]
    assert (just.name, just.language, just.reviewed) == ("Fair", "en", True)
    assert egalitarian.language == "ar"


def test_a_speaker_who_has_looked_at_a_translation_says_so_in_its_file(own: Path) -> None:
    assert not _read(own).all("nb")[0].reviewed
    file = own / "principles" / "nb.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("\nreviewed = false", "\nreviewed = true"), encoding="utf-8"
    )
    assert all(principle.reviewed for principle in _read(own).all("nb"))


def test_a_file_that_ones_own_folder_lacks_is_ours(own: Path) -> None:
    shutil.rmtree(own / "principles")
    assert _read(own).all("ar") == principles("ar")
    (own / "principles.toml").unlink()
    (own / "templates").mkdir()
    assert _read(own).all() == principles()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"aspire = ", "principles.toml is not TOML"),
        (b"[[principle]]\nkey = 'just'\n", "principles.toml needs `aspire`"),
        (b"aspire = 'W \xff'", "principles.toml is not UTF-8"),
        (b"aspire = 'W'\n[[principle]]\nkey = 'just'\n", "key, name and statement"),
    ],
)
def test_a_file_that_is_wrong_is_named(own: Path, content: bytes, said: str) -> None:
    (own / "principles.toml").write_bytes(content)
    with pytest.raises(Invalid, match=said):
        _read(own)


def test_names_that_nobody_has_translated_are_in_english() -> None:
    assert OURS.language_of("just", "Just", "sw") == "en"
    assert OURS.language_of("just", "Just", "en") == "en"
    assert OURS.language_of("just", "Just", "ar") == "en"
    assert OURS.language_of("just", principles("ar")[2].name, "ar") == "ar"
    assert OURS.language_of("just", "Gerecht, einst", "de") == "de"
    assert OURS.language_of("plural", principles("es")[11].name, "es-MX") == "es-MX"
