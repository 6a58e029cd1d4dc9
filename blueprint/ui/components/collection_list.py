"""Collections one under another."""

from collections.abc import Iterable

import streamlit as st

from blueprint.domain.collections import Collection
from blueprint.domain.languages import language_name
from blueprint.ui import addresses
from blueprint.ui.components.proposal_list import counted
from blueprint.ui.markup import draw


def collection_list(found: Iterable[Collection]) -> None:
    """Draw each with its language and how much it holds."""
    with st.container(key="bp-list-collections", gap=None):
        for collection in found:
            with st.container(key=f"bp-row-{collection.id}", gap=None):
                addresses.link(addresses.collection(collection.id), collection.title)
                draw(
                    "<p class='bp-facts'><span lang='{}'><bdi>{}</bdi></span> · {}</p>",
                    collection.language,
                    language_name(collection.language),
                    counted(len(collection.proposals), "proposal"),
                )
