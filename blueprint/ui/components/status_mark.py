"""A proposal's status, as a mark that is read aloud too."""

from markupsafe import Markup

from blueprint.domain.proposals import Status
from blueprint.locales import gettext as _
from blueprint.locales import mark
from blueprint.ui.html.markup import part

STATUS_NAMES = {
    Status.DRAFT: mark("Draft"),
    Status.IN_REVIEW: mark("In review"),
    Status.ADOPTED: mark("Adopted"),
    Status.PUBLISHED: mark("Published"),
    Status.WITHDRAWN: mark("Withdrawn"),
    Status.SUPERSEDED: mark("Superseded"),
}


def status_name(status: Status) -> str:
    """The status by itself: “In review”."""
    return _(STATUS_NAMES[status])


def status_mark(status: Status) -> Markup:
    """The status's name with a mark of its own shape (theme.css draws it)."""
    return part(
        "<span class='bp-status bp-status-{}'>{}</span>", status.name.lower().replace("_", "-"), status_name(status)
    )
