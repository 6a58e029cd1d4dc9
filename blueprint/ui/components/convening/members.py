"""The people in a convening, and for convenors their roles."""

import streamlit as st

from blueprint.domain.convenings import Convening, Member, Role
from blueprint.domain.permissions import Action, Actor, may
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench
from blueprint.services.convenings import membership
from blueprint.ui.components.heading import subheading
from blueprint.ui.components.more import more, shown_of
from blueprint.ui.html.escape import label
from blueprint.ui.html.markup import draw, draw_inline, joined, part, sentence
from blueprint.ui.session import flash, state
from blueprint.ui.viewmodels.roles import ROLE_WORDS, role_name


def members(workbench: Workbench, convening: Convening, actor: Actor) -> None:
    """Draw everyone with their role; those who may change it get a list of roles and a button."""
    subheading(_("Members"))
    changing = may(actor, Action.CHANGE_MEMBERS)
    name = f"members-{convening.id}"
    found = membership.list_members(workbench, actor.person_id, convening.id, shown_of(name))
    with st.container(key="bp-list-members", gap=None):
        for member in found:
            with st.container(key=f"bp-row-{member.person_id}", horizontal=True, vertical_alignment="center"):
                _who(member)
                if changing:
                    _controls(workbench, actor.person_id, member)
                else:
                    draw_inline("<p class='bp-role'>{}</p>", role_name(member.role))
    more(name, found)


def _who(member: Member) -> None:
    state = "" if member.enabled else _("account disabled")
    about = joined(" · ", [part("<bdi>{}</bdi>", word) for word in (member.organisation, member.email, state) if word])
    draw(
        "<p class='bp-person'><bdi class='bp-name'>{}</bdi><span class='bp-facts'>{}</span></p>",
        member.name,
        about,
    )


def _controls(workbench: Workbench, actor_id: str | None, member: Member) -> None:
    key = f"role-{member.person_id}-{member.role}"
    st.selectbox(
        label("Role of {name}", name=member.name),
        [*Role],
        index=[*Role].index(member.role),
        format_func=role_name,
        placeholder=_("Choose a role"),
        label_visibility="collapsed",
        key=key,
        width=150,
        on_change=_change_role,
        args=(workbench, actor_id, member, key),
    )
    with st.popover(_("Remove"), type="tertiary", key=f"removing-{member.person_id}"):
        message = _("{name} loses access to this convening. What they wrote stays, with their name.")
        draw("<p>{}</p>", sentence(message, name=part("<bdi>{}</bdi>", member.name)))
        st.button(
            _("Remove from the convening"),
            key=f"remove-{member.person_id}",
            type="primary",
            on_click=_remove,
            args=(workbench, actor_id, member),
        )


def _change_role(workbench: Workbench, actor_id: str | None, member: Member, key: str) -> None:
    with flash.defer_errors():
        role = Role(state.widget_text(key))
        state.set_widget(key, member.role)  # after a refusal the list shows the role as it is
        membership.change_role(workbench, actor_id, member.convening_id, member.person_id, role)
        flash.confirm(_(ROLE_WORDS[role].changed, name=member.name))


def _remove(workbench: Workbench, actor_id: str | None, member: Member) -> None:
    with flash.defer_errors():
        membership.remove_member(workbench, actor_id, member.convening_id, member.person_id)
        flash.confirm(_("{name} is no longer a member. To undo this, invite them again.", name=member.name))
