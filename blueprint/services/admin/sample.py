"""Loading the sample convening of `policies/sample` by the use cases, each at the time that the sample gives."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from blueprint.domain.convenings import Role, Visibility
from blueprint.domain.errors import Invalid
from blueprint.domain.people import Profile
from blueprint.domain.principles import Stance
from blueprint.services.accounts import account, registration
from blueprint.services.admin.sample_events import Sample, TomlTable, proposal_events, read_toml
from blueprint.services.context import Workbench
from blueprint.services.convenings import convenings
from blueprint.services.drafting import placements, revisions
from blueprint.services.publishing import collections
from blueprint.services.review import tags
from blueprint.storage import convenings as membership

SAMPLE = "sample/convening.toml"
"""The sample's people and their convening, among the policy files; its other files are beside it."""

SAMPLE_COLLECTIONS = "sample/collections.toml"
"""Its collections, and which of them the demonstration publishes."""


def load_sample(workbench: Workbench) -> Sample:
    """Fill an empty workbench with the sample convening; returns the ids of what was created.

    Raises `Invalid`, before anything is written, for a sample with tags to unknown principles.
    """
    folder = workbench.policies.path(SAMPLE).parent
    sample, table = Sample(), read_toml(folder / "convening.toml")
    folders = sorted(path.parent for path in folder.glob("*/proposal.toml"))
    _require_principles(workbench, folders)
    _add_people(workbench, sample, table)
    _convene(workbench, sample, table)
    events = [event for path in folders for event in proposal_events(sample, path)]
    for event in sorted(events, key=lambda event: event.at):
        event.do(_at(workbench, event.at))
    for path in folders:
        _tag(workbench, sample, path)
    for row in read_toml(folder / "collections.toml")["collection"]:
        _collect(workbench, sample, row)
    return sample


def _require_principles(workbench: Workbench, folders: list[Path]) -> None:
    known = {principle.key for principle in workbench.principles.all()}
    tagged = {row["principle"] for path in folders for row in read_toml(path / "proposal.toml").get("tag", ())}
    if unknown := ", ".join(sorted(tagged - known)):
        raise Invalid(
            f"The sample in {folders[0].parent} is tagged with principles that are not in principles.toml: {unknown}. "
            "Put a sample about your own principles into the folder that BLUEPRINT_POLICIES names."
        )


def _at(workbench: Workbench, at: datetime) -> Workbench:
    return replace(workbench, now=lambda: at)


def _add_people(workbench: Workbench, sample: Sample, table: TomlTable) -> None:
    organisations = {row["key"]: row["name"] for row in table["organisation"]}
    for row in table["person"]:
        bench = _at(workbench, row["joined_at"])
        person = registration.add_person(
            bench, row["email"], row["name"], steward=row["role"] == Role.CONVENOR, language=row["language"]
        )
        profile = Profile(name=person.name, organisation=organisations[row["organisation"]], language=person.language)
        account.change_profile(bench, person.id, profile)
        sample.people[row["key"]] = person.id
        if row.get("sample"):
            sample.sign_in_emails[row["role"]] = row["email"]


def _convene(workbench: Workbench, sample: Sample, table: TomlTable) -> None:
    row = table["convening"]
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
        for person in table["person"]:
            membership.set_role(
                session, convening.id, sample.people[person["key"]], Role(person["role"]), person["joined_at"]
            )


def _tag(workbench: Workbench, sample: Sample, folder: Path) -> None:
    """Tag a proposal, after all its revisions: the evidence is in the newest one."""
    proposal_id = sample.proposals[folder.name]
    for row in read_toml(folder / "proposal.toml").get("tag", ()):
        actor_id = sample.people[row["by"]]
        head = revisions.read_revision(workbench, actor_id, proposal_id)
        at = (placements.nearest_paragraph(head, head.markdown.index(words)) for words in row.get("evidence", ()))
        tags.tag_proposal(
            _at(workbench, row["at"]),
            actor_id,
            proposal_id,
            principle=row["principle"],
            stance=Stance.ADVANCES if row["stance"] == "advances" else Stance.TENSION,
            rationale=row["rationale"],
            evidence=tuple(head.paragraphs[position].lineage for position in at),
        )


def _collect(workbench: Workbench, sample: Sample, row: TomlTable) -> None:
    bench, actor_id = _at(workbench, row["at"]), sample.people[row["by"]]
    words = {"title": row["title"], "foreword": row["foreword"], "language": row["language"]}
    collection = collections.create_collection(bench, actor_id, sample.convening_id, **words)
    chosen = tuple(sample.proposals[slug] for slug in row["proposals"])
    collections.edit_collection(bench, actor_id, collection.id, **words, proposals=chosen)
