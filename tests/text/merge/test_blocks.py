"""What belongs together stays together: a heading and its text, an item and its list, a row and its table."""

import pytest

from blueprint.text import merge


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def both_ways(base: str, ours: str, theirs: str) -> str:
    merged = merge(base, ours, theirs).text
    assert merge(base, theirs, ours).text == merged
    return merged


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("**May guests vote?**", "No."), ("**Is land sold?**", "No.")),
        (("## 水", "### 費用", "五円。", "### 期間", "一年。"), ("## 木", "### 費用", "九円。", "### 期間", "二年。")),
        (("## Eau", "(abrogé)"), ("## Bois", "(abrogé)")),
        (("Water:", "| Who | Sum |\n|---|---|\n| adult | 5 |"), ("Wood:", "| Who | Sum |\n|---|---|\n| adult | 9 |")),
        (("---", "Ours is here.", "---"), ("---", "Theirs is there.", "---")),
        (("<div>", "Ours is here.", "</div>"), ("<div>", "Theirs is there.", "</div>")),
        (("- ماء\n  - آبار\n  - أنهار",), ("- أرض\n  - حقول\n  - أنهار",)),
    ],
)
def test_two_blocks_that_share_a_paragraph_are_both_whole(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    merged = both_ways(text("Start.", "End."), text("Start.", *first, "End."), text("Start.", *second, "End."))
    blocks = [text(*first), text(*second)]
    assert merged in {text("Start.", *order, "End.") for order in (blocks, blocks[::-1])}


def test_what_both_inserted_is_there_once_in_whatever_order() -> None:
    merged = both_ways("- land\n", "- land\n- forest\n- sea\n", "- land\n- sea\n- forest\n")
    assert sorted(merged.splitlines()) == ["- forest", "- land", "- sea"]
    section = ("## Water", "Water is common.", "Nobody sells it.")
    other = ("## Land", "Land is common.", "Nobody sells it.")
    merged = both_ways("Start.", text("Start.", *section), text("Start.", *other, *section))
    assert merged == text("Start.", *other, *section)


@pytest.mark.parametrize(
    ("base", "addition", "behind"),
    [
        ("- eau\n- terre", "\n- forêt", "\n\nCes biens sont communs."),
        ("1. eau\n2. terre", "\n3. forêt", "\n\nCes biens sont communs."),
        ("- su\n- toprak", "\n- orman", "\n\n## Kurallar\n\nKimse satamaz."),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "\n| 3 | 4 |", "\n\nThe fees are public."),
        ("> Water is common.", "\n>\n> Land is common too.", "\n\nSo we said."),
        ("## Water\n\nWater is common.", "\n\nWells are open.", "\n\n## Land\n\nLand is common."),
        ("## 水\n\n水是公共的。", "\n\n井是开放的。", "\n\n## 土地\n\n土地是公共的。"),
        ("## Article 1\n\nL'eau est commune.", "\n\nNul ne la vend.", "\n\n## Article 2\n\nLa terre aussi."),
        ("## A\n\n### B\n\nWords.", "\n\n### C\n\nMore words.", "\n\n## D\n\nOther words."),
    ],
)
def test_what_continues_a_block_comes_before_what_follows_it(base: str, addition: str, behind: str) -> None:
    assert both_ways(base, base + addition, base + behind) == base + addition + behind


WATER, LAND, BOOKS = "## Water\n\nWater is common.", "## Land\n\nLand is common.", "## Books\n\nBooks are open."


@pytest.mark.parametrize("moved", [text(WATER, BOOKS, LAND), text(LAND, WATER, BOOKS)])
def test_what_is_inserted_in_a_section_goes_with_it(moved: str) -> None:
    for inserted in (
        LAND.replace("## Land", "## Land\n\nLeases last for life."),
        f"{LAND}\n\nNobody sells it.\n\nNobody buys it.",
    ):
        assert both_ways(text(WATER, LAND, BOOKS), moved, text(WATER, inserted, BOOKS)) == moved.replace(LAND, inserted)


def test_a_section_that_is_inserted_behind_one_that_was_moved_stays_in_its_place() -> None:
    new = "## Air\n\nAir is common."
    moved = text(LAND, WATER, BOOKS)
    assert both_ways(text(WATER, LAND, BOOKS), moved, text(WATER, LAND, new, BOOKS)) == text(LAND, WATER, new, BOOKS)


def test_an_item_that_is_added_to_a_list_goes_with_the_list() -> None:
    items, rules = "- Wasser der Quellen\n- Boden der Felder", "Regeln:\n\nNiemand verkauft sie."
    base, moved = text("Güter:", items, rules, "Ende."), text(rules, "Güter:", items, "Ende.")
    added = f"{items}\n- Holz der Hügel"
    assert both_ways(base, moved, base.replace(items, added)) == moved.replace(items, added)


GOODS = "Goods:\n\n- water\n- land\n\nFees:\n\n| Who | Sum |\n|---|---|\n| adult | 5 |\n\nEnd."


@pytest.mark.parametrize(
    ("base", "deleted", "old", "new"),
    [
        (text(WATER, LAND, BOOKS), text(WATER, BOOKS), LAND, f"{LAND}\n\nLeases last for life."),
        (text(WATER, LAND, BOOKS), text(WATER, BOOKS), LAND, LAND.replace("Land\n", "Land\n\nFirst words.\n")),
        (
            text(WATER, LAND, BOOKS),
            text(WATER, BOOKS),
            LAND,
            LAND.replace("Land\n", "Land\n\nFirst words.\n") + "\n\nLast words.\n\n### Leases\n\nThey last for life.",
        ),
        (GOODS, GOODS.replace("\n\n- water\n- land", ""), "- water\n- land", "- water\n- seeds of all kinds\n- land"),
        (GOODS, GOODS.replace("\n- land", ""), "- land", "- land\n  - fields\n  - gardens"),
        (
            GOODS,
            GOODS.replace("\n\n| Who | Sum |\n|---|---|\n| adult | 5 |", ""),
            "| Who | Sum |\n|---|---|\n| adult | 5 |",
            "| Who | Sum |\n|---|---|\n| adult | 5 |\n| guest | 7 |",
        ),
    ],
)
def test_what_is_inserted_in_a_block_that_the_other_side_deleted_is_for_a_person_to_decide(
    base: str, deleted: str, old: str, new: str
) -> None:
    changed = base.replace(old, new)
    merged = merge(base, deleted, changed)
    [conflict] = merged.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == (old, "", new)
    assert merged.resolve([""]) == deleted
    assert merged.resolve([new]) == changed
    assert merge(base, changed, deleted).conflicts == (conflict.swapped(),)


def test_an_item_beside_one_that_the_other_side_deleted_is_inserted() -> None:
    assert both_ways("- a\n- b\n- c", "- a\n- c", "- a\n- b\n- new\n- c") == "- a\n- new\n- c"
