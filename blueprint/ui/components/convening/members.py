"""The people in a convening, and for convenors their roles."""

import streamlit as st

from blueprint.domain.convenings import Convening, Member, Role
from blueprint.domain.permissions import Action, Actor, may
from blueprint.services.context import Workbench
from blueprint.services.convenings import membership
from blueprint.ui.components.heading import subheading
from blueprint.ui.html.markup import draw, draw_inline, joined, part
from blueprint.ui.session import flash, state

MEANING = {
    Role.CONVENOR: "invites people and decides everything here",
    Role.EDITOR: "adopts, tags, curates collections and publishes",
    Role.AUTHOR: "starts and writes proposals",
    Role.REVIEWER: "reads and comments",
    Role.OBSERVER: "reads",
}


def members(workbench: Workbench, convening: Convening, standing: Actor) -> None:
    """Draw everyone with their role; those who may change it get the means to."""
    subheading("Members")
    changing = may(standing, Action.CHANGE_MEMBERS)
    found = membership.list_members(workbench, standing.person_id, convening.id)
    with st.container(key="bp-list-members", gap=None):
        for member in found:
            with st.container(key=f"bp-row-{member.person_id}", horizontal=True, vertical_alignment="center"):
                _who(member)
                if changing:
                    _change(workbench, standing.person_id, member)
                else:
                    draw_inline("<p class='bp-role'>{}</p>", member.role.value.capitalize())


def _who(member: Member) -> None:
    about = joined(" · ", [part("<bdi>{}</bdi>", word) for word in (member.organisation, member.email) if word])
    draw(
        "<p class='bp-person'><bdi class='bp-name'>{}</bdi><span class='bp-facts'>{}</span></p>",
        member.name,
        about,
    )


def _change(workbench: Workbench, actor_id: str | None, member: Member) -> None:
    key = f"role-{member.person_id}-{member.role}"
    st.selectbox(
        f"Role of {member.name}",
        [*Role],
        index=[*Role].index(member.role),
        format_func=lambda role: role.value.capitalize(),
        label_visibility="collapsed",
        key=key,
        width=150,
        on_change=_change_role,
        args=(workbench, actor_id, member, key),
    )
    with st.popover("Remove", type="tertiary", key=f"removing-{member.person_id}"):
        draw("<p>{} loses access to this convening. What they wrote stays, with their name.</p>", member.name)
        st.button(
            "Remove from the convening",
            key=f"remove-{member.person_id}",
            type="primary",
            on_click=_remove,
            args=(workbench, actor_id, member),
        )


def _change_role(workbench: Workbench, actor_id: str | None, member: Member, key: str) -> None:
    with flash.kept():
        role = Role(state.typed(key))
        state.set_widget(key, member.role)  # after a refusal the list shows the role as it is
        membership.change_role(workbench, actor_id, member.convening_id, member.person_id, role)
        flash.keep(f"{member.name} is {role.value} now.")


def _remove(workbench: Workbench, actor_id: str | None, member: Member) -> None:
    with flash.kept():
        membership.remove_member(workbench, actor_id, member.convening_id, member.person_id)
        flash.keep(f"{member.name} is no longer a member. To undo this, invite them again.")
