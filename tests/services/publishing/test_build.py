"""Editions being made: stopped, tried again, taken up by another process, and what changed since the last one."""

import io
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from blueprint.domain.editions import Edition, EditionState
from blueprint.domain.errors import Conflict, Invalid, NotAllowed
from blueprint.domain.people import Profile
from blueprint.domain.principles import Stance
from blueprint.domain.proposals import Decision
from blueprint.publishing import Contributor, Refusal, build_in_process
from blueprint.services.accounts import account
from blueprint.services.admin import publish_now
from blueprint.services.drafting import revisions
from blueprint.services.library import catalogue
from blueprint.services.publishing import (
    book_content,
    build,
    completion,
    edition_formats,
    editions,
    jobs,
    preflight,
)
from blueprint.services.review import decisions, tags
from tests.factories import TEXT, Scene
from tests.services import editions as published_editions
from tests.services.publishing.test_editions import adopted, collected


@pytest.fixture
def waiting(sqlite_scene: Scene) -> Edition:
    """An edition that waits to be made."""
    collection_id = collected(sqlite_scene, adopted(sqlite_scene))
    return editions.publish_edition(sqlite_scene.workbench, sqlite_scene["editor"], collection_id)


def _state(scene: Scene, edition: Edition) -> EditionState:
    return editions.read_edition(scene.workbench, scene["editor"], edition.id).state


def test_an_edition_has_a_file_for_every_reader(sqlite_scene: Scene, waiting: Edition) -> None:
    build.build_edition_here(sqlite_scene.workbench, waiting.id)
    _, edition = catalogue.read_edition(sqlite_scene.workbench, "ground-water", 1)
    names = {file.format: file.filename for file in edition.artifacts}
    assert names == {
        "pdf": "ground-water-1.pdf",
        "large-print": "ground-water-1-large-print.pdf",
        "epub": "ground-water-1.epub",
        "docx": "ground-water-1.docx",
        "odt": "ground-water-1.odt",
        "html": "ground-water-1.html",
    }
    for file in edition.artifacts:
        path = sqlite_scene.workbench.settings.data / "exports" / "ground-water" / "1" / file.filename
        assert path.stat().st_size == file.size
    assert list((sqlite_scene.workbench.settings.data / "made").rglob("*.*")) == []


def test_principles_are_called_as_they_were_when_the_edition_was_frozen(sqlite_scene: Scene) -> None:
    bench, texts = sqlite_scene.workbench, []
    for language in ("ar", "en", "sw"):
        text = sqlite_scene.proposal(title=language, language=language)
        tags.tag_proposal(
            bench, sqlite_scene["editor"], text.id, principle="just", stance=Stance.ADVANCES, rationale="So."
        )
        texts.append(published_editions.adopted(sqlite_scene, text))
    waiting = editions.publish_edition(bench, sqlite_scene["editor"], collected(sqlite_scene, *texts))
    book, _ = book_content.book_of(bench, waiting)
    names = [(book.called(chapter.advances[0]), chapter.advances[0].name_language) for chapter in book.chapters]
    assert names == [("\u0639\u0627\u062f\u0644", ""), ("Just", ""), ("Just", "en")]
    mended = tuple((tag, key, f"{name}!") for tag, key, name in waiting.principles)
    book, _ = book_content.book_of(bench, waiting.model_copy(update={"principles": mended}))
    assert book.called(book.chapters[0].advances[0]) == "\u0639\u0627\u062f\u0644!"
    assert book.principles[2] == ("just", "Just!")


def test_an_edition_keeps_the_organisations_of_its_authors(sqlite_scene: Scene) -> None:
    bench, author = sqlite_scene.workbench, sqlite_scene["author"]
    account.change_profile(bench, author, Profile(name="Author", organisation="Riders’ Union"))
    waiting = editions.publish_edition(bench, sqlite_scene["editor"], collected(sqlite_scene, adopted(sqlite_scene)))
    account.change_profile(bench, author, Profile(name="Author", organisation="Drivers’ Union"))
    book, _ = book_content.book_of(bench, editions.read_edition(bench, sqlite_scene["editor"], waiting.id))
    assert book.everyone == (Contributor(name="Author", organisation="Riders’ Union"),)
    before = waiting.model_copy(
        update={"chapters": tuple(c.model_copy(update={"organisations": ()}) for c in waiting.chapters)}
    )
    assert book_content.book_of(bench, before)[0].everyone == (Contributor(name="Author"),)


def test_the_next_edition_has_a_redline_too(sqlite_scene: Scene, waiting: Edition) -> None:
    bench, editor = sqlite_scene.workbench, sqlite_scene["editor"]
    build.build_edition_here(bench, waiting.id)
    [proposal_id] = [chapter.proposal_id for chapter in waiting.chapters]
    decisions.decide(bench, editor, proposal_id, Decision.REOPEN)
    markdown = TEXT + "\nOne thing more.\n"
    revisions.save_revision(bench, sqlite_scene["author"], proposal_id, base=1, title="Water, still", markdown=markdown)
    for step in (Decision.SUBMIT, Decision.ADOPT):
        decisions.decide(bench, sqlite_scene["convenor"], proposal_id, step)
    again = editions.publish_edition(bench, editor, waiting.collection_id)
    build.build_edition_here(bench, again.id)
    _, path = catalogue.read_artifact(bench, "ground-water", 2, "redline")
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages)
    assert "What changed since edition 1" in text
    assert "‹One thing more.›" in text
    assert "[Water for all] ‹Water, still›" in " ".join(text.split())


def test_a_stopped_edition_resumes_where_it_stopped(sqlite_scene: Scene, waiting: Edition) -> None:
    bench, editor = sqlite_scene.workbench, sqlite_scene["editor"]
    made: list[int] = []

    def two_files(wanted, images, cache, tell) -> Iterator[bytes]:  # type: ignore[no-untyped-def]
        for at, content in enumerate(build_in_process(wanted, images, cache, tell)):
            made.append(at)
            yield content
            if at == 1:
                editions.stop_edition(bench, editor, waiting.id)
                time.sleep(0.4)

    build.build_edition(bench, waiting.id, two_files)
    stopped = editions.read_edition(bench, editor, waiting.id)
    assert (stopped.state, made) == (EditionState.FAILED, [0, 1])
    assert stopped.problem.endswith("stopped it.")
    done = [step.name for step in edition_formats.steps(stopped, with_redline=False) if step.state == "done"]
    assert done == ["PDF", "Large print"]
    again = editions.retry_edition(bench, editor, waiting.id)
    assert (again.id, again.state, again.started_at) == (waiting.id, EditionState.WAITING, waiting.started_at)
    asked: list[str] = []

    def the_rest(wanted, images, cache, tell) -> Iterator[bytes]:  # type: ignore[no-untyped-def]
        asked.extend(file.format.value for file in wanted)
        yield from build_in_process(wanted, images, cache, tell)

    build.build_edition(bench, again.id, the_rest)
    assert asked == ["epub", "docx", "odt", "html"]
    whole = editions.read_edition(bench, editor, waiting.id)
    assert whole.state is EditionState.PUBLISHED
    assert [file.sha256 for file in whole.artifacts[:2]] == [file.sha256 for file in stopped.artifacts]
    assert len(whole.artifacts) == 6


def test_trying_again_after_a_change_freezes_the_collection_anew(sqlite_scene: Scene) -> None:
    bench, editor = sqlite_scene.workbench, sqlite_scene["editor"]
    proposal_id = adopted(sqlite_scene, markdown="![a chart](/etc/passwd)\n")
    failed = editions.publish_edition(bench, editor, collected(sqlite_scene, proposal_id))
    with pytest.raises(Refusal):
        build.build_edition_here(bench, failed.id)
    decisions.decide(bench, editor, proposal_id, Decision.REOPEN)
    revisions.save_revision(bench, sqlite_scene["author"], proposal_id, base=1, title="Water", markdown=TEXT)
    for step in (Decision.SUBMIT, Decision.ADOPT):
        decisions.decide(bench, sqlite_scene["convenor"], proposal_id, step)
    again = editions.retry_edition(bench, editor, failed.id)
    assert (again.id == failed.id, again.number, again.chapters[0].markdown) == (False, 1, TEXT)


def test_what_cannot_be_stopped_or_tried_again(sqlite_scene: Scene, waiting: Edition) -> None:
    bench, editor = sqlite_scene.workbench, sqlite_scene["editor"]
    with pytest.raises(Conflict):
        editions.retry_edition(bench, editor, waiting.id)
    with pytest.raises(NotAllowed):
        editions.stop_edition(bench, sqlite_scene["reviewer"], waiting.id)
    build.build_edition_here(bench, waiting.id)
    with pytest.raises(Conflict):
        editions.stop_edition(bench, editor, waiting.id)
    with pytest.raises(Conflict):
        editions.retry_edition(bench, editor, waiting.id)


def test_a_stopped_edition_is_never_published(sqlite_scene: Scene, waiting: Edition) -> None:
    bench = sqlite_scene.workbench
    edition_formats = build.build_files(bench, waiting.id, build_in_process)
    editions.stop_edition(bench, sqlite_scene["editor"], waiting.id)
    completion.finish_edition(bench, waiting.id, edition_formats)
    assert _state(sqlite_scene, waiting) is EditionState.FAILED


def _until_published(scene: Scene, edition: Edition) -> None:
    until = time.monotonic() + 60
    while _state(scene, edition) is not EditionState.PUBLISHED and time.monotonic() < until:
        time.sleep(0.1)
    assert _state(scene, edition) is EditionState.PUBLISHED


FREEZE = """
import sys
from pathlib import Path
from blueprint.services.context import open_workbench
from blueprint.services.publishing import editions
from blueprint.settings import Settings
bench = open_workbench(Settings(data=Path(sys.argv[1]), database_url=sys.argv[2]))
print(editions.publish_edition(bench, sys.argv[3], sys.argv[4]).id)
"""


@pytest.mark.slow
def test_a_running_server_builds_what_another_process_froze(sqlite_scene: Scene) -> None:
    bench = sqlite_scene.workbench
    collection_id = collected(sqlite_scene, adopted(sqlite_scene))
    jobs.start(bench)
    try:
        given = [str(bench.settings.data), bench.settings.database_url, sqlite_scene["editor"], collection_id]
        done = subprocess.run([sys.executable, "-c", FREEZE, *given], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        [edition] = editions.list_editions(bench, sqlite_scene["editor"], collection_id)
        _until_published(sqlite_scene, edition)
    finally:
        jobs.stop()


def test_publishing_from_the_command_line_says_how_far_it_is(sqlite_scene: Scene) -> None:
    bench = sqlite_scene.workbench
    collected(sqlite_scene, adopted(sqlite_scene))
    said: list[str] = []
    email = sqlite_scene.people["convenor"].email
    edition = publish_now.publish_and_wait(bench, email, "ground-water", said.append)
    assert edition.state is EditionState.PUBLISHED
    assert "PDF: " in said[1]
    assert len(said) >= 2
    with pytest.raises(Invalid, match="There are: ground-water"):
        publish_now.find_collection(bench, sqlite_scene["convenor"], "nosuch")


def test_the_check_list_names_texts_places_and_open_threads(sqlite_scene: Scene) -> None:
    from blueprint.services.review import threads

    bench = sqlite_scene.workbench
    bad = adopted(sqlite_scene, title="Charts", markdown="Fine.\n\n![a chart](/etc/passwd)\n")
    good = sqlite_scene.proposal(title="Half a thought", markdown=TEXT)
    threads.start_thread(bench, sqlite_scene["reviewer"], good.id, revision=1, start=0, end=4, body="Really?")
    found = preflight.check_collection(bench, sqlite_scene["editor"], collected(sqlite_scene, bad, good.id))
    first = found[0]
    assert (first.stops, first.title, first.proposal_id, first.line, first.paragraph) == (True, "Charts", bad, 3, "")
    assert "One thread is still open." in [check.sentence for check in found if check.proposal_id == good.id]
    with pytest.raises(NotAllowed):
        preflight.check_collection(bench, sqlite_scene["reviewer"], collected(sqlite_scene, bad))


def test_a_build_leaves_no_temporary_files(
    sqlite_scene: Scene, waiting: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    build.build_edition(sqlite_scene.workbench, waiting.id)
    assert _state(sqlite_scene, waiting) is EditionState.PUBLISHED
    assert list((tmp_path / "temporary").iterdir()) == []
