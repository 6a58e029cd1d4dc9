"""Labels of values that come from the domain, each marked for translation; templates translate them where they stand."""

from blueprint.domain.library import PublishedEdition
from blueprint.locales import mark, translations

CHANGE_LABELS = {
    "inserted": mark("Added"),
    "deleted": mark("Removed"),
    "edited": mark("Changed"),
    "moved": mark("Moved"),
    "moved-edited": mark("Moved and changed"),
    "split": mark("Divided"),
    "joined": mark("Joined"),
}
"""What happened to a paragraph, by `ChangeKind`."""

CHAPTER_CHANGE_LABELS = {
    "added": mark("New in this edition"),
    "removed": mark("No longer in this edition"),
    "same": mark("Nothing changed"),
}
"""What happened to a proposal from one edition to a later one, by `Fate`."""

ERRATUM_LABELS = {"erratum": mark("Correction"), "superseded": mark("Superseded")}
"""By `NoticeKind`."""

FILE_LABELS = {"large-print": mark("Large print"), "redline": mark("Changes marked")}
"""By an artifact's format; other formats have proper names, the same in every language."""


def edition_label(volume: PublishedEdition, language: str = "") -> str:
    """“Edition 2”, in `language`, by default the edition's own."""
    message = translations(language or volume.language).gettext("Edition {number}")
    return message.format(number=volume.number)


def foreword_label(language: str) -> str:
    """“Foreword” in the language."""
    return translations(language).gettext("Foreword")
