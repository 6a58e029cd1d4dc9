"""What a person is handed of what the workbench holds about them."""

import json
import zipfile
from typing import Any

import pytest

from blueprint.domain.convenings import Role
from blueprint.domain.errors import Invalid, NotSignedIn
from blueprint.domain.principles import Stance
from blueprint.services.accounts import one_time_links, sign_in
from blueprint.services.accounts.personal_data import export_personal_data
from blueprint.services.context import Workbench
from blueprint.services.convenings import invitations, membership
from blueprint.services.drafting import drafts, images, proposals
from blueprint.services.publishing import errata
from blueprint.services.review import tags, threads
from tests.factories import Scene, set_first_password
from tests.images import png
from tests.services.editions import published_alone

ARABIC = "## الماء\n\nالماء حق للجميع.\n"


def archive(bench: Workbench, person_id: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The data, and the other files by name."""
    with export_personal_data(bench, person_id) as file, zipfile.ZipFile(file) as found:
        assert found.testzip() is None
        files = {name: found.read(name) for name in found.namelist()}
    return json.loads(files.pop("data.json")), files


def test_everything_that_a_person_wrote_is_handed_over(scene: Scene) -> None:
    bench, author = scene.workbench, scene.people["author"]
    proposal = scene.proposal("author", title="الماء", markdown=ARABIC, language="ar")
    picture = images.add_image(bench, author.id, proposal.id, png())
    scene.save(proposal, f"{ARABIC}\n![A square]({picture})\n")
    scene.save(proposal, "Nobody's but the editor's.\n", who="editor")
    thread = threads.start_thread(bench, author.id, proposal.id, revision=1, start=3, end=8, body="Mine: 水")
    threads.reply(bench, scene["editor"], thread.id, "Not mine.")
    reply = threads.reply(bench, author.id, thread.id, "Taken back.").comments[-1]
    threads.retract_comment(bench, author.id, reply.id)
    drafts.save_draft(bench, author.id, proposal.id, base=3, title="T", markdown="Half a sen", sequence=1)
    data, files = archive(bench, author.id)
    assert sorted(files) == [
        f"drafts/{proposal.id}.md",
        f"pictures/{picture.rpartition('/')[2]}",
        f"revisions/{proposal.id}-1.md",
        f"revisions/{proposal.id}-2.md",
    ]
    assert files[f"revisions/{proposal.id}-1.md"].decode() == ARABIC
    assert files[f"drafts/{proposal.id}.md"] == b"Half a sen"
    assert [one["file"] for one in data["revisions"]] == [f"revisions/{proposal.id}-{number}.md" for number in (1, 2)]
    assert [(one["about"], one["body"], one["retracted"]) for one in data["comments"]] == [
        ("الماء", "Mine: 水", False),
        ("الماء", "Taken back.", True),
    ]
    assert [one["title"] for one in data["proposals"]] == ["الماء"]
    assert "Not mine" not in json.dumps(data)
    assert {one["actor_id"] for one in data["events"]} == {author.id}
    assert data["events"][0]["fact"] == "account created"


def test_account_sessions_and_invitations_are_handed_over_without_secrets(scene: Scene) -> None:
    bench, convenor = scene.workbench, scene.people["convenor"]
    set_first_password(bench, convenor, "four rivers meet here")
    token = sign_in.sign_in(bench, convenor.email, "four rivers meet here", "Firefox", "here")
    link = one_time_links.link_to_sign_in(bench, convenor.email)
    with pytest.raises(Invalid):
        sign_in.sign_in(bench, convenor.email, "a wrong password", "", "here")
    sent = invitations.invite(bench, convenor.id, scene.convening.id, "new@example.org", Role.OBSERVER).link
    data, files = archive(bench, convenor.id)
    assert files == {}
    assert (data["format"], data["profile"]["email"]) == ("blueprint-personal-data/1", convenor.email)
    assert [(one["convening"], one["role"]) for one in data["memberships"]] == [("Water", "convenor")]
    assert [one["browser"] for one in data["sessions"]] == ["Firefox"]
    assert [one["email"] for one in data["invitations_made"]] == ["new@example.org"]
    assert (len(data["sign_in_links"]), len(data["failed_sign_ins"])) == (1, 1)
    said = json.dumps(data)
    assert not any(secret in said for secret in (token, link, sent.rpartition("/")[2], "argon2", "token_hash"))


def test_what_an_editor_did_is_handed_over(scene: Scene) -> None:
    bench, editor = scene.workbench, scene["editor"]
    edition = published_alone(scene)
    errata.add_erratum(bench, editor, edition.id, kind=errata.ErratumKind.ERRATUM, body="It is 60.")
    proposal = scene.proposal("author", title="Tagged")
    tags.tag_proposal(bench, editor, proposal.id, principle="just", stance=Stance.ADVANCES, rationale="It shares.")
    data, _files = archive(bench, editor)
    assert [(one["number"], one["published_at"] is not None) for one in data["editions"]] == [(1, True)]
    assert [one["body"] for one in data["errata"]] == ["It is 60."]
    assert [one["rationale"] for one in data["tags"]] == ["It shares."]


def test_nobody_is_handed_anything(scene: Scene) -> None:
    with pytest.raises(NotSignedIn):
        export_personal_data(scene.workbench, None)


def test_who_is_out_of_a_convening_does_not_learn_what_became_of_a_title(scene: Scene) -> None:
    bench, author = scene.workbench, scene["author"]
    proposal = scene.proposal("author")
    membership.remove_member(bench, scene["convenor"], scene.convening.id, author)
    assert proposals.read_proposal(bench, scene["editor"], proposal.id)[0].title == "Water for all"
    data, files = archive(bench, author)
    assert [one["title"] for one in data["proposals"]] == [""]
    assert f"revisions/{proposal.id}-1.md" in files


def test_a_lost_picture_is_named_without_a_file(scene: Scene) -> None:
    bench, author = scene.workbench, scene["author"]
    proposal = scene.proposal("author")
    picture = images.add_image(bench, author, proposal.id, png())
    bench.images.remove(picture.rpartition("/")[2])
    data, files = archive(bench, author)
    assert [one["file"] for one in data["pictures"]] == [""]
    assert not any(name.startswith("pictures/") for name in files)
