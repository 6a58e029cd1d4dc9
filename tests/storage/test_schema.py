"""The database's shape: migrations up and down with data in them, and rows that match them."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from blueprint.services.sample import load_sample
from blueprint.services.workbench import Workbench
from blueprint.storage import schema


def test_tables_are_what_the_migrations_make(bench: Workbench) -> None:
    with bench.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.METADATA) == []


def test_down_and_up_again_with_the_sample_in_it(bench: Workbench) -> None:
    load_sample(bench)
    schema.downgrade(bench.database, "base")
    assert set(inspect(bench.database.engine).get_table_names()) == {"alembic_version"}
    schema.upgrade(bench.database)
    load_sample(bench)
    with bench.database.reading() as session:
        assert session.connection().execute(text("SELECT count(*) FROM revision")).scalar_one() > 20


def test_upgrading_twice_changes_nothing(bench: Workbench) -> None:
    schema.upgrade(bench.database)
    assert "proposal" in inspect(bench.database.engine).get_table_names()
