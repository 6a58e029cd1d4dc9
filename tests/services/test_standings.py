"""Who may do what, for everybody whose standing has changed or is elsewhere: every verb × every standing, generated.

`test_permissions.py` has the table for the members of a convening. From it follows what all others may: who takes part
elsewhere, or did here, is a visitor or an outsider; who is signed out, disabled or deleted is nobody, whatever their role.
Verbs of accounts, which belong to no convening, have a table of their own here.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from blueprint.domain.convenings import Convening, Role, Visibility
from blueprint.domain.errors import BlueprintError, Invalid, LinkSpent, NotAllowed, NotFound, NotSignedIn
from blueprint.domain.people import Profile
from blueprint.services.accounts import (
    account,
    browser_sessions,
    browser_storage,
    deletion,
    one_time_links,
    operator,
    personal_data,
    sign_in,
    standing,
)
from blueprint.services.context import Workbench, open_workbench
from blueprint.services.convenings import convenings, invitations, membership
from blueprint.services.drafting import drafts, proposals
from blueprint.settings import Settings
from tests.factories import add_person, join
from tests.services.test_permissions import COLUMNS, ROWS, VERBS, PreparedVerb, Stage

MEMBERS = (*(role.value for role in Role), "own")
"""What somebody was before their standing changed; `own` is an author of the proposal."""
CHANGES = ("elsewhere", "removed", "expired", "disabled", "deleted")
STANDINGS = (
    "nobody", "outsider", "other-steward", "expired-steward", "disabled-steward", "deleted-steward",
    *(f"{change}-{member}" for change, member in product(CHANGES, MEMBERS)),
)  # fmt: skip
OUTCOMES: dict[str, tuple[type[BlueprintError], ...]] = {
    "-": (NotAllowed,), "?": (NotFound,), "!": (NotSignedIn,), "x": (Invalid, LinkSpent),
}  # fmt: skip
LATER = timedelta(days=400)
"""After which every session and link has run out."""


def column(standing: str, visibility: Visibility) -> str:
    """The column of the table of members that says what somebody of this standing may do."""
    if standing == "nobody" or standing.startswith(("expired", "disabled", "deleted")):
        return "nobody"
    return "visitor" if visibility is Visibility.ACCOUNTS else "outsider"


class Everybody:
    """A stage with a person of every standing; `actors` are their ids, None where no session says who they are."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.actors = stage, dict[str, str | None]()
        bench, scene = stage.bench, stage.scene
        self.other = convenings.create_convening(bench, scene["steward"], title="Land", purpose="")
        for standing_ in STANDINGS:
            change, _dash, member = standing_.partition("-")
            if change in CHANGES and member != "steward":
                self._join(standing_, change, member)
        proposals.set_authors(
            bench, scene["editor"], stage.proposal.id,
            (scene["author"], *(scene[one] for one in STANDINGS if one.endswith("-own") and "elsewhere" not in one)),
        )  # fmt: skip
        for change in ("other", "expired", "disabled", "deleted"):
            scene.people[f"{change}-steward"] = add_person(bench, f"{change}-steward", steward=True)
        self.actors = {one: self._changed(one) for one in STANDINGS}

    def _join(self, name: str, change: str, member: str) -> None:
        """Make somebody a member here; `elsewhere` of the other convening."""
        scene, role = self.stage.scene, Role.AUTHOR if member == "own" else Role(member)
        if change == "elsewhere":
            join(replace(scene, convening=self.other), name, role)
        else:
            join(scene, name, role)

    def _changed(self, name: str) -> str | None:
        """Bring about what became of somebody; the id that they act by from then on."""
        bench, scene = self.stage.bench, self.stage.scene
        if name == "nobody":
            return None
        email = f"{name}@example.org"
        if name.startswith("expired"):
            token = sign_in.sign_in_by_link(bench, one_time_links.link_to_sign_in(bench, email), "")
            found = browser_sessions.signed_in(replace(bench, now=lambda: bench.now() + LATER), token)
            return found.person.id if found else None
        if name.startswith("removed"):
            membership.remove_member(bench, scene["convenor"], self.stage.home, scene[name])
        if name.startswith("disabled"):
            operator.disable(bench, email)
        if name.startswith("deleted"):
            operator.delete(bench, email, "Reed warbler")
        return scene[name]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[Visibility, Everybody]:
    """Everybody, at a convening of each visibility, to copy."""
    made = {}
    for visibility in Visibility:
        bench = open_workbench(Settings(data=tmp_path_factory.mktemp(f"all-{visibility.value}")))
        made[visibility] = Everybody(Stage(bench, visibility))
        bench.close()
    return made


@pytest.fixture(scope="module")
def shared(
    whole: dict[Visibility, Everybody], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[Visibility, Stage]]:
    """A copy of each for all verbs that change nothing: these people read at most."""
    stages = {one: found.stage.on_a_copy(tmp_path_factory.mktemp("shared") / "data") for one, found in whole.items()}
    yield stages
    for stage in stages.values():
        stage.bench.close()


def outcome(attempt: Callable[[], object]) -> str:
    """The letter of what came of it; the error's name for one that no letter stands for."""
    try:
        attempt()
    except BlueprintError as error:
        return next((letter for letter, kinds in OUTCOMES.items() if isinstance(error, kinds)), type(error).__name__)
    return "y"


@pytest.mark.xdist_group("permissions")
@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("name", VERBS)
def test_a_verb_and_every_standing(
    whole: dict[Visibility, Everybody],
    shared: dict[Visibility, Stage],
    name: str,
    visibility: Visibility,
    tmp_path: Path,
) -> None:
    verb, stage = VERBS[name], shared[visibility]
    if isinstance(verb, PreparedVerb):
        stage = whole[visibility].stage.on_a_copy(tmp_path / "data")
    prepared = verb.prepare(stage) if isinstance(verb, PreparedVerb) else ""
    before = _events(stage.bench)
    found = {}
    for one, actor_id in whole[visibility].actors.items():
        act = verb.act if isinstance(verb, PreparedVerb) else None
        found[one] = outcome(
            lambda act=act, actor_id=actor_id: act(stage, actor_id, prepared) if act else verb(stage, actor_id)
        )
    assert found == {one: ROWS[name][COLUMNS.index(column(one, visibility))] for one in STANDINGS}
    assert _events(stage.bench) == before
    if isinstance(verb, PreparedVerb):
        stage.bench.close()


def _events(bench: Workbench) -> int:
    from blueprint.storage import events

    with bench.database.read_transaction() as session:
        return len(events.everything(session, most=100_000))


# Accounts


ACCOUNT_COLUMNS = ("person", "convenor", "steward", "nobody", "expired", "disabled", "deleted")
ACCOUNT_TABLE = """
                       person convenor steward nobody expired disabled deleted
read_account              y       y       y       !       !       !       !
change_profile            y       y       y       !       !       !       !
change_password           y       y       y       !       !       !       !
sessions                  y       y       y       !       !       !       !
end_session               y       y       y       !       !       !       !
end_anothers_session      ?       ?       ?       !       !       !       !
sign_out_everywhere       y       y       y       !       !       !       !
storage_key               y       y       y       !       !       !       !
export_personal_data      y       y       y       !       !       !       !
require_deletable         y       x       x       !       !       !       !
delete_account            y       x       x       !       !       !       !
may_create_convening      y       y       y       !       !       !       !
create_convening          -       y       y       !       !       !       !
list_convenings           y       y       y       !       !       !       !
accept_invitation         y       y       y       !       !       !       !
accept_spent_invitation   x       x       x       !       !       !       !
my_proposals              y       y       y       !       !       !       !
my_drafts                 y       y       y       !       !       !       !
my_convenings             y       y       y       !       !       !       !
my_roles                  y       y       y       !       !       !       !
latest_events             y       y       y       !       !       !       !
proposals_to_answer       y       y       y       !       !       !       !
proposals_to_review       y       y       y       !       !       !       !
list_accounts             -       -       y       !       !       !       !
disable_account           -       -       y       !       !       !       !
enable_account            -       -       y       !       !       !       !
appoint_steward           -       -       y       !       !       !       !
"""
"""`x` is a refusal that says what to do first: the only convenor, the only steward, a link that is spent."""
ACCOUNT_ROWS = {line.split()[0]: line.split()[1:] for line in ACCOUNT_TABLE.splitlines() if len(line.split()) == 8}


class Town:
    """People of every standing of an account, with a convening that one of them convenes alone."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.people = {name: add_person(bench, name, steward=name == "steward") for name in ACCOUNT_COLUMNS}
        self.neighbour = add_person(bench, "neighbour")
        self.convening: Convening = convenings.create_convening(
            bench, self.people["steward"].id, title="Water", purpose=""
        )
        home, steward = self.convening.id, self.people["steward"].id
        self.tokens = {name: self._token(name) for name in (*ACCOUNT_COLUMNS, "neighbour")}
        convenor = self.people["convenor"]
        link = invitations.invite(bench, steward, home, convenor.email, Role.CONVENOR).link.rpartition("/")[2]
        invitations.accept_invitation(bench, convenor.id, link)
        membership.change_role(bench, convenor.id, home, steward, Role.OBSERVER)
        land = convenings.create_convening(bench, steward, title="Land", purpose="")
        self.invitation, self.spent = (
            invitations.invite(bench, steward, land.id, f"new-{n}@example.org", Role.AUTHOR) for n in range(2)
        )
        membership.change_role(bench, steward, land.id, self._second(land), Role.CONVENOR)
        membership.remove_member(bench, self.neighbour.id, land.id, steward)
        invitations.withdraw_invitation(bench, self.neighbour.id, self.spent.invitation.id)
        operator.disable(bench, "disabled@example.org")
        operator.delete(bench, "deleted@example.org", None)

    def _second(self, convening: Convening) -> str:
        steward = self.people["steward"].id
        link = invitations.invite(self.bench, steward, convening.id, self.neighbour.email, Role.EDITOR).link
        invitations.accept_invitation(self.bench, self.neighbour.id, link.rpartition("/")[2])
        return self.neighbour.id

    def _token(self, name: str) -> str:
        email = f"{name}@example.org"
        return sign_in.sign_in_by_link(self.bench, one_time_links.link_to_sign_in(self.bench, email), name)

    def actor(self, column: str) -> str | None:
        """The id by which somebody acts; None where no session says who they are."""
        if column == "nobody":
            return None
        if column != "expired":
            return self.people[column].id
        late = replace(self.bench, now=lambda: self.bench.now() + LATER)
        found = browser_sessions.signed_in(late, self.tokens[column])
        return found.person.id if found else None

    def session_of(self, name: str) -> str:
        """The id of a session of somebody; a made-up one where it has ended."""
        found = browser_sessions.signed_in(self.bench, self.tokens[name])
        return found.session_id if found else "ended"


def _export(t: Town, a: str | None) -> object:
    return personal_data.export_personal_data(t.bench, a).close()


def _end_own(t: Town, a: str | None) -> object:
    own = next((name for name, person in t.people.items() if person.id == a), "expired")
    return browser_sessions.end_session(t.bench, a, t.session_of(own))


ACCOUNT_VERBS: dict[str, Callable[[Town, str | None], object]] = {
    "read_account": lambda t, a: account.read_account(t.bench, a),
    "change_profile": lambda t, a: account.change_profile(t.bench, a, Profile(name="Nia")),
    "change_password": lambda t, a: account.change_password(t.bench, a, "four rivers meet here"),
    "sessions": lambda t, a: browser_sessions.sessions(t.bench, a),
    "end_session": _end_own,
    "end_anothers_session": lambda t, a: browser_sessions.end_session(t.bench, a, t.session_of("neighbour")),
    "sign_out_everywhere": lambda t, a: browser_sessions.sign_out_everywhere(t.bench, a),
    "storage_key": lambda t, a: browser_storage.storage_key(t.bench, a),
    "export_personal_data": _export,
    "require_deletable": lambda t, a: deletion.require_deletable(t.bench, a),
    "delete_account": lambda t, a: deletion.delete_account(t.bench, a, pseudonym="Reed warbler"),
    "may_create_convening": lambda t, a: convenings.may_create_convening(t.bench, a),
    "create_convening": lambda t, a: convenings.create_convening(t.bench, a, title="Sea", purpose=""),
    "list_convenings": lambda t, a: convenings.list_convenings(t.bench, a),
    "accept_invitation": lambda t, a: invitations.accept_invitation(t.bench, a, t.invitation.link.rpartition("/")[2]),
    "accept_spent_invitation": lambda t, a: invitations.accept_invitation(t.bench, a, t.spent.link.rpartition("/")[2]),
    "my_proposals": lambda t, a: proposals.my_proposals(t.bench, a),
    "my_drafts": lambda t, a: drafts.my_drafts(t.bench, a),
    "my_convenings": lambda t, a: convenings.my_convenings(t.bench, a),
    "my_roles": lambda t, a: convenings.my_roles(t.bench, a),
    "latest_events": lambda t, a: convenings.latest_events(t.bench, a, 8, 3),
    "proposals_to_answer": lambda t, a: proposals.proposals_to_answer(t.bench, a),
    "proposals_to_review": lambda t, a: proposals.proposals_to_review(t.bench, a, [Role.REVIEWER]),
    "list_accounts": lambda t, a: standing.list_accounts(t.bench, a),
    "disable_account": lambda t, a: standing.disable_account(t.bench, a, t.neighbour.id),
    "enable_account": lambda t, a: standing.enable_account(t.bench, a, t.people["disabled"].id),
    "appoint_steward": lambda t, a: standing.appoint_steward(t.bench, a, t.neighbour.id),
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """To copy."""
    bench = open_workbench(Settings(data=tmp_path_factory.mktemp("town")))
    made = Town(bench)
    bench.close()
    return made


@pytest.mark.xdist_group("permissions")
@pytest.mark.parametrize("verb", ACCOUNT_VERBS)
def test_a_verb_of_accounts_and_every_standing(town: Town, verb: str, tmp_path: Path) -> None:
    found = []
    for name in ACCOUNT_COLUMNS:
        at = _copied(town, tmp_path / name)
        found.append(outcome(lambda at=at, name=name: ACCOUNT_VERBS[verb](at, at.actor(name))))
        at.bench.close()
    assert found == ACCOUNT_ROWS[verb]


def _copied(town: Town, folder: Path) -> Town:
    import copy
    import shutil

    shutil.copytree(town.bench.settings.data, folder)
    copied = copy.copy(town)
    copied.bench = open_workbench(Settings(data=folder))
    return copied


def test_the_table_of_accounts_is_whole() -> None:
    assert ACCOUNT_ROWS.keys() == ACCOUNT_VERBS.keys()


def test_links_that_have_run_out_let_nobody_in(sqlite_bench: Workbench) -> None:
    bench = sqlite_bench
    person = add_person(bench, "nia", steward=True)
    land = convenings.create_convening(bench, person.id, title="Land", purpose="")
    link = one_time_links.link_to_sign_in(bench, person.email)
    invited = invitations.invite(bench, person.id, land.id, "new@example.org", Role.AUTHOR).link.rpartition("/")[2]
    late = replace(bench, now=lambda: bench.now() + LATER)
    attempts: dict[str, Callable[[], object]] = {
        "sign in": lambda: sign_in.sign_in_by_link(late, link, ""),
        "read": lambda: invitations.read_invitation(late, invited),
        "accept": lambda: invitations.accept_invitation(late, person.id, invited),
        "accept as new": lambda: invitations.accept_as_new(late, invited, "N", "four rivers meet here", ""),
    }
    assert {name: outcome(attempt) for name, attempt in attempts.items()} == dict.fromkeys(attempts, "x")
    assert one_time_links.person_of_link(late, link) is None
