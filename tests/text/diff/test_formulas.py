"""Texts composed of formulas: any two of their paragraphs have words in common."""

from collections.abc import Sequence
from itertools import product

import pytest

from blueprint.text import ChangeKind, compare

FORMULAS: dict[str, Sequence[tuple[str, ...]]] = {
    "de": (
        ("Nach Anhörung der Beteiligten", "Auf schriftlichen Antrag", "Zu Beginn des Jahres", "Vor Ablauf der Frist"),
        ("prüft der Vorstand", "veröffentlicht die Behörde", "bestätigt der Ausschuss", "verwahrt die Kasse"),
        ("das Verzeichnis der Höfe.", "den Plan der Wasserleitung.", "die geprüften Rechnungen.", "die Gebühren."),
    ),
    "ru": (
        ("По письменному заявлению", "После обсуждения с жителями", "В начале каждого года", "До истечения срока"),
        ("правление проверяет", "управа публикует", "комиссия утверждает", "касса хранит"),
        ("реестр общих земель.", "план водопровода.", "проверенные счета.", "перечень сборов."),
    ),
    "zh": (
        ("经书面申请，", "征求居民意见之后，", "每年年初，", "期限届满之前，"),
        ("理事会审查", "主管机关公布", "委员会核准", "财务处保管"),
        ("公有土地登记册。", "供水规划图纸。", "审计后的账目。", "收费项目清单。"),
    ),
}
STEPS = (5, 11, 29, 13)
REPLACED = 9


def paragraph(language: str, first: int) -> str:
    """Four sentences of formulas."""
    separator = "" if language == "zh" else " "
    sentences = [separator.join(formulas) for formulas in product(*FORMULAS[language])]
    return separator.join(sentences[(first + step * first) % len(sentences)] for step in STEPS)


def replaced(language: str, name: str = "") -> list[ChangeKind]:
    """What happened to one paragraph that gave way to another, in a text where each paragraph got a number."""
    old = [paragraph(language, first) for first in range(1, 20)]
    new = [f"{text} {number}" for number, text in enumerate(old, start=1701)]
    old[REPLACED], new[REPLACED] = old[REPLACED] + name, paragraph(language, 57) + name
    changes = compare("\n\n".join(old), "\n\n".join(new), language).changes
    assert sum(change.kind is ChangeKind.EDITED for change in changes) >= 18
    return [change.kind for change in changes if REPLACED in (*change.old, *change.new)]


@pytest.mark.parametrize("language", FORMULAS)
def test_common_words_alone_link_no_paragraphs(language: str) -> None:
    assert replaced(language) == [ChangeKind.DELETED, ChangeKind.INSERTED]


@pytest.mark.parametrize("language", FORMULAS)
def test_a_word_that_no_other_paragraph_has_links_them(language: str) -> None:
    assert replaced(language, " Rehburg") == [ChangeKind.EDITED]
