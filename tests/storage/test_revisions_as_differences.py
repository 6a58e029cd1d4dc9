"""Databases from before revisions were stored as differences lose nothing when they are migrated, there and back."""

import json
from typing import Any

import pytest
import sqlalchemy as sa

from blueprint.domain.people import Person
from blueprint.domain.revisions import Revision
from blueprint.domain.threads import Placement, PlacementStatus
from blueprint.services.drafting import revisions
from blueprint.services.drafting.next_revision import next_revision
from blueprint.services.drafting.placements import next_placements, placement_of
from blueprint.services.review import threads
from blueprint.storage import schema
from tests.factories import Scene

HEADING, WATER, TOWNS = (
    "## Water belongs to everyone",
    "Every household has fifty litres a day.",
    "Towns own the pipes.",
)
ARABIC, TAMIL = "الماء حق للجميع، ولا يملكه أحد. 💧", "நீர் எல்லோருக்கும் சொந்தம். யாரும் விற்க முடியாது."
LIST = "1. A council sets the prices.\n2. It meets four times a year.\r\n\r\n> Water is life 🌊, and not for sale."
FIRST = [HEADING, WATER, TOWNS, ARABIC, TAMIL, LIST]
OLD_PLACEMENT = [name for name in Placement.model_fields if name not in {"near_lineage", "near_start"}]


def texts() -> list[str]:
    """The states of a text: edited, pushed down, moved, split, deleted, restored, and then long edited elsewhere."""
    rewritten = WATER.replace("fifty", "a hundred")
    states = [
        FIRST,
        ["Preamble.", *FIRST],
        [HEADING, rewritten, TOWNS, ARABIC, TAMIL, LIST],
        [HEADING, TAMIL, rewritten, TOWNS, ARABIC, LIST],
        [HEADING, TAMIL, rewritten, ARABIC, LIST],
        [HEADING, "Added before. " + TAMIL, rewritten, ARABIC, LIST, TOWNS],
        [HEADING, "Added before.", TAMIL, rewritten + " " + ARABIC, LIST, TOWNS],
        [HEADING, TAMIL, LIST, TOWNS],
    ]
    states += [[f"In the year {2000 + at}.", *states[-1], f"The end, {at}."] for at in range(30)]
    return ["\n\n".join(state) + "\n" for state in states]


def history(first: Revision, person: Person) -> list[Revision]:
    found = [first]
    for number, markdown in enumerate(texts()[1:], 2):
        found.append(next_revision(found[-1], first.title, markdown, f"State {number}", person, first.saved_at))
    return found


def carried(states: list[Revision]) -> dict[str, list[Placement]]:
    """A placement of each thread on each revision since it was started; one was placed by hand meanwhile."""
    found = {}
    started = [(1, WATER), (1, TOWNS), (1, "فرد"), (1, TAMIL[:12]), (1, "🌊"), (4, "hundred litres"), (20, "for sale")]
    for at, (number, words) in enumerate(started):
        origin = states[number - 1]
        start = max(0, origin.markdown.find(words))
        placements = [placement_of(origin, start, start + len(words), method="made here")]
        for before, after in zip(states[number - 1 :], states[number:], strict=False):
            placements.append(next_placements({"": placements[-1]}, before, after)[""])
            if at == 0 and after.number == 12:
                placements[-1] = placement_of(after, 0, 8, method="by hand", by=origin.saved_by)
        found[f"thread{at}"] = placements
    return found


def insert(scene: Scene, table: str, *rows: dict[str, Any]) -> None:
    names = list(rows[0])
    columns, values = ", ".join(f'"{name}"' for name in names), ", ".join(f":{name}" for name in names)
    with scene.workbench.database.engine.begin() as connection:
        connection.execute(sa.text(f"INSERT INTO {table} ({columns}) VALUES ({values})"), list(rows))  # noqa: S608 our words


def insert_old(scene: Scene, states: list[Revision], placed: dict[str, list[Placement]]) -> None:
    """As 0007 stores them."""
    fields = [state.model_dump(mode="python", exclude={"saved_by_name"}) for state in states[1:]]
    insert(scene, "revision", *({**row, "paragraphs": json.dumps(row["paragraphs"])} for row in fields))
    for thread_id, placements in placed.items():
        first = placements[0]
        anchor = {"revision": first.revision, "lineage": first.lineage, "start": first.start, "end": first.end}
        words = {"exact": first.exact, "prefix": "", "suffix": ""}
        by = {"started_by": states[0].saved_by, "started_at": states[0].saved_at}
        insert(scene, "thread", {"id": thread_id, "proposal_id": states[0].proposal_id, **anchor, **words, **by})
        rows = [placement.model_dump(include=set(OLD_PLACEMENT)) for placement in placements]
        insert(scene, "placement", *({"thread_id": thread_id, **row} for row in rows))


def old_rows(scene: Scene) -> list[list[tuple[Any, ...]]]:
    """What 0007 has of revisions and placements."""
    columns = ", ".join(f'"{name}"' for name in OLD_PLACEMENT)
    queries = (
        "SELECT proposal_id, number, title, markdown, content_hash, paragraphs FROM revision ORDER BY 1, 2",
        f"SELECT thread_id, {columns} FROM placement ORDER BY 1, 2",  # noqa: S608 our words
    )
    with scene.workbench.database.engine.connect() as connection:
        found, placements = ([tuple(row) for row in connection.execute(sa.text(query))] for query in queries)
    return [[(*row[:-1], json.loads(row[-1]) if isinstance(row[-1], str) else row[-1]) for row in found], placements]


@pytest.fixture
def states(scene: Scene) -> list[Revision]:
    proposal = scene.proposal(markdown=texts()[0])
    first = revisions.read_revision(scene.workbench, scene["author"], proposal.id)
    return history(first, scene.people["author"])


def placements_now(scene: Scene, proposal_id: str, number: int) -> dict[str, Placement]:
    found = threads.list_threads(scene.workbench, scene["author"], proposal_id, number)
    return {thread.id: thread.placement for thread in found}


def test_every_text_paragraph_and_placement_is_what_it_was(scene: Scene, states: list[Revision]) -> None:
    bench, me, placed = scene.workbench, scene["author"], carried(states)
    statuses = {placement.status for placements in placed.values() for placement in placements}
    assert statuses >= {PlacementStatus.UNCHANGED, PlacementStatus.EDITED, PlacementStatus.MOVED, PlacementStatus.GONE}
    schema.downgrade(bench.database, "0007")
    insert_old(scene, states, placed)
    before = old_rows(scene)
    schema.upgrade(bench.database)
    for state in states:
        assert revisions.read_revision(bench, me, state.proposal_id, state.number) == state
        expected = {
            thread_id: next((one for one in placements if one.revision == state.number), placements[0])
            for thread_id, placements in placed.items()
        }
        assert placements_now(scene, state.proposal_id, state.number) == expected
    with bench.database.engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT count(*) FROM placement")).scalar_one()
    assert rows < len(before[1]) / 4
    schema.downgrade(bench.database, "0007")
    assert old_rows(scene) == before


def test_a_text_from_before_goes_on(scene: Scene, states: list[Revision]) -> None:
    bench, me, proposal_id = scene.workbench, scene["author"], states[0].proposal_id
    placed = carried(states)
    schema.downgrade(bench.database, "0007")
    insert_old(scene, states, placed)
    with bench.database.engine.begin() as connection:
        connection.execute(sa.text("UPDATE proposal SET head = :head"), {"head": len(states)})
    schema.upgrade(bench.database)
    title = states[0].title
    saved = revisions.save_revision(bench, me, proposal_id, base=len(states), title=title, markdown=texts()[0])
    lineage = {saved.markdown[span.start : span.end]: span.lineage for span in saved.paragraphs}
    former = {text: span.lineage for state in states[:-1] for text, span in state.spans_by_text.items()}
    assert lineage[ARABIC] == former[ARABIC], "deleted long ago, and restored"
    assert lineage[WATER] == former[WATER]
    assert placements_now(scene, proposal_id, saved.number)["thread1"].exact == TOWNS
    assert revisions.read_revision(bench, me, proposal_id, saved.number) == saved
