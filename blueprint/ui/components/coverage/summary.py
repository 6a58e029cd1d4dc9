"""The coverage in words: the gaps called out, and every rationale, for who would rather read than look."""

from markupsafe import Markup

from blueprint.domain.principles import Coverage, Principle, Tag
from blueprint.ui.components.coverage import tags_of
from blueprint.ui.components.proposal_list import counted
from blueprint.ui.html.markup import draw, joined, part


def gaps(coverage: Coverage) -> None:
    """Call out the principles that no proposal advances, or say that there are none."""
    missing = coverage.gaps()
    if not missing:
        draw("<p class='bp-gaps-none'>Every one of the twelve principles is advanced by a proposal.</p>")
        return
    rows = [
        part("<li><strong>{}</strong> a world {}</li>", principle.name, principle.statement) for principle in missing
    ]
    draw(
        "<div class='bp-gaps'><h2>{} no proposal advances yet</h2><ul>{}</ul></div>",
        counted(len(missing), "principle"),
        joined("", rows),
    )


def rationales(coverage: Coverage) -> None:
    """Draw what was said for each principle, with the reasons, folded away."""
    parts = [_principle(principle, coverage) for principle in coverage.principles]
    draw("<details class='bp-past'><summary>Every rationale in words</summary>{}</details>", joined("", parts))


def _principle(principle: Principle, coverage: Coverage) -> Markup:
    titles = dict(coverage.proposals)
    rows = [_tag(titles[tag.proposal_id], tag) for tag in tags_of(coverage, principle)]
    said = part("<ul>{}</ul>", joined("", rows)) if rows else part("<p class='bp-quiet'>Nothing yet.</p>")
    return part("<h3>{}</h3>{}", principle.name, said)


def _tag(title: str, tag: Tag) -> Markup:
    return part(
        "<li><bdi>{}</bdi> {} it: <span dir='auto'>{}</span></li>",
        title,
        tag.stance.value,
        tag.rationale,
    )
