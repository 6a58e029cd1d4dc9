"""Importing texts from Markdown and Word files."""

from pathlib import PurePath

from blueprint import text
from blueprint.domain.errors import Invalid, TooLarge
from blueprint.domain.limits import LARGEST_TEXT_UPLOAD, megabytes
from blueprint.domain.proposals import Proposal
from blueprint.domain.revisions import Revision
from blueprint.locales import gettext as _
from blueprint.publishing import heading_text, read_markdown, title_of
from blueprint.publishing.uploads.docx import read_docx
from blueprint.services.context import Workbench
from blueprint.services.drafting.images import add_image
from blueprint.services.drafting.proposals import start_proposal
from blueprint.services.drafting.revisions import save_revision


def import_text(
    workbench: Workbench,
    actor_id: str | None,
    convening_id: str,
    *,
    filename: str,
    content: bytes,
    language: str,
    title: str | None = None,
) -> Proposal:
    """Start a proposal with the text of a Markdown or Word file; its title defaults to what it says itself.

    Raises `Invalid` for a file that cannot be read.
    """
    markdown, images = read_file(filename, content)
    document = text.split(markdown)
    name = title or title_of(document) or _first_heading(document) or PurePath(filename).stem
    message = _("Imported from {file}", file=PurePath(filename).name)[:200]
    started = start_proposal(
        workbench, actor_id, convening_id, title=name[:300], language=language, markdown=markdown, message=message
    )
    if not images:
        return started
    for path, image in images.items():
        markdown = markdown.replace(path, add_image(workbench, actor_id, started.id, image))
    save_revision(
        workbench, actor_id, started.id, base=1, title=started.title, markdown=markdown, message=_("Pictures added")
    )
    return started.model_copy(update={"head": 2})


def import_history(
    workbench: Workbench,
    actor_id: str | None,
    convening_id: str,
    *,
    title: str,
    language: str,
    states: tuple[tuple[str, bytes], ...],
) -> tuple[Proposal, tuple[Revision, ...]]:
    """Import successive states of a text as one proposal; `states` are (file name, content), the oldest first.

    An unchanged state adds no revision. Returns the proposal and the revisions after the first.
    """
    if not states:
        raise Invalid(_("There are no Markdown or Word files in this folder."))
    markdown, _images = read_file(*states[0])
    proposal = start_proposal(
        workbench, actor_id, convening_id, title=title, language=language, markdown=markdown, message=states[0][0]
    )
    saved = []
    for name, content in states[1:]:
        markdown, _images = read_file(name, content)
        revision = save_revision(
            workbench, actor_id, proposal.id, base=proposal.head, title=title, markdown=markdown, message=name
        )
        if revision.number != proposal.head:
            saved.append(revision)
            proposal = proposal.model_copy(update={"head": revision.number})
    return proposal, tuple(saved)


def read_file(filename: str, content: bytes) -> tuple[str, dict[str, bytes]]:
    """A file's text as Markdown, with its images by the paths in the text; raises `Invalid`."""
    if len(content) > LARGEST_TEXT_UPLOAD:
        size, limit = megabytes(len(content)), megabytes(LARGEST_TEXT_UPLOAD)
        raise TooLarge(
            _("This file has {size} MB; the largest we take has {limit} MB.", size=size, limit=limit), "file"
        )
    match PurePath(filename).suffix.lower():
        case ".docx":
            markdown, images = read_docx(content)
            return markdown, dict(images)
        case ".md" | ".markdown" | ".txt":
            return read_markdown(content), {}
    raise Invalid(
        _("Choose a Markdown file (.md) or a Word file (.docx). Other files can be saved as one of these."), "file"
    )


def _first_heading(document: text.Document) -> str:
    headings = (each for each in document.paragraphs if each.kind is text.ParagraphKind.HEADING)
    return next((words for each in headings if (words := heading_text(each))), "")
