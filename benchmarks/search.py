"""The library's search on a large library: `python -m benchmarks.search [--times 100] [--database URL]`.

Publishes the sample's collections, copies the editions so many times, indexes all, and asks what people ask: one word,
several, a phrase, a word with a typing mistake, a word that is in nearly every paragraph. Nothing is cached but the
catalogue. Seconds are of processor time, of this process: those of a PostgreSQL are not in them.
"""

import argparse
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text
from sqlmodel import select

from blueprint.services.admin.sample import SAMPLE_COLLECTIONS, load_sample
from blueprint.services.context import Workbench, open_workbench
from blueprint.services.library import catalogue, search
from blueprint.services.publishing import collections, completion, editions
from blueprint.services.search import indexing
from blueprint.settings import Settings
from blueprint.storage.collections import CollectionRow
from blueprint.storage.editions import EditionRow

QUERIES = (
    "water", "the", "council prices", "who decides about the land", "households", '"the land"', "wasser", "الماء",
    "commons assembly budget", "watter", "nothingofthekind", "a", "p",
)  # fmt: skip
ROUNDS = 15


def main(times: int, database: str) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        given = {"database_url": database} if database else {}
        workbench = open_workbench(Settings(data=Path(folder), **given))
        _publish_sample(workbench)
        _copy(workbench, times)
        begin = time.process_time()
        indexed = indexing.catch_up(workbench)
        print(f"{len(indexed)} editions indexed in {time.process_time() - begin:.1f} s; {_size(workbench)}")
        catalogue.catalogue(workbench)
        spent = [seconds for query in QUERIES for seconds in _ask(workbench, query)]
        cuts = statistics.quantiles(spent, n=100)
        print(f"all together: p50 {cuts[49] * 1e3:.1f} ms, p95 {cuts[94] * 1e3:.1f} ms")
        workbench.close()


def _publish_sample(workbench: Workbench) -> None:
    sample = load_sample(workbench)
    published = {row["title"] for row in workbench.policies.table(SAMPLE_COLLECTIONS)["collection"]}
    editor = sample.people["jonas"]
    for collection in collections.list_collections(workbench, editor, sample.convening_id):
        if collection.title in published:
            edition = editions.publish_edition(workbench, editor, collection.id)
            completion.finish_edition(workbench, edition.id, ())


def _copy(workbench: Workbench, times: int) -> None:
    """Each collection with its edition so many times, under other names."""
    with workbench.database.transaction() as session:
        for row in session.exec(select(EditionRow)).all():
            collection = session.get(CollectionRow, row.collection_id)
            assert collection is not None
            for copy in range(1, times):
                renamed = {"id": f"{collection.id}-{copy}", "slug": f"{collection.slug}-{copy}"}
                session.add(CollectionRow(**collection.model_dump() | renamed))
                session.flush()
                ids = {"id": f"{row.id}-{copy}", "collection_id": f"{collection.id}-{copy}"}
                session.add(EditionRow(**row.model_dump() | ids))


def _ask(workbench: Workbench, query: str) -> list[float]:
    spent = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        found = search.find(workbench, query)
        spent.append(time.process_time() - begin)
    print(f"{query[:30]:<32} {statistics.median(spent) * 1e3:7.1f} ms   {len(found.hits):3} hits on the first page")
    return spent


def _size(workbench: Workbench) -> str:
    if workbench.database.engine.dialect.name == "sqlite":
        path = Path(workbench.database.engine.url.database or "")
        return f"database of {path.stat().st_size / 1e6:.0f} MB"
    with workbench.database.read_transaction() as session:
        size = session.connection().execute(text("SELECT pg_database_size(current_database())")).scalar_one()
    return f"database of {size / 1e6:.0f} MB"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--database", default="", help="of PostgreSQL; by default an SQLite file")
    chosen = parser.parse_args()
    main(chosen.times, chosen.database)
