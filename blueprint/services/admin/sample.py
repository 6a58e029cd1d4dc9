"""The sample convening of `policies/sample`, played through the same use cases that people use, at the times it tells of."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from blueprint.domain.convenings import Role, Visibility
from blueprint.domain.errors import Invalid
from blueprint.domain.principles import Stance
from blueprint.domain.proposals import Decision, Revision
from blueprint.services import convenings
from blueprint.services.accounts import sign_in
from blueprint.services.context import Workbench
from blueprint.services.drafting import images, next_revision, proposals, revisions
from blueprint.services.publishing import collections
from blueprint.services.review import decisions, tags, threads
from blueprint.storage import convenings as membership

SAMPLE = "sample/convening.toml"
"""The sample's people and their convening, among the policy files; its other files are beside it."""
SAMPLE_COLLECTIONS = "sample/collections.toml"
"""Its collections, and which of them the demonstration publishes."""
_Row = dict[str, Any]


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


def load_sample(workbench: Workbench) -> Sample:
    """Fill an empty workbench with the sample convening; returns who is who in it.

    Raises `Invalid`, before anything is written, for a sample that is tagged with other principles than there are.
    """
    folder = workbench.policies.path(SAMPLE).parent
    sample, told = Sample(), _read(folder / "convening.toml")
    folders = sorted(path.parent for path in folder.glob("*/proposal.toml"))
    _require_principles(workbench, folders)
    _add_people(workbench, sample, told)
    _convene(workbench, sample, told)
    deeds = [deed for path in folders for deed in _deeds(sample, path)]
    for deed in sorted(deeds, key=lambda deed: deed.at):
        deed.do(_at(workbench, deed.at))
    for path in folders:
        _tag(workbench, sample, path)
    for told_of in _read(folder / "collections.toml")["collection"]:
        _collect(workbench, sample, told_of)
    return sample


def _read(path: Path) -> _Row:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _require_principles(workbench: Workbench, folders: list[Path]) -> None:
    known = {principle.key for principle in workbench.principles.all()}
    tagged = {row["principle"] for path in folders for row in _read(path / "proposal.toml").get("tag", ())}
    if unknown := ", ".join(sorted(tagged - known)):
        raise Invalid(
            f"The sample in {folders[0].parent} is tagged with principles that are not in principles.toml: {unknown}. "
            "Put a sample about your own principles into the folder that BLUEPRINT_POLICIES names."
        )


def _at(workbench: Workbench, at: datetime) -> Workbench:
    return replace(workbench, now=lambda: at)


def _add_people(workbench: Workbench, sample: Sample, told: _Row) -> None:
    organisations = {row["key"]: row["name"] for row in told["organisation"]}
    for row in told["person"]:
        bench = _at(workbench, row["joined_at"])
        person = sign_in.add_person(
            bench, row["email"], row["name"], steward=row["role"] == Role.CONVENOR, language=row["language"]
        )
        sign_in.change_profile(
            bench,
            person.id,
            name=person.name,
            organisation=organisations[row["organisation"]],
            language=row["language"],
        )
        sample.people[row["key"]] = person.id
        if row.get("sample"):
            sample.doors[row["role"]] = row["email"]


def _convene(workbench: Workbench, sample: Sample, told: _Row) -> None:
    row = told["convening"]
    convening = convenings.create_convening(
        _at(workbench, row["convened_at"]),
        sample.people[row["convened_by"]],
        title=row["title"],
        purpose=row["purpose"],
        visibility=Visibility(row["visibility"]),
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
    )
    sample.convening_id = convening.id
    with workbench.database.transaction() as session:
        for person in told["person"]:
            membership.set_role(
                session, convening.id, sample.people[person["key"]], Role(person["role"]), person["joined_at"]
            )


def _deeds(sample: Sample, folder: Path) -> Iterator[SampleEvent]:
    told = _read(folder / "proposal.toml")
    for row in told["revision"]:
        yield SampleEvent(row["at"], _saving(sample, folder, told, row))
    for row in told.get("step", ()):
        yield SampleEvent(row["at"], _step(sample, folder, row))
    for row in told.get("thread", ()):
        yield from _conversation(sample, folder, row)


def _saving(sample: Sample, folder: Path, told: _Row, row: _Row) -> Callable[[Workbench], object]:
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


def _step(sample: Sample, folder: Path, row: _Row) -> Callable[[Workbench], object]:
    return lambda workbench: decisions.decide(
        workbench, sample.people[row["by"]], sample.proposals[folder.name], Decision(row["decision"])
    )


def _conversation(sample: Sample, folder: Path, row: _Row) -> Iterator[SampleEvent]:
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


def _turn(sample: Sample, row: _Row, begun: list[str]) -> Callable[[Workbench], object]:
    return lambda workbench: threads.reply(workbench, sample.people[row["by"]], begun[0], row["body"])


def _closing(sample: Sample, row: _Row, begun: list[str]) -> Callable[[Workbench], object]:
    return lambda workbench: threads.resolve_thread(workbench, sample.people[row["resolved_by"]], begun[0])


def _place(home: Revision, row: _Row) -> tuple[int, int]:
    prefix, exact, suffix = row.get("prefix", ""), row["exact"], row.get("suffix", "")
    start = home.markdown.index(prefix + exact + suffix) + len(prefix)
    if row.get("on") == "paragraph":
        paragraph = home.paragraphs[next_revision.paragraph_at(home, start)]
        return paragraph.start, paragraph.end
    return start, start + len(exact)


def _tag(workbench: Workbench, sample: Sample, folder: Path) -> None:
    """Tags come last: their evidence stands in the newest revision."""
    proposal_id = sample.proposals[folder.name]
    for row in _read(folder / "proposal.toml").get("tag", ()):
        actor = sample.people[row["by"]]
        head = revisions.read_revision(workbench, actor, proposal_id)
        at = (next_revision.paragraph_at(head, head.markdown.index(words)) for words in row.get("evidence", ()))
        tags.tag_proposal(
            _at(workbench, row["at"]),
            actor,
            proposal_id,
            principle=row["principle"],
            stance=Stance.ADVANCES if row["stance"] == "advances" else Stance.TENSION,
            rationale=row["rationale"],
            evidence=tuple(head.paragraphs[position].lineage for position in at),
        )


def _collect(workbench: Workbench, sample: Sample, row: _Row) -> None:
    bench, actor = _at(workbench, row["at"]), sample.people[row["by"]]
    words = {"title": row["title"], "foreword": row["foreword"], "language": row["language"]}
    collection = collections.create_collection(bench, actor, sample.convening_id, **words)
    chosen = tuple(sample.proposals[slug] for slug in row["proposals"])
    collections.edit_collection(bench, actor, collection.id, **words, proposals=chosen)
