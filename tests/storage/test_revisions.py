"""Stored revisions: read in a bounded number of rows, and refused with a sentence when their bytes are damaged."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from blueprint.domain.errors import Damaged
from blueprint.domain.proposals import Proposal
from blueprint.domain.revisions import Revision, content_hash
from blueprint.services.drafting import revisions
from blueprint.services.review import threads
from blueprint.storage import proposals
from blueprint.storage import revisions as stored
from tests.factories import TEXT, Scene


def with_revisions(scene: Scene, count: int) -> Proposal:
    """A proposal with so many revisions, stored without a save: each has another year."""
    proposal = scene.proposal()
    with scene.workbench.database.transaction() as session:
        first = stored.get(session, proposal.id, 1)
        assert first is not None
        for number in range(2, count + 1):
            later = _later(first, number)
            stored.add(session, later, stored.compressed(session, later))
            proposals.set_head(session, later)
    return proposal


def _later(first: Revision, number: int) -> Revision:
    markdown = first.markdown.replace("four times a year", f"in the year {2000 + number}")
    hash_ = content_hash(first.title, first.language, markdown)
    return first.model_copy(update={"number": number, "markdown": markdown, "content_hash": hash_})


@contextmanager
def contents_read(scene: Scene) -> Iterator[list[int]]:
    """The numbers of all revisions whose content is read meanwhile."""
    found: list[int] = []
    engine = scene.workbench.database.engine

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if "revision.content" in statement:
            values = parameters.values() if isinstance(parameters, dict) else parameters
            found.extend(value for value in values if isinstance(value, int))

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def damage(scene: Scene, proposal: Proposal, number: int, **fields: object) -> None:
    changed = ", ".join(f"{name} = :{name}" for name in fields)
    with scene.workbench.database.transaction() as session:
        session.execute(
            sa.text(f"UPDATE revision SET {changed} WHERE proposal_id = :id AND number = :number"),  # noqa: S608 our words
            {**fields, "id": proposal.id, "number": number},
        )


def content(scene: Scene, proposal: Proposal, number: int) -> bytes:
    with scene.workbench.database.read_transaction() as session:
        query = sa.text("SELECT content FROM revision WHERE proposal_id = :id AND number = :number")
        return bytes(session.execute(query, {"id": proposal.id, "number": number}).scalar_one())


def test_a_late_revision_is_read_in_few_rows(scene: Scene) -> None:
    proposal = with_revisions(scene, 300)
    with contents_read(scene) as read:
        late = revisions.read_revision(scene.workbench, scene["author"], proposal.id, 300)
    assert "in the year 2300" in late.markdown
    assert sorted(set(read)) == [257, 273, 289, *range(290, 301)]
    with contents_read(scene) as read:
        revisions.compare_revisions(scene.workbench, scene["author"], proposal.id, 2, 290)
    assert len(set(read)) <= 2 * 31


def test_a_save_reads_no_more_of_a_long_history_than_of_a_short_one(scene: Scene) -> None:
    proposal = with_revisions(scene, 300)
    first = revisions.read_revision(scene.workbench, scene["author"], proposal.id, 1)
    with contents_read(scene) as read:
        saved = scene.save(proposal, first.markdown + "\nA paragraph that may have been there before.\n")
    assert saved.number == 301
    assert set(read) == {257, 273, 289, *range(290, 301)}


def test_revisions_are_read_in_order_as_they_are_one_by_one(scene: Scene) -> None:
    proposal = with_revisions(scene, 100)
    with scene.workbench.database.read_transaction() as session:
        for first, last in ((1, 100), (17, 18), (30, 97), (100, 100), (5, 4)):
            one_by_one = [stored.get(session, proposal.id, number) for number in range(first, last + 1)]
            assert list(stored.between(session, proposal.id, first, last)) == one_by_one


def test_a_damaged_revision_and_those_stored_against_it_are_refused(scene: Scene) -> None:
    bench, me, proposal = scene.workbench, scene["author"], with_revisions(scene, 40)
    broken = bytearray(content(scene, proposal, 18))
    broken[len(broken) // 2] ^= 0xFF
    damage(scene, proposal, 18, content=bytes(broken))
    for number in (18, 19, 32):
        with pytest.raises(Damaged, match="Revision 18 is damaged"):
            revisions.read_revision(bench, me, proposal.id, number)
    for number in (1, 17, 33, 40):
        assert revisions.read_revision(bench, me, proposal.id, number).number == number
    assert len(revisions.list_revisions(bench, me, proposal.id)) == 40
    with scene.workbench.database.read_transaction() as session, pytest.raises(Damaged):
        list(stored.between(session, proposal.id, 1, 40))


def test_what_has_another_hash_is_refused(scene: Scene) -> None:
    bench, me, proposal, other = scene.workbench, scene["author"], scene.proposal(), scene.proposal(markdown="Other.\n")
    damage(scene, proposal, 1, content=content(scene, other, 1))
    with pytest.raises(Damaged, match="Revision 1 is damaged"):
        revisions.read_revision(bench, me, proposal.id)
    damage(scene, other, 1, title="Another title")
    with pytest.raises(Damaged):
        revisions.read_revision(bench, me, other.id)


def test_nothing_is_written_upon_a_damaged_revision(scene: Scene) -> None:
    bench, me, proposal = scene.workbench, scene["author"], scene.proposal()
    scene.save(proposal, TEXT + "\nMore.\n")
    damage(scene, proposal, 1, content=b"")
    with pytest.raises(Damaged):
        revisions.save_revision(bench, me, proposal.id, base=2, title="T", markdown="Text.")
    with pytest.raises(Damaged):
        threads.start_thread(bench, scene["reviewer"], proposal.id, revision=1, start=0, end=8, body="Why?")
    assert len(revisions.list_revisions(bench, me, proposal.id)) == 2
