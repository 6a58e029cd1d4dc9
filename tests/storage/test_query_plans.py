"""No query reads a table that grows from end to end, on either database."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sqlmodel import Session

from blueprint.domain.errors import Damaged
from blueprint.services.context import Workbench
from blueprint.storage import events
from tests.storage.query_plans import call, queries, recorded, tables_read_whole

READ_WHOLE = {
    "search.clear": "empties the index, when its version changes",
    "search.unindexed": "by the worker, at its start and after a publish; the published editions by their index",
    "images.every": "for the backup",
    "people.every": "for the archive, which has all of it",
    "convenings.every": "for the archive, which has all of it",
    "events.oldest_first": "for the archive, which has all of it",
    "expired.old_drafts": "by their key, a hundred a run",
    "published_editions.stamp": "counts the entries of an index; asked for twice a second at most",
    "published_editions.published_ids": "the catalogue, when an edition was published",
    "editions.published_files": "for the backup and the repairs",
    "errata.not_withdrawn": "the catalogue, when a note was added",
    "people.exist": "the first row is enough",
    "rendered_chapters.drop_oldest": "counts the entries of an index, once in a while",
    "collections.has_published": "when a collection is named or published",
    "events.forget_account": "when an account is deleted",
    "events.rewrite": "when an account is deleted",
    "invitations.drop_all_to": "when an account is deleted",
    "people.accounts": "the stewards' list of all accounts",
    "workers.alive": "as many rows as processes run",
    "workers.remove_lapsed": "as many rows as processes run",
    **dict.fromkeys(
        (
            "editions.started_by",
            "errata.added_by",
            "events.of_actor",
            "images.added_by",
            "invitations.made_by",
            "invitations.to_address",
            "principles.tagged_by",
            "revisions.saved_by",
            "threads.written_by",
        ),
        "a person's own data, handed to them a few times a day at most",
    ),
}
"""The queries that do, each with the reason."""


def test_no_query_reads_a_growing_table_whole(bench: Workbench) -> None:
    whole = {name: found for name, query in queries() if (found := read_whole(bench, name, query))}
    assert whole.keys() - READ_WHOLE.keys() == set(), whole


def test_a_table_without_an_index_is_noticed(bench: Workbench) -> None:
    with bench.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_event_convening_id_at_id")
    assert read_whole(bench, "events.of_convening", events.of_convening) == {"event"}


def read_whole(bench: Workbench, name: str, query: Callable[..., Any]) -> set[str]:
    """The tables that a query reads whole."""
    with recorded(bench.database) as statements, Session(bench.database.engine) as session:
        with suppress(Damaged):  # made-up revisions build on none
            call(session, name, query)
        session.rollback()
    with Session(bench.database.engine) as session:
        return {table for statement in statements for table in tables_read_whole(session, statement)}
