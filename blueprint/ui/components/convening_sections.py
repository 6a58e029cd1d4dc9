"""The parts of a convening: the same on every page that belongs to it."""

from typing import Literal

from blueprint.domain.permissions import Action, Standing, may
from blueprint.ui import addresses
from blueprint.ui.addresses import Address

Section = Literal["proposals", "coverage", "collections", "people", "happenings", "settings"]


def convening_sections(convening_id: str, standing: Standing) -> tuple[tuple[Section, str, Address], ...]:
    """The parts this person has a use for."""
    everyone: tuple[tuple[Section, str, Address], ...] = (
        ("proposals", "Proposals", addresses.convening(convening_id)),
        ("coverage", "Coverage", addresses.coverage(convening_id)),
        ("collections", "Collections", addresses.collections(convening_id)),
        ("people", "People", addresses.people(convening_id)),
        ("happenings", "What happened", addresses.happenings(convening_id)),
    )
    if not may(standing, Action.EDIT_CONVENING):
        return everyone
    return (*everyone, ("settings", "Settings", addresses.settings(convening_id)))
