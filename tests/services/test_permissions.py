"""Who may do what, cell by cell: every verb × every role × strangers, against the services themselves.

A row names a verb, a column who tries it: `y` it is done, `-` it is refused to someone who may see the place, `?` the
thing is as if it were not there, `!` they are asked to sign in. `own` is the proposal's author, `author` another author
of the convening. What follows for everybody else (other convenings, removed, expired, disabled, deleted) is generated from
this table in `test_standings.py`.
"""

import copy
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from blueprint import services
from blueprint.domain.convenings import Role, Visibility
from blueprint.domain.errata import Erratum, ErratumKind
from blueprint.domain.errors import BlueprintError, NotAllowed, NotFound, NotSignedIn
from blueprint.domain.permissions import ALLOWED, Action
from blueprint.domain.principles import Stance
from blueprint.domain.proposals import Decision, Proposal
from blueprint.services.context import Workbench, open_workbench
from blueprint.services.convenings import convenings, invitations, membership
from blueprint.services.drafting import drafts, images, imports, proposals, revisions
from blueprint.services.library.images import read_image
from blueprint.services.publishing import collections, completion, editions, errata, preflight
from blueprint.services.review import decisions, tags, threads
from blueprint.services.updates import topics
from blueprint.settings import Settings
from tests.factories import Scene, make_scene
from tests.images import png

COLUMNS = ("convenor", "editor", "own", "author", "reviewer", "observer", "visitor", "outsider", "nobody")
TABLE = """
                        convenor editor own author reviewer observer visitor outsider nobody
read_convening             y       y     y    y       y        y        y       ?       !
list_members               y       y     y    y       y        y        y       ?       !
list_convening_events      y       y     y    y       y        y        y       ?       !
edit_convening             y       -     -    -       -        -        -       ?       !
invite                     y       -     -    -       -        -        -       ?       !
list_invitations           y       -     -    -       -        -        -       ?       !
withdraw_invitation        y       -     -    -       -        -        -       ?       !
change_role                y       -     -    -       -        -        -       ?       !
remove_member              y       -     -    -       -        -        -       ?       !
start_proposal             y       y     y    y       -        -        -       ?       !
import_text                y       y     y    y       -        -        -       ?       !
import_history             y       y     y    y       -        -        -       ?       !
list_proposals             y       y     y    y       y        y        y       ?       !
open_threads               y       y     y    y       y        y        y       ?       !
read_proposal              y       y     y    y       y        y        y       ?       !
read_revision              y       y     y    y       y        y        y       ?       !
list_revisions             y       y     y    y       y        y        y       ?       !
find_proposals             y       y     y    y       y        y        y       ?       !
find_revisions             y       y     y    y       y        y        y       ?       !
titles_in_events           y       y     y    y       y        y        y       ?       !
has_merged_others          y       y     y    y       y        y        y       ?       !
compare_revisions          y       y     y    y       y        y        y       ?       !
list_proposal_events       y       y     y    y       y        y        y       ?       !
save_draft                 y       y     y    -       -        -        -       ?       !
read_draft                 y       y     y    y       y        y        y       ?       !
subscribe                  y       y     y    y       y        y        y       ?       !
discard_draft              y       y     y    y       y        y        y       ?       !
save_revision              y       y     y    -       -        -        -       ?       !
restore_revision           y       y     y    -       -        -        -       ?       !
set_authors                y       y     y    -       -        -        -       ?       !
add_image                  y       y     y    -       -        -        -       ?       !
list_threads               y       y     y    y       y        y        y       ?       !
start_thread               y       y     y    y       y        -        -       ?       !
reply                      y       y     y    y       y        -        -       ?       !
edit_comment               -       -     -    -       y        -        -       ?       !
retract_comment            -       -     -    -       y        -        -       ?       !
place_thread               y       y     y    y       y        -        -       ?       !
resolve_thread             y       y     y    -       y        -        -       ?       !
reopen_thread              y       y     y    -       y        -        -       ?       !
list_tags                  y       y     y    y       y        y        y       ?       !
tag_proposal               y       y     -    -       -        -        -       ?       !
untag_proposal             y       y     -    -       -        -        -       ?       !
read_coverage              y       y     y    y       y        y        y       ?       !
available_decisions        y       y     y    y       y        y        y       ?       !
submit                     y       y     y    -       -        -        -       ?       !
return                     y       y     y    -       -        -        -       ?       !
adopt                      y       y     -    -       -        -        -       ?       !
withdraw                   y       y     y    -       -        -        -       ?       !
reopen                     y       y     -    -       -        -        -       ?       !
create_collection          y       y     -    -       -        -        -       ?       !
edit_collection            y       y     -    -       -        -        -       ?       !
list_collections           y       y     y    y       y        y        y       ?       !
read_collection            y       y     y    y       y        y        y       ?       !
publish_edition            y       y     -    -       -        -        -       ?       !
list_editions              y       y     y    y       y        y        y       ?       !
read_edition               y       y     y    y       y        y        y       ?       !
read_image                 y       y     y    y       y        y        y       ?       ?
stop_edition               y       y     -    -       -        -        -       ?       !
retry_edition              y       y     -    -       -        -        -       ?       !
check_collection           y       y     -    -       -        -        -       ?       !
add_erratum                y       y     -    -       -        -        -       ?       !
withdraw_erratum           y       y     -    -       -        -        -       ?       !
list_errata                y       y     y    y       y        y        y       ?       !
"""

ROWS = {line.split()[0]: line.split()[1:] for line in TABLE.splitlines() if len(line.split()) > len(COLUMNS)}


class Stage:
    """A convening in which everything is there to be acted on, in one state of a proposal's life."""

    def __init__(self, bench: Workbench, visibility: Visibility) -> None:
        self.bench, self.scene = bench, make_scene(bench, visibility)
        scene = self.scene
        self.home = scene.convening.id
        self.proposal: Proposal = scene.proposal("author")
        self.saved = scene.save(self.proposal, "Water is a right.\n\nPrices are set in public.\n")
        self.head = self.saved.number
        self.thread = threads.start_thread(
            bench, scene["reviewer"], self.proposal.id, revision=self.head, start=0, end=5, body="Why?"
        )
        words = {"title": "All of it", "foreword": "", "language": "en"}
        self.collection = collections.create_collection(bench, scene["editor"], self.home, **words)
        self.invitation = invitations.invite(bench, scene["convenor"], self.home, "new@example.org", Role.OBSERVER)

    def on_a_copy(self, folder: Path) -> "Stage":
        """The same stage on a copy of its database: setting each one up anew would take minutes in all."""
        shutil.copytree(self.bench.settings.data, folder)
        copied = copy.copy(self)
        copied.bench = open_workbench(Settings(data=folder))
        copied.scene = replace(self.scene, workbench=copied.bench)
        return copied

    def decided(self, *steps: Decision) -> None:
        """Bring the proposal along."""
        for step in steps:
            decisions.decide(self.bench, self.scene["convenor"], self.proposal.id, step)


Verb = Callable[[Stage, str | None], object]


def _edit_convening(s: Stage, a: str | None) -> object:
    return convenings.edit_convening(
        s.bench,
        a,
        s.home,
        title="Water",
        purpose="",
        visibility=s.scene.convening.visibility,
        starts_on=None,
        ends_on=None,
    )


def _edit_collection(s: Stage, a: str | None) -> object:
    words = {"title": "Some of it", "foreword": "", "language": "en"}
    return collections.edit_collection(s.bench, a, s.collection.id, **words, proposals=(s.proposal.id,))


@dataclass(frozen=True)
class PreparedVerb:
    """A verb before which those who may bring the stage along: `act` gets what `prepare` made."""

    prepare: Callable[[Stage], str]
    act: Callable[[Stage, str | None, str], object]

    def __call__(self, s: Stage, a: str | None) -> object:
        """Both, one after the other."""
        return self.act(s, a, self.prepare(s))


def _collected(s: Stage) -> str:
    """The id of the collection, with an adopted proposal in it."""
    s.decided(Decision.SUBMIT, Decision.ADOPT)
    _edit_collection(s, s.scene["editor"])
    return s.collection.id


def _waiting(s: Stage) -> str:
    """The id of an edition that waits to be built."""
    return editions.publish_edition(s.bench, s.scene["editor"], _collected(s)).id


def _stopped(s: Stage) -> str:
    """The id of an edition whose build was stopped."""
    edition_id = _waiting(s)
    editions.stop_edition(s.bench, s.scene["editor"], edition_id)
    return edition_id


def _out(s: Stage) -> str:
    """The id of an edition that is published."""
    edition_id = _waiting(s)
    completion.finish_edition(s.bench, edition_id, ())
    return edition_id


def _add_erratum(s: Stage, a: str | None, edition_id: str) -> Erratum:
    return errata.add_erratum(s.bench, a, edition_id, kind=ErratumKind.ERRATUM, body="It is 60.")


def _noted(s: Stage) -> str:
    return _add_erratum(s, s.scene["editor"], _out(s)).id


def _pictured(s: Stage) -> str:
    """The name of a picture of the proposal."""
    return images.add_image(s.bench, s.scene["author"], s.proposal.id, png()).rpartition("/")[2]


def _tag(s: Stage, a: str | None) -> object:
    return tags.tag_proposal(
        s.bench, a, s.proposal.id, principle="just", stance=Stance.ADVANCES, rationale="It shares what is scarce."
    )


def _save(s: Stage, a: str | None) -> object:
    return revisions.save_revision(s.bench, a, s.proposal.id, base=s.head, title="Water", markdown="Other words.")


def _draft(s: Stage, a: str | None) -> object:
    return drafts.save_draft(s.bench, a, s.proposal.id, base=s.head, title="W", markdown="Half a sen", sequence=1)


def _decision(step: Decision, *before: Decision) -> Verb:
    def prepare(s: Stage) -> str:
        s.decided(*before)
        return s.proposal.id

    return PreparedVerb(prepare, lambda s, a, proposal_id: decisions.decide(s.bench, a, proposal_id, step))


VERBS: dict[str, Verb] = {
    "read_convening": lambda s, a: convenings.read_convening(s.bench, a, s.home),
    "list_members": lambda s, a: membership.list_members(s.bench, a, s.home),
    "list_convening_events": lambda s, a: convenings.list_events(s.bench, a, s.home),
    "edit_convening": _edit_convening,
    "invite": lambda s, a: invitations.invite(s.bench, a, s.home, "another@example.org", Role.AUTHOR),
    "list_invitations": lambda s, a: invitations.list_invitations(s.bench, a, s.home),
    "withdraw_invitation": lambda s, a: invitations.withdraw_invitation(s.bench, a, s.invitation.invitation.id),
    "change_role": lambda s, a: membership.change_role(s.bench, a, s.home, s.scene["colleague"], Role.REVIEWER),
    "remove_member": lambda s, a: membership.remove_member(s.bench, a, s.home, s.scene["colleague"]),
    "start_proposal": lambda s, a: proposals.start_proposal(s.bench, a, s.home, title="New", language="en"),
    "import_text": lambda s, a: imports.import_text(
        s.bench, a, s.home, imports.read_file("a.md", b"# Hello\n"), language="en"
    ),
    "import_history": lambda s, a: imports.import_history(
        s.bench, a, s.home, title="Hello", language="en", states=(imports.read_file("a.md", b"# Hello\n"),)
    ),
    "list_proposals": lambda s, a: proposals.list_proposals(s.bench, a, s.home),
    "open_threads": lambda s, a: proposals.open_threads(s.bench, a, s.home),
    "read_proposal": lambda s, a: proposals.read_proposal(s.bench, a, s.proposal.id),
    "read_revision": lambda s, a: revisions.read_revision(s.bench, a, s.proposal.id),
    "list_revisions": lambda s, a: revisions.list_revisions(s.bench, a, s.proposal.id),
    "find_proposals": lambda s, a: proposals.find_proposals(s.bench, a, s.home, [s.proposal.id]),
    "find_revisions": lambda s, a: revisions.find_revisions(s.bench, a, s.proposal.id, [1]),
    "titles_in_events": lambda s, a: convenings.titles_in_events(
        s.bench, a, convenings.list_events(s.bench, s.scene["convenor"], s.home)
    ),
    "has_merged_others": lambda s, a: revisions.has_merged_others(s.bench, a, s.saved),
    "compare_revisions": lambda s, a: revisions.compare_revisions(s.bench, a, s.proposal.id, 1, 2),
    "list_proposal_events": lambda s, a: proposals.list_events(s.bench, a, s.proposal.id),
    "save_draft": _draft,
    "read_draft": lambda s, a: drafts.read_draft(s.bench, a, s.proposal.id) or "none yet",
    "subscribe": lambda s, a: topics.subscribe(s.bench, a, f"draft:{s.proposal.id}"),
    "discard_draft": lambda s, a: drafts.discard_draft(s.bench, a, s.proposal.id),
    "save_revision": _save,
    "restore_revision": lambda s, a: revisions.restore_revision(s.bench, a, s.proposal.id, 1, base=s.head),
    "set_authors": lambda s, a: proposals.set_authors(s.bench, a, s.proposal.id, (s.scene["author"],)),
    "add_image": lambda s, a: images.add_image(s.bench, a, s.proposal.id, png()),
    "list_threads": lambda s, a: threads.list_threads(s.bench, a, s.proposal.id, s.head),
    "start_thread": lambda s, a: threads.start_thread(s.bench, a, s.proposal.id, revision=1, start=3, end=8, body="Hm"),
    "reply": lambda s, a: threads.reply(s.bench, a, s.thread.id, "Because."),
    "edit_comment": lambda s, a: threads.edit_comment(s.bench, a, s.thread.comments[0].id, "Why so?"),
    "retract_comment": lambda s, a: threads.retract_comment(s.bench, a, s.thread.comments[0].id),
    "place_thread": lambda s, a: threads.place_thread(s.bench, a, s.thread.id, revision=s.head, start=6, end=8),
    "resolve_thread": lambda s, a: threads.resolve_thread(s.bench, a, s.thread.id),
    "reopen_thread": lambda s, a: threads.reopen_thread(s.bench, a, s.thread.id),
    "list_tags": lambda s, a: tags.list_tags(s.bench, a, s.proposal.id),
    "tag_proposal": _tag,
    "untag_proposal": lambda s, a: tags.untag_proposal(s.bench, a, s.proposal.id, "just"),
    "read_coverage": lambda s, a: tags.read_coverage(s.bench, a, s.home),
    "available_decisions": lambda s, a: decisions.available_decisions(s.bench, a, s.proposal.id),
    "submit": _decision(Decision.SUBMIT),
    "return": _decision(Decision.RETURN, Decision.SUBMIT),
    "adopt": _decision(Decision.ADOPT, Decision.SUBMIT),
    "withdraw": _decision(Decision.WITHDRAW),
    "reopen": _decision(Decision.REOPEN, Decision.WITHDRAW),
    "create_collection": lambda s, a: collections.create_collection(s.bench, a, s.home, title="New"),
    "edit_collection": _edit_collection,
    "list_collections": lambda s, a: collections.list_collections(s.bench, a, s.home),
    "read_collection": lambda s, a: collections.read_collection(s.bench, a, s.collection.id),
    "publish_edition": PreparedVerb(_collected, lambda s, a, of: editions.publish_edition(s.bench, a, of)),
    "stop_edition": PreparedVerb(_waiting, lambda s, a, edition: editions.stop_edition(s.bench, a, edition)),
    "retry_edition": PreparedVerb(_stopped, lambda s, a, edition: editions.retry_edition(s.bench, a, edition)),
    "read_edition": PreparedVerb(_waiting, lambda s, a, edition: editions.read_edition(s.bench, a, edition)),
    "read_image": PreparedVerb(_pictured, lambda s, a, name: read_image(s.bench, a, name)),
    "check_collection": lambda s, a: preflight.check_collection(s.bench, a, s.collection.id),
    "add_erratum": PreparedVerb(_out, _add_erratum),
    "withdraw_erratum": PreparedVerb(_noted, lambda s, a, note: errata.withdraw_erratum(s.bench, a, note)),
    "list_errata": lambda s, a: errata.list_errata(s.bench, a, s.collection.id),
    "list_editions": lambda s, a: editions.list_editions(s.bench, a, s.collection.id),
}
PREPARED_WITH_EVENTS = frozenset(
    {
        "return", "adopt", "reopen", "publish_edition", "stop_edition", "retry_edition", "read_edition", "read_image",
        "add_erratum", "withdraw_erratum",
    }
)  # fmt: skip
"""Verbs before which the stage itself does something that is recorded."""
_OUTCOMES: dict[str, type[BlueprintError]] = {"-": NotAllowed, "?": NotFound, "!": NotSignedIn}


def _actor(stage: Stage, column: str) -> str | None:
    """A visitor and an outsider are the same person: the convening's visibility tells them apart."""
    if column == "nobody":
        return None
    return stage.scene[{"own": "author", "author": "colleague", "visitor": "outsider"}.get(column, column)]


def test_the_table_is_whole() -> None:
    assert ROWS.keys() == VERBS.keys()
    assert set(ALLOWED) == set(Action)


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[Visibility, Stage]:
    """A stage for each visibility, to copy."""
    made = {}
    for visibility in Visibility:
        bench = open_workbench(Settings(data=tmp_path_factory.mktemp(visibility.value)))
        made[visibility] = Stage(bench, visibility)
        bench.close()
    return made


@pytest.fixture
def stage(stages: dict[Visibility, Stage], column: str, tmp_path: Path) -> Iterator[Stage]:
    """A stage of one's own."""
    visibility = Visibility.ACCOUNTS if column == "visitor" else Visibility.MEMBERS
    stage = stages[visibility].on_a_copy(tmp_path / "data")
    yield stage
    stage.bench.close()


@pytest.mark.xdist_group("permissions")
@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("verb", VERBS)
def test_an_actor_and_a_verb(stage: Stage, verb: str, column: str) -> None:
    actor_id, expected = _actor(stage, column), ROWS[verb][COLUMNS.index(column)]
    before = _events(stage.bench)
    if expected == "y":
        VERBS[verb](stage, actor_id)
        return
    with pytest.raises(_OUTCOMES[expected]):
        VERBS[verb](stage, actor_id)
    assert verb in PREPARED_WITH_EVENTS or _events(stage.bench) == before


def test_nobody_learns_whether_a_thing_is_there(sqlite_scene: Scene) -> None:
    bench = sqlite_scene.workbench
    for read in (
        convenings.read_convening,
        proposals.read_proposal,
        collections.read_collection,
        editions.read_edition,
    ):
        for actor_id, error in (
            (None, NotSignedIn),
            ("no-such-person", NotSignedIn),
            (sqlite_scene["steward"], NotFound),
        ):
            with pytest.raises(error):
                read(bench, actor_id, "none")
    with pytest.raises(NotSignedIn):
        threads.reply(bench, None, "none", "Why?")
    with pytest.raises(NotSignedIn):
        threads.edit_comment(bench, None, "none", "Why?")


def test_a_convening_needs_a_steward_or_a_convenor(sqlite_scene: Scene) -> None:
    bench = sqlite_scene.workbench
    for who in ("steward", "convenor"):
        assert convenings.create_convening(bench, sqlite_scene[who], title="Land", purpose="")
    for who in ("editor", "author", "reviewer", "observer", "outsider"):
        with pytest.raises(NotAllowed):
            convenings.create_convening(bench, sqlite_scene[who], title="Land", purpose="")
    with pytest.raises(NotSignedIn):
        convenings.create_convening(bench, None, title="Land", purpose="")


def test_who_was_removed_is_out_even_as_author(sqlite_scene: Scene) -> None:
    bench, proposal = sqlite_scene.workbench, sqlite_scene.proposal("author")
    membership.remove_member(bench, sqlite_scene["convenor"], sqlite_scene.convening.id, sqlite_scene["author"])
    with pytest.raises(NotFound):
        revisions.read_revision(bench, sqlite_scene["author"], proposal.id)


def test_emails_are_for_convenors(sqlite_scene: Scene) -> None:
    bench, home = sqlite_scene.workbench, sqlite_scene.convening.id
    assert all(m.email for m in membership.list_members(bench, sqlite_scene["convenor"], home))
    assert not any(m.email for m in membership.list_members(bench, sqlite_scene["editor"], home))


def test_invited_addresses_are_for_convenors(sqlite_scene: Scene) -> None:
    bench, home = sqlite_scene.workbench, sqlite_scene.convening.id
    invitations.invite(bench, sqlite_scene["convenor"], home, "secret@example.org", Role.AUTHOR)
    assert "secret@" in str(convenings.list_events(bench, sqlite_scene["convenor"], home))
    assert "secret@" not in str(convenings.list_events(bench, sqlite_scene["editor"], home))


def _events(bench: Workbench) -> int:
    from blueprint.storage import events

    with bench.database.read_transaction() as session:
        return len(events.everything(session))


def test_every_verb_of_the_services_is_in_the_table() -> None:
    """A new use case that takes an actor must get a row, or a reason here."""
    from tests.services.test_standings import ACCOUNT_VERBS

    of_accounts = set(ACCOUNT_VERBS)  # each with a row in the table of standings
    apart = {"decide"}  # which each decision above calls
    found = {
        line.split("def ")[1].split("(")[0]
        for file in Path(services.__file__).parent.rglob("*/*.py")
        for line in file.read_text(encoding="utf-8").replace("(\n", "(").splitlines()
        if line.startswith("def ") and not line.startswith("def _") and "actor_id: str | None" in line
    }
    twice = {"list_events"}  # of a convening and of a proposal, each with a row
    assert found - set(VERBS) - of_accounts - apart - twice == set()
