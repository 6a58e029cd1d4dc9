"""What wikidiff2's table says, and the passages in which it and we differ."""

import pytest

from benchmarks import text_disagreement
from benchmarks.text_disagreement import MOST_CHANGES, Passage, chosen_passages, language_of, passages
from benchmarks.text_wikidiff2 import LinkedParagraphs, read_links

TABLE = """
<tr>
  <td colspan="2" class="diff-lineno"><!--LINE 1--></td>
  <td colspan="2" class="diff-lineno"><!--LINE 1--></td>
</tr>
<tr>
  <td colspan="2" class="diff-empty diff-side-deleted"></td>
  <td class="diff-marker"><a class="mw-diff-movedpara-right" href="#movedpara_6_0_lhs">&#x26AB;</a></td>
  <td class="diff-addedline diff-side-added"><div><a name="movedpara_0_0_rhs"></a>The council meets
    in <ins class="diffchange diffchange-inline">spring</ins></div></td>
</tr>
<tr>
  <td class="diff-marker"></td>
  <td class="diff-context diff-side-deleted"><div>Water</div></td>
  <td class="diff-marker"></td>
  <td class="diff-context diff-side-added"><div>Water</div></td>
</tr>
<tr>
  <td class="diff-marker" data-marker="−"></td>
  <td class="diff-deletedline diff-side-deleted"><div>Wells are open.<del class="diffchange"> </del>Nobody pays.</div></td>
  <td class="diff-marker" data-marker="+"></td>
  <td class="diff-addedline diff-side-added"><div>Wells are open.</div></td>
</tr>
<tr>
  <td colspan="2" class="diff-empty diff-side-deleted"></td>
  <td class="diff-marker" data-marker="+"></td>
  <td class="diff-addedline diff-side-added"><div>Nobody pays.</div></td>
</tr>
<tr>
  <td colspan="2" class="diff-empty diff-side-deleted"></td>
  <td class="diff-marker" data-marker="+"></td>
  <td class="diff-addedline diff-side-added"><div>All is new.</div></td>
</tr>
<tr>
  <td class="diff-marker" data-marker="−"></td>
  <td class="diff-deletedline diff-side-deleted"><div>Nothing is left.</div></td>
  <td colspan="2" class="diff-empty diff-side-added"></td>
</tr>
<tr>
  <td class="diff-marker"><a class="mw-diff-movedpara-left" href="#movedpara_0_0_rhs">&#x26AB;</a></td>
  <td class="diff-deletedline diff-side-deleted"><div><a name="movedpara_6_0_lhs"></a>The council meets
    in <del class="diffchange diffchange-inline">autumn</del></div></td>
  <td colspan="2" class="diff-empty diff-side-added"></td>
</tr>
"""


def test_a_table_links_rows_moves_and_all_parts_of_a_split() -> None:
    assert read_links(TABLE) == {(0, 1), (1, 2), (1, 3), (3, 0)}


def found(monkeypatch: pytest.MonkeyPatch, theirs: LinkedParagraphs, old: str, new: str) -> list[Passage]:
    monkeypatch.setattr(text_disagreement, "wikidiff2_links", lambda *_: theirs)
    return list(passages("de-charter", [old, new], (0, 1)))


def test_there_is_no_passage_without_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(monkeypatch, {(0, 0), (1, 1)}, "One.\n\nTwo.", "One.\n\nTwo.") == []


def test_a_passage_has_the_links_of_one_tool_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    old = "\n\n".join(f"Article {each} of the charter." for each in ("one", "two", "three", "four", "five", "six"))
    theirs = {(at, at) for at in range(6)} - {(1, 1), (5, 5)} | {(0, 1)}
    first, second = found(monkeypatch, theirs, old, old)
    assert (first.changes, first.differences) == ((0, 1), {(0, 1), (1, 1)})
    assert (second.changes, second.differences) == ((5,), {(5, 5)})
    assert first.weight > second.weight


def test_a_long_passage_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(f"The {each}th paragraph." for each in range(4, 24))
    lengths = [len(each.changes) for each in found(monkeypatch, set(), text, text)]
    assert lengths == [MOST_CHANGES, MOST_CHANGES, 20 - 2 * MOST_CHANGES]


def test_every_language_has_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    states = [[f"{letter} one.\n\n{letter} two."] * 2 for letter in "abc"]
    monkeypatch.setattr(text_disagreement, "wikidiff2_links", lambda *_: set())
    monkeypatch.setattr(
        text_disagreement, "histories", lambda: dict(zip(("de-a", "de-b", "ta-c"), states, strict=True))
    )
    assert {each.language for each in chosen_passages(2)} == {"de", "ta"}
    assert [each.history for each in chosen_passages(9)][2:] == ["de-b"]


@pytest.mark.parametrize(("history", "language"), [("fa_IR-guide", "fa"), ("ta-code", "ta"), ("privacy-policy", "en")])
def test_the_language_is_what_the_name_begins_with(history: str, language: str) -> None:
    assert language_of(history) == language
