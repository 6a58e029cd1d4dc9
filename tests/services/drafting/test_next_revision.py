"""The next revision of a proposal: its number, where it is from, the lineages of its paragraphs."""

from datetime import UTC, datetime

from blueprint.domain.people import Person
from blueprint.services.drafting.next_revision import first_revision, lineages_by_text, next_revision

NIA = Person(id="p", email="nia@example.org", name="Nia")
NOW = datetime(2026, 5, 1, tzinfo=UTC)
ONE = "Every municipality shall publish its budget before the end of March."
TWO = "Rivers and forests have standing before the courts."
BASE_TEXT = f"{ONE}\n\n{TWO}\n"
BASE = first_revision("proposal", "Water", "en", BASE_TEXT, "Started", NIA, NOW)


def test_paragraphs_keep_their_lineage_and_a_new_one_gets_its_own() -> None:
    longer = next_revision(BASE, "Water", f"{ONE}\n\nNew words in between.\n\n{TWO}\n", "Why", NIA, NOW, parent=1)
    kept, new, last = (paragraph.lineage for paragraph in longer.paragraphs)
    assert [kept, last] == [paragraph.lineage for paragraph in BASE.paragraphs]
    assert new not in (kept, last)
    assert (longer.number, longer.message, longer.parent, longer.merged) == (2, "Why", 1, None)


def test_a_paragraph_without_an_older_one_gets_its_former_lineage() -> None:
    shorter = next_revision(BASE, "Water", f"{ONE}\n", "", NIA, NOW)
    longer = next_revision(shorter, "Water", BASE_TEXT, "", NIA, NOW, lineages_by_text(BASE))
    assert longer.paragraphs == BASE.paragraphs
