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
    """What a person does at a time; the events of all proposals are replayed in order of time."""

    at: datetime
    do: Callable[[Workbench], object]


@dataclass
class Sample:
    """The ids of what has been created, by the keys of the files."""

    convening_id: str = ""
    people: dict[str, str] = field(default_factory=dict)
    proposals: dict[str, str] = field(default_factory=dict)
    sign_in_emails: dict[str, str] = field(default_factory=dict)
    """By role, the email addresses of the people for whom the demonstration prints sign-in links."""


def read_toml(path: Path) -> TomlTable:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def proposal_events(sample: Sample, folder: Path) -> Iterator[SampleEvent]:
    table = read_toml(folder / "proposal.toml")
    for row in table["revision"]:
        yield SampleEvent(row["at"], _save_event(sample, folder, table, row))
    for row in table.get("step", ()):
        yield SampleEvent(row["at"], _decision_event(sample, folder, row))
    for row in table.get("thread", ()):
        yield from _thread_events(sample, folder, row)


def _save_event(sample: Sample, folder: Path, table: TomlTable, row: TomlTable) -> Callable[[Workbench], object]:
    def do(workbench: Workbench) -> None:
        actor_id, number = sample.people[row["by"]], row["number"]
        markdown, contents = _text(folder, number)
        if number == 1:
            proposal = proposals.start_proposal(
                workbench,
                actor_id,
                sample.convening_id,
                title=table["title"],
                language=table["language"],
                markdown=markdown,
                message=row["message"],
            )
            sample.proposals[folder.name] = proposal.id
            authors = tuple(sample.people[key] for key in table["authors"])
            proposals.set_authors(workbench, actor_id, proposal.id, authors)
        proposal_id = sample.proposals[folder.name]
        for content in contents:
            images.add_image(workbench, actor_id, proposal_id, content)
        if number > 1:
            saved = revisions.save_revision(
                workbench,
                actor_id,
                proposal_id,
                base=number - 1,
                title=table["title"],
                markdown=markdown,
                message=row["message"],
            )
            assert saved.number == number, f"{folder.name}: revision {number} changes nothing"

    return do


def _text(folder: Path, number: int) -> tuple[str, tuple[bytes, ...]]:
    """A revision's source with the workbench's references to its images, and their bytes."""
    markdown = (folder / f"{number}.md").read_text(encoding="utf-8")
    found = []
    for path in sorted(folder.glob("images/*")):
        if f"images/{path.name}" in markdown:
            found.append(path.read_bytes())
            markdown = markdown.replace(f"images/{path.name}", images.reference(found[-1]))
    return markdown, tuple(found)


def _decision_event(sample: Sample, folder: Path, row: TomlTable) -> Callable[[Workbench], object]:
    return lambda workbench: decisions.decide(
        workbench, sample.people[row["by"]], sample.proposals[folder.name], Decision(row["decision"])
    )


def _thread_events(sample: Sample, folder: Path, row: TomlTable) -> Iterator[SampleEvent]:
    started_ids: list[str] = []
    first, *others = row["comment"]

    def start(workbench: Workbench) -> None:
        proposal_id, actor_id = sample.proposals[folder.name], sample.people[first["by"]]
        revision = revisions.read_revision(workbench, actor_id, proposal_id, row["revision"])
        start, end = _quotation_range(revision, row)
        thread = threads.start_thread(
            workbench, actor_id, proposal_id, revision=revision.number, start=start, end=end, body=first["body"]
        )
        started_ids.append(thread.id)

    yield SampleEvent(first["at"], start)
    for turn in others:
        yield SampleEvent(turn["at"], _reply_event(sample, turn, started_ids))
    if "resolved_by" in row:
        yield SampleEvent(row["resolved_at"], _resolve_event(sample, row, started_ids))


def _reply_event(sample: Sample, row: TomlTable, started_ids: list[str]) -> Callable[[Workbench], object]:
    return lambda workbench: threads.reply(workbench, sample.people[row["by"]], started_ids[0], row["body"])


def _resolve_event(sample: Sample, row: TomlTable, started_ids: list[str]) -> Callable[[Workbench], object]:
    return lambda workbench: threads.resolve_thread(workbench, sample.people[row["resolved_by"]], started_ids[0])


def _quotation_range(revision: Revision, row: TomlTable) -> tuple[int, int]:
    prefix, exact, suffix = row.get("prefix", ""), row["exact"], row.get("suffix", "")
    start = revision.markdown.index(prefix + exact + suffix) + len(prefix)
    if row.get("on") == "paragraph":
        paragraph = revision.paragraphs[placements.nearest_paragraph(revision, start)]
        return paragraph.start, paragraph.end
    return start, start + len(exact)
