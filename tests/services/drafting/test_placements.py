"""Which revisions may contain words that are gone from the newest."""

from datetime import UTC, datetime

import pytest

from blueprint.domain.people import Person
from blueprint.services.drafting.next_revision import first_revision, next_revision
from blueprint.services.drafting.placements import may_be_restored

NIA = Person(id="p", email="nia@example.org", name="Nia")
NOW = datetime(2026, 5, 1, tzinfo=UTC)
ONE = "Every municipality shall publish its budget before the end of March."
TWO = "Rivers and forests have standing before the courts."
BASE_TEXT = f"{ONE}\n\n{TWO}\n"
BASE = first_revision("proposal", "Water", "en", BASE_TEXT, "Started", NIA, NOW)


@pytest.mark.parametrize(
    ("words", "text", "back"),
    [
        ("Housing is common.", f"{BASE_TEXT}\nHousing is common.\n", True),
        ("Housing is common.", f"{BASE_TEXT}\nHousing is dear.\n", True),
        ("Housing is common now.", f"{BASE_TEXT}\nHousing.\n", False),
        ("Housing is common.", BASE_TEXT, False),
        ("—", f"{BASE_TEXT}\n—\n", True),
    ],
)
def test_words_may_have_come_back_when_half_of_them_were_written(words: str, text: str, back: bool) -> None:
    assert may_be_restored(words, BASE, next_revision(BASE, "Water", text, "", NIA, NOW)) is back
