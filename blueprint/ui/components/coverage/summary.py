"""The coverage in words: the gaps called out, and every rationale, for who would rather read than look."""

from markupsafe import Markup

from blueprint.domain.principles import Coverage, Principle, Stance, Tag
from blueprint.locales import gettext as _
from blueprint.locales import mark, ngettext
from blueprint.ui.components.coverage import tags_of
from blueprint.ui.html.markup import draw, joined, part, sentence

_CLAIMS = {
    Stance.ADVANCES: mark("{proposal} advances it: {rationale}"),
    Stance.TENSION: mark("{proposal} is in tension with it: {rationale}"),
}


def gaps(coverage: Coverage) -> None:
    """Call out the principles that no proposal advances, or say that there are none."""
    missing = coverage.gaps()
    if not missing:
        draw("<p>{}</p>", _("Every one of the twelve principles is advanced by a proposal."))
        return
    message = _("a world {statement}")
    rows = [
        part(
            "<li><strong>{}</strong> {}</li>",
            principle.name,
            sentence(message, statement=part("<bdi>{}</bdi>", principle.statement)),
        )
        for principle in missing
    ]
    draw(
        "<div class='bp-gaps'><h2>{}</h2><ul>{}</ul></div>",
        ngettext(
            "{count} principle no proposal advances yet", "{count} principles no proposal advances yet", len(missing)
        ),
        joined("", rows),
    )


def rationales(coverage: Coverage) -> None:
    """Draw what was said for each principle, with the reasons, folded away."""
    parts = [_principle(principle, coverage) for principle in coverage.principles]
    draw(
        "<details class='bp-foldout'><summary>{}</summary>{}</details>",
        _("Every rationale in words"),
        joined("", parts),
    )


def _principle(principle: Principle, coverage: Coverage) -> Markup:
    titles = dict(coverage.proposals)
    rows = [_tag(titles[tag.proposal_id], tag) for tag in tags_of(coverage, principle)]
    claims = part("<ul>{}</ul>", joined("", rows)) if rows else part("<p class='bp-quiet'>{}</p>", _("Nothing yet."))
    return part("<h3>{}</h3>{}", principle.name, claims)


def _tag(title: str, tag: Tag) -> Markup:
    return part(
        "<li>{}</li>",
        sentence(
            _(_CLAIMS[tag.stance]),
            proposal=part("<bdi>{}</bdi>", title),
            rationale=part("<span dir='auto'>{}</span>", tag.rationale),
        ),
    )
