"""Labels of the domain's values. They are marked for translation here, and translated where they are shown."""

from blueprint.domain.published_editions import PublishedEdition
from blueprint.locales import mark, translations

PARAGRAPH_CHANGE_LABELS = {
    "inserted": mark("Added"),
    "deleted": mark("Removed"),
    "edited": mark("Changed"),
    "moved": mark("Moved"),
    "moved-edited": mark("Moved and changed"),
    "split": mark("Divided"),
    "joined": mark("Joined"),
    "renumbered": mark("Renumbered only"),
}
"""By `ChangeKind`."""

PROPOSAL_CHANGE_LABELS = {
    "added": mark("New in this edition"),
    "removed": mark("No longer in this edition"),
    "same": mark("Nothing changed"),
}
"""By `ProposalChangeKind`."""

ERRATUM_LABELS = {"erratum": mark("Correction"), "superseded": mark("Superseded")}
"""By `ErratumKind`."""


def edition_label(edition: PublishedEdition, language: str = "") -> str:
    """“Edition 2” in `language`, by default the edition's own."""
    message = translations(language or edition.language).gettext("Edition {number}")
    return message.format(number=edition.number)


def paragraph_label(number: str, language: str) -> str:
    """“Paragraph 12” in the language."""
    return translations(language).gettext("Paragraph {number}").format(number=number)


def foreword_label(language: str) -> str:
    """“Foreword” in the language."""
    return translations(language).gettext("Foreword")
