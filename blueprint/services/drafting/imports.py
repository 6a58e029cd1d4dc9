"""Importing texts from Word, OpenDocument, HTML and Markdown files."""

from blueprint import text
from blueprint.domain.errors import Invalid, TooLarge
from blueprint.domain.limits import LARGEST_TEXT_UPLOAD, megabytes
from blueprint.domain.proposals import Proposal
from blueprint.domain.revisions import Revision
from blueprint.domain.validation import TITLE_LENGTH
from blueprint.locales import gettext as _
from blueprint.publishing import heading_text
from blueprint.publishing.importing.read import ImportedText, read_import
from blueprint.publishing.importing.worker.client import read_in_worker
from blueprint.services.context import Workbench
from blueprint.services.drafting.images import add_image
from blueprint.services.drafting.proposals import start_proposal
from blueprint.services.drafting.revisions import save_revision


def read_file(filename: str, content: bytes) -> ImportedText:
    """A file's text, with the report on what becomes of it; nothing is stored. Raises `Invalid`."""
    _require_size(content)
    return read_import(filename, content)


def read_upload(filename: str, content: bytes) -> ImportedText:
    """The same for a file that came over the network: in a process of its own, within limits of time and memory.

    Raises `TooMany` while several files of others are being read.
    """
    _require_size(content)
    return read_in_worker(filename, content)


def _require_size(content: bytes) -> None:
    if len(content) > LARGEST_TEXT_UPLOAD:
        size, limit = megabytes(len(content)), megabytes(LARGEST_TEXT_UPLOAD)
        raise TooLarge(
            _("This file has {size} MB; the largest we take has {limit} MB.", size=size, limit=limit), "file"
        )


def import_text(
    workbench: Workbench,
    actor_id: str | None,
    convening_id: str,
    imported: ImportedText,
    *,
    language: str,
    title: str | None = None,
) -> Proposal:
    """Start a proposal with the text of a file; its title defaults to what the file says itself.

    A first heading that only repeats the title is left out.
    """
    name = (title or imported.title)[:TITLE_LENGTH]
    message = _("Imported from {file}", file=imported.filename)[:200]
    markdown = without_title(imported.markdown, name)
    started = start_proposal(
        workbench, actor_id, convening_id, title=name, language=language, markdown=markdown, message=message
    )
    with_pictures = _stored_pictures(workbench, actor_id, started.id, imported, markdown)
    if with_pictures == markdown:
        return started
    saved = save_revision(
        workbench,
        actor_id,
        started.id,
        base=1,
        title=started.title,
        markdown=with_pictures,
        message=_("Pictures added"),
    )
    return started.model_copy(update={"head": saved.number})


def import_history(
    workbench: Workbench,
    actor_id: str | None,
    convening_id: str,
    *,
    title: str,
    language: str,
    states: tuple[ImportedText, ...],
) -> tuple[Proposal, tuple[Revision, ...]]:
    """Import successive states of a text as one proposal, the oldest first.

    An unchanged state adds no revision. Returns the proposal and the revisions after the first.
    """
    if not states:
        raise Invalid(_("There are no files in this folder that can be read."))
    first = states[0]
    proposal = start_proposal(
        workbench,
        actor_id,
        convening_id,
        title=title,
        language=language,
        markdown=without_title(first.markdown, title),
        message=first.filename,
    )
    saved = []
    for state in states if first.images else states[1:]:
        text_alone = without_title(state.markdown, title)
        markdown = _stored_pictures(workbench, actor_id, proposal.id, state, text_alone)
        revision = save_revision(
            workbench, actor_id, proposal.id, base=proposal.head, title=title, markdown=markdown, message=state.filename
        )
        if revision.number != proposal.head:
            saved.append(revision)
            proposal = proposal.model_copy(update={"head": revision.number})
    return proposal, tuple(saved)


def without_title(markdown: str, title: str) -> str:
    """The text without a first heading that says no more than the title; one with a footnote or a picture stays."""
    document = text.split(markdown)
    shown = (each for each in document.paragraphs if each.kind is not text.ParagraphKind.FRONT_MATTER)
    first = next(shown, None)
    if first is None or first.kind is not text.ParagraphKind.HEADING or first.level != 1:
        return markdown
    marks = {mark.kind for run in text.visible_runs(first) for mark in run.marks}
    if heading_text(first) != title or marks & {text.MarkKind.FOOTNOTE, text.MarkKind.IMAGE}:
        return markdown
    before, behind = markdown[: first.start - len(first.lead)], markdown[first.end :]
    return f"{before}{first.lead}{behind.lstrip(chr(13) + chr(10))}"


def _stored_pictures(
    workbench: Workbench, actor_id: str | None, proposal_id: str, imported: ImportedText, markdown: str
) -> str:
    """The text with the names of its pictures, now that they are stored."""
    for name, image in imported.images.items():
        markdown = markdown.replace(name, add_image(workbench, actor_id, proposal_id, image))
    return markdown
