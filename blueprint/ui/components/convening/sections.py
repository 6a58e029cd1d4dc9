"""The parts of a convening: the same on every page that belongs to it."""

from typing import Literal

from blueprint.domain.permissions import Action, Actor, may
from blueprint.locales import gettext as _
from blueprint.ui.html import urls
from blueprint.ui.html.urls import PageUrl

Section = Literal["proposals", "coverage", "collections", "people", "activity", "settings"]


def convening_sections(convening_id: str, actor: Actor) -> tuple[tuple[Section, str, PageUrl], ...]:
    """The parts this person has a use for."""
    everyone: tuple[tuple[Section, str, PageUrl], ...] = (
        ("proposals", _("Proposals"), urls.convening(convening_id)),
        ("coverage", _("Coverage"), urls.coverage(convening_id)),
        ("collections", _("Collections"), urls.collections(convening_id)),
        ("people", _("People"), urls.people(convening_id)),
        ("activity", _("What happened"), urls.activity(convening_id)),
    )
    if not may(actor, Action.EDIT_CONVENING):
        return everyone
    return (*everyone, ("settings", _("Settings"), urls.settings(convening_id)))
