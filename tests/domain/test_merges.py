"""A merge that a person has to finish."""

from blueprint.domain.merges import ConflictPart, PendingMerge


def test_a_pending_merge_knows_its_conflicts() -> None:
    part = ConflictPart(base="a", theirs="b", ours="c")
    merge = PendingMerge(
        proposal_id="p", base=1, head=2, head_saved_by="Nia", title="T", head_title="T", parts=("x", part, "y")
    )
    assert merge.conflicts == (part,)
