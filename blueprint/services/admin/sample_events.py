"""What the people of the sample do to a proposal, each at its time."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from blueprint.domain.proposals import Decision
from blueprint.domain.revisions import Revision
from blueprint.services.context import Workbench
from blueprint.services.drafting import images, placements, proposals, revisions
from blueprint.services.review import decisions, threads

TomlTable = dict[str, Any]


@dataclass(frozen=True)
class SampleEvent:
    """Something that somebody did at a time; deeds of all proposals are done in the order of their times."""

    at: datetime
    do: Callable[[Workbench], object]


@dataclass
class Sample:
    """What has been made so far, by the names the files use."""

    convening_id: str = ""
    people: dict[str, str] = field(default_factory=dict)
    proposals: dict[str, str] = field(default_factory=dict)
    doors: dict[str, str] = field(default_factory=dict)
    """Email addresses of the people the demonstration signs in, by role."""


def read_toml(path: Path) -> TomlTable:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def proposal_events(sample: Sample, folder: Path) -> Iterator[SampleEvent]:
    told = read_toml(folder / "proposal.toml")
    for row in told["revision"]:
        yield SampleEvent(row["at"], _saving(sample, folder, told, row))
    for row in told.get("step", ()):
        yield SampleEvent(row["at"], _step(sample, folder, row))
    for row in told.get("thread", ()):
        yield from _conversation(sample, folder, row)


def _saving(sample: Sample, folder: Path, told: TomlTable, row: TomlTable) -> Callable[[Workbench], object]:
    def do(workbench: Workbench) -> None:
        actor, number = sample.people[row["by"]], row["number"]
        markdown, pictures = _text(folder, number)
        if number == 1:
            proposal = proposals.start_proposal(
                workbench,
                actor,
                sample.convening_id,
                title=told["title"],
                language=told["language"],
                markdown=markdown,
                message=row["message"],
            )
            sample.proposals[folder.name] = proposal.id
            authors = tuple(sample.people[key] for key in told["authors"])
            proposals.set_authors(workbench, actor, proposal.id, authors)
        proposal_id = sample.proposals[folder.name]
        for content in pictures:
            images.add_image(workbench, actor, proposal_id, content)
        if number > 1:
            saved = revisions.save_revision(
                workbench,
                actor,
                proposal_id,
                base=number - 1,
                title=told["title"],
                markdown=markdown,
                message=row["message"],
            )
            assert saved.number == number, f"{folder.name}: revision {number} changes nothing"

    return do


def _text(folder: Path, number: int) -> tuple[str, tuple[bytes, ...]]:
    """A revision's source with its pictures named as the workbench names them, and their bytes."""
    markdown = (folder / f"{number}.md").read_text(encoding="utf-8")
    found = []
    for path in sorted(folder.glob("images/*")):
        if f"images/{path.name}" in markdown:
            found.append(path.read_bytes())
            markdown = markdown.replace(f"images/{path.name}", images.reference(found[-1]))
    return markdown, tuple(found)


def _step(sample: Sample, folder: Path, row: TomlTable) -> Callable[[Workbench], object]:
    return lambda workbench: decisions.decide(
        workbench, sample.people[row["by"]], sample.proposals[folder.name], Decision(row["decision"])
    )


def _conversation(sample: Sample, folder: Path, row: TomlTable) -> Iterator[SampleEvent]:
    begun: list[str] = []
    first, *others = row["comment"]

    def begin(workbench: Workbench) -> None:
        proposal_id, actor = sample.proposals[folder.name], sample.people[first["by"]]
        home = revisions.read_revision(workbench, actor, proposal_id, row["revision"])
        start, end = _place(home, row)
        thread = threads.start_thread(
            workbench, actor, proposal_id, revision=home.number, start=start, end=end, body=first["body"]
        )
        begun.append(thread.id)

    yield SampleEvent(first["at"], begin)
    for turn in others:
        yield SampleEvent(turn["at"], _turn(sample, turn, begun))
    if "resolved_by" in row:
        yield SampleEvent(row["resolved_at"], _closing(sample, row, begun))


def _turn(sample: Sample, row: TomlTable, begun: list[str]) -> Callable[[Workbench], object]:
    return lambda workbench: threads.reply(workbench, sample.people[row["by"]], begun[0], row["body"])


def _closing(sample: Sample, row: TomlTable, begun: list[str]) -> Callable[[Workbench], object]:
    return lambda workbench: threads.resolve_thread(workbench, sample.people[row["resolved_by"]], begun[0])


def _place(home: Revision, row: TomlTable) -> tuple[int, int]:
    prefix, exact, suffix = row.get("prefix", ""), row["exact"], row.get("suffix", "")
    start = home.markdown.index(prefix + exact + suffix) + len(prefix)
    if row.get("on") == "paragraph":
        paragraph = home.paragraphs[placements.paragraph_at(home, start)]
        return paragraph.start, paragraph.end
    return start, start + len(exact)
