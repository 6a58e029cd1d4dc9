"""What identifies a revision."""

import hashlib

from blueprint.domain.revisions import content_hash


def test_the_hash_is_of_title_language_and_source_and_of_nothing_run_together() -> None:
    assert content_hash("A", "en", "x") == hashlib.sha256(b"A\0en\0x\0").hexdigest()
    assert content_hash("A", "en", "x") != content_hash("Ae", "n", "x")
