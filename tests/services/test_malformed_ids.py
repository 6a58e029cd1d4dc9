"""Identifiers and numbers as an address or a component may send them, on each database: there is no such thing."""

from collections.abc import Callable

import pytest

from blueprint.domain.errors import BlueprintError, NotFound
from blueprint.domain.threads import Thread
from blueprint.services.convenings import convenings
from blueprint.services.drafting import drafts, images, revisions
from blueprint.services.publishing import collections
from blueprint.services.review import threads
from blueprint.services.updates import topics
from tests.factories import Scene

IDS = ("", "a\0b", "a\ud800", "\x1b", "x" * 100_000, "水", "../a", "a b", "' OR 1=1 --")
NUMBERS = (0, -1, 2**31, 2**63, 10**400)

WITH_ID: dict[str, Callable[[Scene, str], object]] = {
    "read_convening": lambda s, i: convenings.read_convening(s.workbench, s["author"], i),
    "read_collection": lambda s, i: collections.read_collection(s.workbench, s["author"], i),
    "read_revision": lambda s, i: revisions.read_revision(s.workbench, s["author"], i),
    "read_draft": lambda s, i: drafts.read_draft(s.workbench, s["author"], i),
    "add_image": lambda s, i: images.add_image(s.workbench, s["author"], i, b""),
    "subscribe": lambda s, i: topics.subscribe(s.workbench, s["author"], f"draft:{i}"),
    "reply": lambda s, i: threads.reply(s.workbench, s["author"], i, "Yes."),
    "edit_comment": lambda s, i: threads.edit_comment(s.workbench, s["author"], i, "Yes."),
    "resolve_thread": lambda s, i: threads.resolve_thread(s.workbench, s["author"], i),
}
WITH_NUMBER: dict[str, Callable[[Scene, str, int], object]] = {
    "read_revision": lambda s, i, n: revisions.read_revision(s.workbench, s["author"], i, n),
    "compare_revisions": lambda s, i, n: revisions.compare_revisions(s.workbench, s["author"], i, 1, n),
    "save_revision": lambda s, i, n: revisions.save_revision(
        s.workbench, s["author"], i, base=n, title="Water", markdown="Words.\n", sequence=1
    ),
    "restore_revision": lambda s, i, n: revisions.restore_revision(s.workbench, s["author"], i, n, base=1),
    "save_draft": lambda s, i, n: drafts.save_draft(
        s.workbench, s["author"], i, base=n, title="Water", markdown="Words.\n", sequence=1
    ),
    "start_thread": lambda s, i, n: threads.start_thread(
        s.workbench, s["reviewer"], i, revision=n, start=0, end=3, body="Why?"
    ),
}


def test_what_is_no_identifier_is_not_found(scene: Scene) -> None:
    for attempt in WITH_ID.values():
        for text in IDS:
            with pytest.raises(NotFound):
                attempt(scene, text)


def test_a_number_that_no_revision_has_is_refused(scene: Scene, thread: Thread) -> None:
    for attempt in WITH_NUMBER.values():
        for number in NUMBERS:
            with pytest.raises(BlueprintError):
                attempt(scene, thread.proposal_id, number)
