"""Proposals as a list: title, status, language, authors, open threads."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from markupsafe import Markup

from blueprint.domain.languages import language_name
from blueprint.domain.proposals import Proposal
from blueprint.locales import gettext as _
from blueprint.locales import ngettext
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
    open_threads = ngettext("{count} open thread", "{count} open threads", threads)
    parts = [
        status_mark(proposal.status),
        part("<span lang='{}'><bdi>{}</bdi></span>", proposal.language, language_name(proposal.language)),
        part("<bdi>{}</bdi>", ", ".join(proposal.author_names) or _("nobody")),
        *([part("<span class='bp-open-threads'>{}</span>", open_threads)] if threads else []),
        part("<span>{}</span>", _("revision {number}", number=proposal.head)),
        part("<span>{}</span>", _("changed {when}", when=ago(proposal.changed_at, now))),
    ]
    return joined(" <span aria-hidden='true'>·</span> ", parts)
