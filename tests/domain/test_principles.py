"""The words of the twelve principles in every language, and what happens to translations when the English words change."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from blueprint.domain import principles as vision
from blueprint.domain.languages import OFFERED
from blueprint.domain.principles import principles


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
def policies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The files of principles, to change."""
    shutil.copytree(vision.POLICIES / "principles", tmp_path / "principles")
    shutil.copy(vision.POLICIES / "principles.toml", tmp_path)
    monkeypatch.setattr(vision, "POLICIES", tmp_path)
    principles.cache_clear()
    yield tmp_path
    principles.cache_clear()


def test_words_of_ones_own_are_shown_until_they_are_translated_too(policies: Path) -> None:
    english = policies / "principles.toml"
    english.write_text(english.read_text(encoding="utf-8").replace('name = "Just"', 'name = "Fair"'), encoding="utf-8")
    just, egalitarian = principles("ar")[2:4]
    assert (just.name, just.language, just.reviewed) == ("Fair", "en", True)
    assert egalitarian.language == "ar"


def test_a_speaker_who_has_looked_at_a_translation_says_so_in_its_file(policies: Path) -> None:
    assert not principles("nb")[0].reviewed
    file = policies / "principles" / "nb.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("\nreviewed = false", "\nreviewed = true"), encoding="utf-8"
    )
    principles.cache_clear()
    assert all(principle.reviewed for principle in principles("nb"))


def test_names_that_nobody_has_translated_are_in_english() -> None:
    assert vision.spoken("just", "Just", "sw") == "en"
    assert vision.spoken("just", "Just", "en") == "en"
    assert vision.spoken("just", "Just", "ar") == "en"
    assert vision.spoken("just", principles("ar")[2].name, "ar") == "ar"
    assert vision.spoken("just", "Gerecht, einst", "de") == "de"
    assert vision.spoken("plural", principles("es")[11].name, "es-MX") == "es-MX"
