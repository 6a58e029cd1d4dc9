"""The coverage: the table's data, the gaps, the words."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from blueprint.domain.convenings import Convening
from blueprint.domain.people import Person
from blueprint.domain.principles import Stance
from blueprint.domain.proposals import Proposal
from blueprint.services.context import Workbench
from blueprint.services.drafting import proposals
from blueprint.services.review import tags
from blueprint.ui.components.coverage import languages_of, table_of

OpenPage = Callable[..., AppTest]
WordsOf = Callable[[AppTest], str]


@pytest.fixture
def tagged(workbench: Workbench, ada: Person, convening: Convening) -> Proposal:
    proposal = proposals.start_proposal(workbench, ada.id, convening.id, title="<b>الماء</b>", language="ar")
    for principle, stance in (("just", Stance.ADVANCES), ("peaceful", Stance.TENSION)):
        tags.tag_proposal(
            workbench, ada.id, proposal.id, principle=principle, stance=stance, rationale=f"<i>Because</i> {principle}"
        )
    return proposal


def test_the_table_has_a_cell_for_every_principle(
    workbench: Workbench, ada: Person, convening: Convening, tagged: Proposal
) -> None:
    coverage = tags.read_coverage(workbench, ada.id, convening.id)
    table = table_of(coverage, languages_of((tagged,)))
    (row,) = table["rows"]
    assert (row["title"], row["dir"], row["href"]) == ("<b>الماء</b>", "rtl", f"/proposal?id={tagged.id}")
    cells = dict(zip((column["name"] for column in table["columns"]), row["cells"], strict=True))
    assert cells["Just"] == {"advances": True, "rationale": "<i>Because</i> just"}
    assert cells["Peaceful"] == {"advances": False, "rationale": "<i>Because</i> peaceful"}
    assert sum(cell is not None for cell in cells.values()) == 2
    gaps = [column["name"] for column in table["columns"] if column["gap"]]
    assert len(gaps) == 11  # a tension closes no gap
    assert "Just" not in gaps


def test_the_page_names_the_gaps_and_shows_every_rationale(
    open_page: OpenPage, words_of: WordsOf, ada: Person, convening: Convening, tagged: Proposal
) -> None:
    said = words_of(open_page(ada, "coverage", id=convening.id))
    assert "11 principles no proposal advances yet" in said
    assert "&lt;i&gt;Because&lt;/i&gt; just" in said
    assert "<i>Because" not in said


def test_an_empty_convening_says_what_to_do(
    open_page: OpenPage, words_of: WordsOf, ada: Person, convening: Convening
) -> None:
    assert "No proposals yet" in words_of(open_page(ada, "coverage", id=convening.id))
