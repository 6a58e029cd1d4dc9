"""Publishing the next edition: what has to be done first, and the button."""

from collections.abc import Iterable, Mapping

import streamlit as st
from markupsafe import Markup

from blueprint.domain.collections import Collection
from blueprint.domain.editions import Edition, EditionState
from blueprint.domain.proposals import Proposal, Status
from blueprint.locales import gettext as _
from blueprint.locales import ngettext
from blueprint.services.context import Workbench
from blueprint.services.publishing import editions, preflight
from blueprint.services.publishing.edition_status import problem_label
from blueprint.services.publishing.preflight import PreflightCheck
from blueprint.ui.components.collection.editions import is_unfinished
from blueprint.ui.components.status_mark import status_mark
from blueprint.ui.html import urls
from blueprint.ui.html.escape import label
from blueprint.ui.html.markup import draw, joined, part
from blueprint.ui.session import flash

READY = (Status.ADOPTED, Status.PUBLISHED)


def unadopted(collection: Collection, known: Mapping[str, Proposal]) -> tuple[Proposal, ...]:
    """The proposals that are not adopted yet, in the collection's order: it cannot be published before they are."""
    inside = (known[proposal_id] for proposal_id in collection.proposals if proposal_id in known)
    return tuple(proposal for proposal in inside if proposal.status not in READY)


def publish_panel(
    workbench: Workbench,
    actor_id: str | None,
    collection: Collection,
    known: Mapping[str, Proposal],
    found: Iterable[Edition],
) -> None:
    """Draw the button, or what has to be done before there can be one; a failure with its reason above."""
    found = tuple(found)
    if any(is_unfinished(edition) for edition in found):
        return
    failed = next((edition for edition in found if edition.state is EditionState.FAILED), None)
    if failed:
        flash.refuse(_failure(failed))
    not_ready = unadopted(collection, known)
    if not_ready:
        _show_unadopted(not_ready)
    elif collection.proposals:
        go_on = (_retry, failed.id) if failed else (_publish, collection.id)
        st.button(
            _("Try again") if failed else _("Publish an edition"),
            type="primary",
            icon=":material/publish:",
            key="publish",
            on_click=go_on[0],
            args=(workbench, actor_id, go_on[1]),
        )
    if collection.proposals:
        _offer_checks(workbench, actor_id, collection)


def _failure(edition: Edition) -> str:
    if edition.artifacts:
        message = _(
            "The last edition could not be made, and nothing was published. {problem} What is made already is kept."
        )
    else:
        message = _("The last edition could not be made, and nothing was published. {problem}")
    return message.format(problem=problem_label(edition))


def _show_unadopted(proposals: tuple[Proposal, ...]) -> None:
    rows = [part("<li><bdi>{}</bdi> {}</li>", proposal.title, status_mark(proposal.status)) for proposal in proposals]
    draw(
        "<div class='bp-panel'><p>{}</p><ul>{}</ul></div>",
        _("Before an edition can be published, these have to be adopted or taken out:"),
        joined("", rows),
    )


def _offer_checks(workbench: Workbench, actor_id: str | None, collection: Collection) -> None:
    """Draw the check list when it is asked for: it reads every text, which takes a while."""
    help = label("Descriptions, headings, links, characters, threads, principles: everything that publishing checks.")
    if st.button(_("Check before publishing"), icon=":material/checklist:", key="check", help=help):
        with flash.show_errors(), st.spinner(_("Reading every text as publishing does …")):
            _show_checks(preflight.check_collection(workbench, actor_id, collection.id))


def _show_checks(checks: tuple[PreflightCheck, ...]) -> None:
    if not checks:
        draw("<p class='bp-panel' role='status'>{}</p>", _("Nothing to put right: the collection can be published."))
        return
    rows = [_row(check) for check in checks]
    draw("<div class='bp-panel bp-checks' role='status'><p>{}</p><ul>{}</ul></div>", _counted(checks), joined("", rows))


def _counted(checks: tuple[PreflightCheck, ...]) -> str:
    stopping = sum(check.stops for check in checks)
    if not stopping:
        return _("Nothing stops the edition. You may want to look at:")
    if stopping == len(checks):
        return _("This would stop the edition:")
    return ngettext("{count} of these would stop the edition:", "{count} of these would stop the edition:", stopping)


def _row(check: PreflightCheck) -> Markup:
    stops = part("<strong>{}</strong> ", _("Stops the edition.")) if check.stops else ""
    return part("<li>{}{}{} {}</li>", _location(check), stops, check.sentence, check.remedy)


def _location(check: PreflightCheck) -> Markup | str:
    """Where it is, and the way there; empty when it is of no text."""
    if not check.proposal_id:
        return part("{}: ", check.title) if check.title else ""
    where = _(", paragraph {number}", number=check.paragraph) if check.paragraph else ""
    href = urls.proposal(check.proposal_id, line=check.line).href
    return part("<a href='{}' target='_self'><bdi>{}</bdi>{}</a>: ", href, check.title, where)


def _retry(workbench: Workbench, actor_id: str | None, edition_id: str) -> None:
    with flash.defer_errors():
        editions.retry_edition(workbench, actor_id, edition_id)


def _publish(workbench: Workbench, actor_id: str | None, collection_id: str) -> None:
    with flash.defer_errors():
        editions.publish_edition(workbench, actor_id, collection_id)
