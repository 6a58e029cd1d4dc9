"""A collection: its proposals in order, its words, its editions."""

from blueprint.domain.languages import language_name
from blueprint.domain.permissions import Action, may
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench, the_workbench
from blueprint.services.convenings import convenings
from blueprint.services.drafting import proposals
from blueprint.services.publishing import collections, editions
from blueprint.ui.components.collection.editions import show_editions, show_progress
from blueprint.ui.components.collection.errata import errata
from blueprint.ui.components.collection.order import order
from blueprint.ui.components.collection.publishing import publish_panel
from blueprint.ui.components.collection.settings import collection_form
from blueprint.ui.components.heading import breadcrumbs, heading
from blueprint.ui.html import urls
from blueprint.ui.session import identity, state
from blueprint.ui.viewmodels.document import plain_text


def _page(workbench: Workbench) -> None:
    actor_id = identity.actor_id()
    collection, actor = collections.read_collection(workbench, actor_id, state.query_id())
    convening, _actor = convenings.read_convening(workbench, actor_id, collection.convening_id)
    known = proposals.find_proposals(workbench, actor_id, convening.id, collection.proposals)
    found = editions.list_editions(workbench, actor_id, collection.id)
    heading(
        collection.title,
        plain_text(collection.foreword.strip().partition("\n\n")[0]),
        facts=language_name(collection.language),
        language=collection.language,
        above=breadcrumbs(
            (convening.title, urls.convening(convening.id)),
            (_("Collections"), urls.collections(convening.id)),
        ),
    )
    show_progress(workbench, actor_id, found, publishing=may(actor, Action.PUBLISH))
    if may(actor, Action.PUBLISH):
        publish_panel(workbench, actor_id, collection, known, found)
    order(workbench, actor_id, collection, known, curating=may(actor, Action.CURATE))
    if may(actor, Action.CURATE):
        collection_form(workbench, actor_id, collection)
    show_editions(collection, found)
    errata(workbench, actor_id, collection.id, found, publishing=may(actor, Action.PUBLISH))


def show() -> None:
    _page(the_workbench())
