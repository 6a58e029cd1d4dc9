"""The database's shape: migrations up and down with data in them, and rows that match them."""

from collections.abc import Mapping

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import col, update

from blueprint.domain.errors import Invalid
from blueprint.services.accounts import account, browser_sessions, one_time_links, operator, sign_in
from blueprint.services.context import Workbench
from blueprint.services.drafting import drafts
from blueprint.services.publishing import book_content, collections, editions
from blueprint.services.review import threads
from blueprint.storage import schema
from blueprint.storage.collections import CollectionRow
from tests.factories import Scene, make_scene
from tests.services.editions import published_alone


def ours(name: str | None, kind: str, parents: Mapping[str, str | None]) -> bool:
    """The index of words is each database's own, and FTS5 keeps it in tables beside it."""
    return not (name or "").startswith("search_words") and not (parents.get("table_name") or "").startswith(
        "search_words"
    )


def test_tables_are_what_the_migrations_make(bench: Workbench) -> None:
    with bench.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": ours})
        assert compare_metadata(context, schema.METADATA) == []


def test_down_and_up_again_with_data_in_it(scene: Scene) -> None:
    bench, proposal = scene.workbench, scene.proposal()
    scene.save(proposal, "Water is a right.")
    threads.start_thread(bench, scene["reviewer"], proposal.id, revision=1, start=0, end=8, body="Why?")
    schema.downgrade(bench.database, "base")
    assert set(inspect(bench.database.engine).get_table_names()) == {"alembic_version"}
    schema.upgrade(bench.database)
    assert make_scene(bench).proposal().head == 1


def test_an_edition_from_before_principles_had_names_in_other_languages(scene: Scene) -> None:
    bench, edition = scene.workbench, published_alone(scene, language="ar")
    assert ("ar", "just", "\u0639\u0627\u062f\u0644") in edition.principles
    schema.downgrade(bench.database, "0002")
    schema.upgrade(bench.database)
    older = editions.read_edition(bench, scene["editor"], edition.id)
    assert older == edition.model_copy(update={"principles": (), "dialect": 1})
    assert book_content.book_of(bench, older)[0].principles[2] == ("just", "Just")


def test_a_draft_that_a_browser_numbered_goes_down_and_up_again(scene: Scene) -> None:
    bench, proposal, me = scene.workbench, scene.proposal(), scene["author"]
    drafts.save_draft(bench, me, proposal.id, base=1, title="T", markdown="Typed.", sequence=1_795_907_261_455)
    schema.downgrade(bench.database, "0003")
    schema.upgrade(bench.database)
    kept = drafts.read_draft(bench, me, proposal.id)
    assert kept is not None
    assert kept.markdown == "Typed."


def test_upgrading_twice_changes_nothing(bench: Workbench) -> None:
    schema.upgrade(bench.database)
    assert "proposal" in inspect(bench.database.engine).get_table_names()


def test_a_draft_from_before_devices_had_names_goes_on(scene: Scene) -> None:
    bench, proposal, me = scene.workbench, scene.proposal(), scene["author"]
    drafts.save_draft(bench, me, proposal.id, base=1, title="T", markdown="Typed.", sequence=7, device="d", follows="")
    schema.downgrade(bench.database, "0005")
    schema.upgrade(bench.database)
    before = drafts.read_draft(bench, me, proposal.id)
    assert before is not None
    assert (before.device, before.writers, before.conflicts) == ("", {"": 7}, ())
    late = drafts.save_draft(bench, me, proposal.id, base=1, title="T", markdown="Late.", sequence=6)
    assert late == before
    next_one = drafts.save_draft(bench, me, proposal.id, base=1, title="T", markdown="Typed on.", sequence=8)
    assert next_one.markdown == "Typed on."


def test_collections_from_before_names_were_free(scene: Scene) -> None:
    bench, editor, home = scene.workbench, scene["editor"], scene.convening.id
    edition = published_alone(scene, title="Water for all")
    waiting = collections.create_collection(bench, editor, home, title="Soil")
    kept = collections.list_collections(bench, editor, home)
    assert [(one.slug, one.published) for one in kept] == [("water-for-all", True), ("soil", False)]
    schema.downgrade(bench.database, "0007")
    schema.upgrade(bench.database)
    assert collections.list_collections(bench, editor, home) == kept
    assert editions.read_edition(bench, editor, edition.id) == edition
    with bench.database.transaction() as session:
        session.exec(update(CollectionRow).where(col(CollectionRow.id) == waiting.id).values(slug="water-for-all"))
    schema.downgrade(bench.database, "0007")
    schema.upgrade(bench.database)
    later = collections.list_collections(bench, editor, home)
    assert [one.slug for one in later] == ["water-for-all", f"water-for-all-{waiting.id}"]
    assert [one.proposals for one in later] == [one.proposals for one in kept]


def test_sessions_from_before_they_had_names_go_on_and_can_be_ended(scene: Scene) -> None:
    bench, who = scene.workbench, scene.people["author"]
    tokens = [sign_in.sign_in_by_link(bench, one_time_links.link_to_sign_in(bench, who.email), "") for _ in range(2)]
    operator.disable(bench, "observer@example.org")
    operator.delete(bench, "reviewer@example.org", None)
    schema.downgrade(bench.database, "0007")
    schema.upgrade(bench.database)
    found = [browser_sessions.signed_in(bench, token) for token in tokens]
    ids = {one.session_id for one in found if one}
    assert {one.id for one in browser_sessions.sessions(bench, who.id)} == ids
    assert len(ids) == 2
    browser_sessions.end_session(bench, who.id, ids.pop())
    assert len(browser_sessions.sessions(bench, who.id)) == 1
    assert account.read_account(bench, scene["observer"]).name == "Observer"
    with pytest.raises(Invalid, match="Nobody here"):
        operator.sessions(bench, "reviewer@example.org")
