"""Headers and footers: what every page of a Word file repeats, which is no part of its text."""

from blueprint.locales import gettext as _
from blueprint.publishing.importing.docx.reading import Reading
from blueprint.publishing.importing.report import What
from blueprint.publishing.importing.xml import tag, text_of

_PICTURES = (tag("a:blip"), tag("v:imagedata"))


def note_headers(reading: Reading) -> None:
    """Note the words of headers and footers, which are left out."""
    said = _("Editions have headers and page numbers of their own.")
    for kind in ("header", "footer"):
        for part in dict.fromkeys(reading.related(kind)):
            root = reading.package.xml(part)
            shown = " ".join(text_of(root).split()) if root is not None else ""
            if root is not None and not shown and next(root.iter(*_PICTURES), None) is not None:
                shown = _("[a picture]")
            if shown:
                reading.findings.left_out(What.HEADERS, said, shown)
