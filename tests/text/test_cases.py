"""The awkward cases that anyone may add to; see cases/README.md."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from blueprint.text import Change, Comparison, carry, compare, find_quote

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
CASES = [case for path in FILES for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]


def parameters(cases: list[dict[str, Any]]) -> list[Any]:
    """Those that are known to be wrong must fail, until they are right and the key is removed."""
    wrong = (case.get("known_wrong") for case in cases)
    marks = [[pytest.mark.xfail(reason=reason, strict=True)] if reason else [] for reason in wrong]
    return [pytest.param(case, id=case["name"], marks=mark) for case, mark in zip(cases, marks, strict=True)]


def compared(case: dict[str, Any]) -> Comparison:
    return compare(case["old"].strip(), case["new"].strip(), case.get("language", "en"))


def fits(change: Change, expected: str, comparison: Comparison) -> bool:
    kind, _, beginnings = expected.partition(":")
    before, _, after = (part.strip() for part in beginnings.partition("->"))
    old = comparison.old.paragraphs[change.old[0]].text if change.old else ""
    new = comparison.new.paragraphs[change.new[0]].text if change.new else ""
    return change.kind.value == kind.strip() and old.startswith(before) and new.startswith(after)


@pytest.mark.parametrize("case", parameters(CASES))
def test_what_happened(case: dict[str, Any]) -> None:
    comparison = compared(case)
    assert len(comparison.changes) == len(case["happened"]), comparison.changes
    for change, expected in zip(comparison.changes, case["happened"], strict=True):
        assert fits(change, expected, comparison), (expected, change)


@pytest.mark.parametrize("case", parameters([case for case in CASES if "comment" in case]))
def test_where_the_comment_is(case: dict[str, Any]) -> None:
    comparison = compared(case)
    text_quote = find_quote(comparison.old.source, case["comment"])
    assert text_quote is not None
    found = carry(text_quote, comparison)
    assert ("gone" if found.start is None else found.exact) == case["now"]
    assert found.status.value == case.get("status", found.status.value)
