"""The parts of a convening, as one row of links: the same on every page that belongs to it."""

from typing import Literal

import streamlit as st

from blueprint.domain.convenings import Convening
from blueprint.domain.permissions import Action, Standing, may
from blueprint.ui import addresses
from blueprint.ui.addresses import Address
from blueprint.ui.markup import draw_inline

Section = Literal["proposals", "coverage", "collections", "people", "happenings", "settings"]


def convening_sections(convening: Convening, standing: Standing, here: Section) -> None:
    """Draw the links; the part at hand is marked and no link."""
    with st.container(key="bp-sections", horizontal=True, vertical_alignment="center", gap="medium"):
        for section, label, address in sections(convening.id, standing):
            if section == here:
                draw_inline("<span class='bp-here' aria-current='page'>{}</span>", label)
            else:
                addresses.link(address, label)


def sections(convening_id: str, standing: Standing) -> tuple[tuple[Section, str, Address], ...]:
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
