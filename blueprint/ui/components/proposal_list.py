"""Proposals one under another: title, where each stands, who writes it, what is open."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from markupsafe import Markup

from blueprint.domain.languages import language_name
from blueprint.domain.proposals import Proposal
from blueprint.ui.components.status_mark import status_mark
from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw, joined, part
from blueprint.ui.html.times import ago


def proposal_list(proposals: Iterable[Proposal], threads: Mapping[str, int], now: datetime) -> None:
    """Draw them in the order given; `threads` counts the open ones by proposal."""
    rows = [_row(proposal, threads.get(proposal.id, 0), now) for proposal in proposals]
    draw("<ul class='bp-rows'>{}</ul>", joined("", rows))


def _row(proposal: Proposal, threads: int, now: datetime) -> Markup:
    return part(
        "<li><p class='bp-row-title'>{}</p><p class='bp-facts'>{}</p></li>",
        urls.anchor(urls.proposal(proposal.id), proposal.title),
        facts(proposal, threads, now),
    )


def facts(proposal: Proposal, threads: int, now: datetime) -> Markup:
    """A proposal's line of facts: “Draft · العربية · Ada Okafor · 2 open threads · changed 3 hours ago”."""
    parts = [
        status_mark(proposal.status),
        part("<span lang='{}'><bdi>{}</bdi></span>", proposal.language, language_name(proposal.language)),
        part("<bdi>{}</bdi>", ", ".join(proposal.author_names) or "nobody"),
        *([part("<span class='bp-open'>{}</span>", counted(threads, "open thread"))] if threads else []),
        part("<span>revision {}</span>", proposal.head),
        part("<span>changed {}</span>", ago(proposal.changed_at, now)),
    ]
    return joined(" <span aria-hidden='true'>·</span> ", parts)


def counted(number: int, noun: str) -> str:
    """“1 open thread”, “3 open threads”."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
