"""What a revision takes beside Git: `python -m benchmarks.history_size [FOLDER] [--threads 20] [--database URL]`.

FOLDER has a folder for each text with its states, in the order of their names; without it, a history is generated. The
states are saved one after the other, without threads and with some on the first revision, in a workbench that has one text
already, since the first pages of a table are no revision's. What threads take when they are started is not counted. Bytes a
revision are:

    Git        all objects of a repository with a commit for each state, after `git gc`
    stored     all values in the rows of revisions, former paragraphs, placements and events
    database   by how much the database grew, with its indexes and what is empty in its pages: on SQLite the file after
               VACUUM, on PostgreSQL the total size of all relations after VACUUM
    ratio      database : Git
"""

import argparse
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import sqlalchemy as sa

from benchmarks.text_generator import Rates, numbered_pieces, revise, seeded_random
from benchmarks.text_samples import pool
from blueprint.domain.proposals import Proposal
from blueprint.services.accounts import registration
from blueprint.services.context import Workbench, open_workbench
from blueprint.services.convenings import convenings
from blueprint.services.drafting import imports, proposals, revisions
from blueprint.services.review import threads
from blueprint.settings import Settings
from blueprint.storage import schema

GROWING = ("revision", "former_paragraph", "placement", "event")
SMALL_STEPS = Rates(
    edited=0.01, inserted=0.003, deleted=0.003, moved=0.001, split=0.0, joined=0.0, near_duplicates=0.0, share=0.15
)
COMMENTED = 120
"""The most characters that a thread is about."""


@dataclass(frozen=True)
class Size:
    """Bytes of all values, and of the whole database."""

    stored: int
    database: int

    def __add__(self, other: Self) -> Self:
        return replace(self, stored=self.stored + other.stored, database=self.database + other.database)

    def __sub__(self, other: Self) -> Self:
        return replace(self, stored=self.stored - other.stored, database=self.database - other.database)


def main(folder: Path | None, thread_count: int, database: str) -> None:
    """Measure and print."""
    found = histories(folder) if folder else {"generated": generated(300)}
    for count in (0, thread_count):
        print(f"\nWith {count} threads" if count else "\nWithout threads")
        print(f"{'history':<24}{'revisions':>10}{'Git':>9}{'stored':>9}{'database':>10}{'ratio':>7}")
        with TemporaryDirectory() as data:
            given = {"database_url": database} if database else {}
            workbench = open_workbench(Settings(data=Path(data), **given))
            save(workbench, "first", generated(60), count)
            for name, states in found.items():
                measure(workbench, name, states, count)
            workbench.close()


def histories(folder: Path) -> dict[str, list[str]]:
    """By name, the states of each text; a state that is no other than the one before is left out."""
    found = {}
    for each in sorted(path for path in folder.iterdir() if path.is_dir()):
        states = [imports.read_file(file.name, file.read_bytes()).markdown for file in sorted(each.iterdir())]
        found[each.name] = [state for at, state in enumerate(states) if not at or state != states[at - 1]]
    return found


def generated(count: int) -> list[str]:
    """Revisions of a text of 200 paragraphs, each of which changes two of them and now and then adds or removes one."""
    chance, texts = seeded_random(1), pool()
    pieces = numbered_pieces([chance.choice(texts) for _ in range(200)])
    states = ["\n\n".join(piece.text for piece in pieces)]
    while len(states) < count:
        pieces = revise(pieces, SMALL_STEPS, chance, texts)
        states.append("\n\n".join(piece.text for piece in pieces))
    return list(dict.fromkeys(states))


def measure(workbench: Workbench, name: str, states: list[str], thread_count: int) -> None:
    """Save a history and print what it takes."""
    grown, revision_count = save(workbench, name, states, thread_count)
    git, stored, database = (each / revision_count for each in (git_size(states), grown.stored, grown.database))
    print(f"{name:<24}{revision_count:>10}{git:>9.0f}{stored:>9.0f}{database:>10.0f}{database / git:>7.1f}", flush=True)


def save(workbench: Workbench, name: str, states: list[str], thread_count: int) -> tuple[Size, int]:
    """Save a history; by how much everything grew, and the number of revisions."""
    author_id, convening_id = author(workbench, name)
    before = size(workbench)
    started = proposals.start_proposal(
        workbench, author_id, convening_id, title=name, language="en", markdown=states[0], message="State 0"
    )
    begun = size(workbench)
    start_threads(workbench, author_id, started, thread_count)
    threads_begun, head = size(workbench), 1
    for number, state in enumerate(states[1:], 1):
        message = f"State {number}"
        head = revisions.save_revision(
            workbench, author_id, started.id, base=head, title=name, markdown=state, message=message
        ).number
    return size(workbench) - threads_begun + begun - before, head


def author(workbench: Workbench, name: str) -> tuple[str, str]:
    """A person, and a convening of theirs."""
    person = registration.add_person(workbench, f"{name}-{os.urandom(4).hex()}@example.org", "Nia", steward=True)
    convening = convenings.create_convening(workbench, person.id, title=name, purpose="")
    return person.id, convening.id


def start_threads(workbench: Workbench, author_id: str, proposal: Proposal, count: int) -> None:
    """Threads on the first words of paragraphs, evenly spread."""
    first = revisions.read_revision(workbench, author_id, proposal.id, 1)
    spans = [span for span in first.paragraphs if first.markdown[span.start : span.end].strip()]
    for at in range(count):
        span = spans[at * len(spans) // count]
        end = min(span.end, span.start + COMMENTED)
        threads.start_thread(
            workbench, author_id, proposal.id, revision=1, start=span.start, end=end, body="Is this so?"
        )


def size(workbench: Workbench) -> Size:
    """After a VACUUM."""
    engine = workbench.database.engine
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(engine.url.database or "")) as connection:
            connection.execute("VACUUM")
            (database,) = connection.execute("SELECT sum(pgsize) FROM dbstat").fetchone()
    else:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("VACUUM"))
            relations = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r'"
            database = int(connection.execute(sa.text(relations)).scalar_one())
    return Size(sum(map(len, stored_values(workbench))), database)


def stored_values(workbench: Workbench) -> Iterator[bytes]:
    """All values of the tables that grow by revisions."""
    with workbench.database.read_transaction() as session:
        for table in GROWING:
            for row in session.execute(sa.select(schema.METADATA.tables[table])):
                yield from (value if isinstance(value, bytes) else str(value).encode() for value in row if value)


def git_size(states: list[str]) -> int:
    """Bytes of all objects of a repository with a commit for each state."""
    with TemporaryDirectory() as folder:
        names = {
            f"GIT_{role}_{what}": "nia@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }

        def git(*arguments: str) -> None:
            subprocess.run(("git", "-C", folder, *arguments), check=True, capture_output=True, env=os.environ | names)

        git("init", "--quiet")
        for number, state in enumerate(states):
            (Path(folder) / "text.md").write_bytes(state.encode())
            git("add", "text.md")
            git("commit", "--quiet", "--allow-empty", "--message", f"State {number}")
        git("gc", "--quiet")
        return sum(file.stat().st_size for file in (Path(folder) / ".git" / "objects").rglob("*") if file.is_file())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", help="histories of your own; by default one is generated")
    parser.add_argument("--threads", type=int, default=20)
    parser.add_argument("--database", default="", help="of an empty PostgreSQL database; by default an SQLite file")
    chosen = parser.parse_args()
    main(chosen.folder, chosen.threads, chosen.database)
