"""What a proposal is said to do to each of the twelve principles."""

from collections.abc import Sequence

from markupsafe import Markup

from blueprint.domain.principles import Principle, Stance, Tag
from blueprint.domain.revisions import Revision
from blueprint.locales import gettext as _
from blueprint.locales import ngettext
from blueprint.ui.html.markup import draw, joined, part
from blueprint.ui.viewmodels.document import DocumentView, revision_view

_EXCERPT_LENGTH = 90


def principle_tags(principles: Sequence[Principle], tagged: Sequence[Tag], revision: Revision) -> None:
    """The twelve in their order, each with what is claimed and the paragraphs that show it."""
    found = {tag.principle: tag for tag in tagged}
    items = [part("<li>{}</li>", _principle(principle, found.get(principle.key), revision)) for principle in principles]
    draw("<ol class='bp-claims'>{}</ol>", joined("", items))


def principle_tag(principle: Principle, tag: Tag | None, revision: Revision) -> None:
    """One of the twelve alone."""
    draw("<div class='bp-claims'>{}</div>", _principle(principle, tag, revision))


def evidence_labels(revision: Revision) -> dict[str, str]:
    """Every paragraph that has words, by its lineage: “12 · The first words of it …”."""
    text = revision_view(revision)
    placed = {(p.start, p.end): p.lineage for p in revision.paragraphs}
    labels = {}
    for index, paragraph in enumerate(text.document.paragraphs):
        lineage, words = placed.get((paragraph.start, paragraph.end)), _words(text, index)
        if lineage and words:
            labels[lineage] = words
    return labels


def _words(text: DocumentView, index: int) -> str:
    words = " ".join("".join(run.text for run in text.runs[index]).split())
    short = words if len(words) <= _EXCERPT_LENGTH else f"{words[:_EXCERPT_LENGTH].rsplit(' ', 1)[0]} …"
    place = text.places[index]
    return f"{place.label} · {short}" if place and short else short


def _principle(principle: Principle, tag: Tag | None, revision: Revision) -> Markup:
    kind = "" if tag else "bp-untagged"
    claim = _claim(tag, revision) if tag else part("<p class='bp-quiet'>{}</p>", _("Nothing claimed yet."))
    heading = part(
        "<div><h3>{}</h3><p class='bp-statement'><bdi>{}</bdi></p></div>", principle.name, principle.statement
    )
    return part("<div class='bp-principle {}'>{}<div class='bp-claim'>{}</div></div>", kind, heading, claim)


def _claim(tag: Tag, revision: Revision) -> Markup:
    sign = "+" if tag.stance is Stance.ADVANCES else "±"
    stance = part(
        "<p class='bp-stance'><span class='bp-mark' aria-hidden='true'>{}</span>{}</p>",
        sign,
        _("This proposal advances it.") if tag.stance is Stance.ADVANCES else _("This proposal is in tension with it."),
    )
    labels = evidence_labels(revision)
    shown = [part("<li dir='auto'>{}</li>", labels[lineage]) for lineage in tag.evidence if lineage in labels]
    gone = len(tag.evidence) - len(shown)
    if gone:
        message = ngettext(
            "{count} paragraph that showed it is no longer in the text.",
            "{count} paragraphs that showed it are no longer in the text.",
            gone,
        )
        shown.append(part("<li>{}</li>", message))
    evidence = part("<ul class='bp-evidence'>{}</ul>", joined("", shown)) if shown else Markup()
    return part("{}<p class='bp-rationale' dir='auto'>{}</p>{}", stance, tag.rationale, evidence)
