"""What a comparison marks within a paragraph: words that a reader sees differ, and nothing else."""

import pytest
from hypothesis import given

from blueprint.text import ChangeKind, RedlineFormat, carry, compare, find_quote, redline, reverse
from tests.text.strategies import anything


def marked(old: str, new: str, language: str = "en") -> str:
    """The only paragraph, with the brackets of Git's word diff."""
    return redline(compare(old, new, language), RedlineFormat.PLAIN).strip()


WRAPPED = """The assembly meets in public twice a month and publishes its
minutes within a week, in all the languages that its members
speak, free of charge."""
REWRAPPED = """The assembly meets in open public twice a month and
publishes its minutes within a week, in all the
languages that its members speak, free of charge."""


def test_a_rewrapped_paragraph_marks_its_new_word_alone() -> None:
    assert marked(WRAPPED, REWRAPPED) == REWRAPPED.replace("open ", "{+open +}")
    assert marked(REWRAPPED, WRAPPED) == WRAPPED.replace("public", "[-open -]public")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_no_line_ending_within_a_paragraph_is_marked(ending: str) -> None:
    old, new = WRAPPED.replace("\n", ending), REWRAPPED.replace("\n", ending)
    assert marks(old, new) == [("+", "open ")]


def marks(old: str, new: str, language: str = "en") -> list[tuple[str, str]]:
    return [each for change in compare(old, new, language).changes for each in change.words if each[0] in "-+"]


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("La taxe; le budget: tout est public!", "La taxe ; le budget\u00a0: tout est public\u202f!", "fr"),
        ("Die Räte (alle) tagen „ offen “ .", "Die Räte ( alle ) tagen „offen“.", "de"),
        ("議会は GitHub で予算を公表する。", "議会はGitHubで 予算を公表する。", "ja"),
        ("每个公民 都有权查阅 2024 年的预算。", "每个公民都有权查阅2024年的预算。", "zh"),
        ("ทุกคน มีสิทธิใช้น้ำ", "ทุกคนมีสิทธิใช้น้ำ", "th"),
        ("सभी बैठकें (हर महीने) खुली हैं।", "सभी बैठकें(हर महीने ) खुली हैं ।", "hi"),
        ("لكل أسرة الحق في الماء، والكهرباء.", "لكل أسرة الحق في الماء ،والكهرباء .", "ar"),
    ],
)
def test_white_space_beside_signs_and_between_ideographs_is_form(old: str, new: str, language: str) -> None:
    for comparison in (compare(old, new, language), compare(new, old, language)):
        assert [change.kind for change in comparison.changes] == [ChangeKind.REFORMATTED]
    assert marks(old, new, language) == marks(new, old, language) == []


def test_a_word_in_the_place_of_white_space_is_marked_alone() -> None:
    assert marks("They may opt out of it.", "They may opt-out of it.") == [("+", "-")]
    assert marks("They may opt-out of it.", "They may opt out of it.") == [("-", "-")]
    assert marks("議会 規則", "議会の規則", "ja") == [("+", "の")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("### Water  is free", "###Water is free", [("-", " ")]),
        ("The list: [members] (https://law.example)", "The list: [members](https://law.example)", [("-", " ")]),
        ("No ** bold ** words", "No **bold** words", [("-", " "), ("-", " ")]),
        ("It is for some one.", "It is for someone.", [("-", "some one"), ("+", "someone")]),
    ],
)
def test_white_space_that_a_reader_sees_is_marked(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert [change.kind for change in compare(old, new).changes] == [ChangeKind.EDITED]
    assert marks(old, new) == expected


@pytest.mark.parametrize("form", RedlineFormat)
def test_no_redline_marks_white_space_and_forms(form: RedlineFormat) -> None:
    written = redline(
        compare("Les finances de la\ncommune : 10 000 €", "Les ﬁnances\nde la commune\u00a0: 10\u202f000 €"), form
    )
    assert all(sign not in written for sign in ("<del>", "<ins>", "{--", "{++", "[-", "{+", "\x1b[31", "\x1b[32"))
    assert "ﬁnances" in written or "unchanged" in written


def test_a_sentence_that_was_kept_in_a_rewritten_passage_is_unmarked() -> None:
    kept = "Le conseil fixe la taxe et publie le budget"
    old = f"Toute dépense est décidée en assemblée par les habitants. {kept}. Le trésorier tient les comptes de la commune."
    new = f"Un débat ouvert précède. {kept}. Deux vérificatrices tirées au sort lisent tout, puis en rendent compte."
    assert f" {kept}. " in marked(old, new, "fr")
    wrapped = kept.replace("conseil ", "conseil\n").replace("et publie ", "et publie\n")
    assert f" {wrapped}. " in marked(old, new.replace(kept, wrapped), "fr")


def test_words_of_a_sentence_are_not_kept_in_an_address() -> None:
    old, new = "See the list of the members.", "See https://list.example/the/members for more of them."
    assert "https://list.example/the/members" in marked(old, new)
    linked = marked("We read the law on water.", "We read [it](https://law.example/the/law/on/water).")
    assert "https://law.example/the/law/on/water" in linked


HEAD = "| Año | Tasa |\n|---|---|"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (HEAD, "| Año | Tasa | Piso |\n|---|---|---|", "| Año | Tasa |{+ Piso |+}\n|---|---|{+---|+}"),
        (HEAD, "| Año | Piso | Tasa |\n|---|---:|---|", "| Año |{+ Piso |+} Tasa |\n|---|{+---:|+}---|"),
        (HEAD, "|  Año   | Tasa  |\n|--------|-------|", "… 1 unchanged …"),
    ],
)
def test_a_row_marks_its_cells(old: str, new: str, expected: str) -> None:
    found = marked(old, new)
    assert found == expected or (expected.startswith("…") and "[-" not in found and "{+" not in found)


def test_cells_of_a_column_that_was_removed_and_of_one_that_changed() -> None:
    old = (
        f"{HEAD.replace('|---|---|', '|---|---|---|').replace('Tasa |', 'Tasa | Piso |')}\n| 2024 | 5 % de todo | 100 |"
    )
    new = f"{HEAD}\n| 2024 | 6 % de todo |"
    assert marked(old, new).endswith("| 2024 | [-5-]{+6+} % de todo |[- 100 |-]")


def test_an_escaped_pipe_is_in_its_cell() -> None:
    old, new = "| a | b |\n|---|---|\n| x \\| y | z |", "| a | b |\n|---|---|\n| x \\| w | z |"
    assert marked(old, new).endswith("| x \\| [-y-]{+w+} | z |")


def test_indentation_of_code_is_marked_with_its_word() -> None:
    assert marked("```\none\n  two\n```", "```\none\n    two\n```") == "```\none[-\n  two-]{+\n    two+}\n```"


def test_a_joined_paragraph_does_not_mark_the_space_between_its_parts() -> None:
    one = "Every municipality publishes its budget before the end of March."
    other = "Rivers and forests have standing before the courts of the land."
    assert marked(f"{one}\n\n{other}", f"{one} {other}").endswith(f"{one} {other}")


@given(anything, anything)
def test_every_edited_paragraph_has_a_mark(old: str, new: str) -> None:
    for comparison in (compare(old, new), reverse(compare(old, new))):
        for change in comparison.changes:
            assert all(operation in "=-+<>" and text for operation, text in change.words)
            if change.kind is ChangeKind.EDITED:
                assert any(operation in "-+" for operation, _ in change.words)


@pytest.mark.parametrize(
    ("old", "new", "comment", "now"),
    [
        ("Straße und Wasser gehören allen.", "Strasse und Wasser gehören allen.", "Straße", "Strasse"),
        ("The council shall publish it.", "The council SHALL publish it.", "shall", "SHALL"),
        ("The council doesn't vote alone.", "The council doesn’t vote alone.", "doesn't", "doesn’t"),
        ("RIGHTS OF THE PEOPLE", "Rights of the people", "THE PEOPLE", "the people"),
        ("كُلُّ إِنْسَانٍ حُرٌّ فِي أَرْضِهِ", "كل إنسان حر في أرضه", "إِنْسَانٍ حُرٌّ", "إنسان حر"),
        ("كل إنسان. حر في أرضه", "كُلُّ إِنْسَانٍ. حُرٌّ فِي أَرْضِهِ", "كل إنسان", "كُلُّ إِنْسَانٍ"),
        ("كُلُّ إِنْسَانٍ. حُرٌّ فِي أَرْضِهِ", "كل إنسان. حر في أرضه", "كُلُّ إِنْسَانٍ", "كل إنسان"),
        ("«كُلُّ إِنْسَانٍ»، حُرٌّ فِي أَرْضِهِ", "«كل إنسان»، حر في أرضه", "«كُلُّ إِنْسَانٍ»", "«كل إنسان»"),
        ("כל אדם חופשי בארצו", "כָּל אָדָם חָפְשִׁי בְּאַרְצוֹ", "כל אדם", "כָּל אָדָם"),
        ("כָּל בְּאַרְצוֹ.", "כל בארצו.", "כָּל בְּאַרְצוֹ", "כל בארצו"),
        ("सभी लोग को, पानी", "सभी लोगो को, पानी", "लोग को", "लोगो को"),
        ("كل يوم دون مُقابِل.", "كل يوم دون مقابل.", "مُقابِل.", "مقابل."),
        ("كُلُّ بَيْتٍ يَملِكُ ماءً.", "كل بيت يملك ماء.", "ماءً.", "ماء."),
        ("الماء للجميع", "الماءِ للجَميع", "الماء", "الماءِ"),
        ("لكل أسرة ماء", "لِكُلِّ أُسْرَةٍ ماءٌ", "كل أسرة", "كُلِّ أُسْرَةٍ"),
        ("जल लोग का है", "जल लोगों का है", "लोग", "लोगों"),
        ("ทุกคนมีสิทธิ", "ทุกคนมีสิทธิ์", "สิทธิ", "สิทธิ์"),
    ],
)
def test_a_comment_stays_with_words_of_the_same_letters(old: str, new: str, comment: str, now: str) -> None:
    quoted = find_quote(old, comment)
    assert quoted is not None
    found = carry(quoted, compare(old, new))
    assert (found.status.value, found.exact) == ("edited", now)


COLUMNS = [
    ("es", "| Año | Tasa |\n|---|---|\n| 2024 | 5 % |", "| Piso | Año | Tasa |\n|---|---|---|\n| 100 | 2024 | 5 % |"),
    ("ru", "| Год | Сбор |\n|---|---|\n| 2024 | 5 |", "| Порог | Год | Сбор |\n|---|---|---|\n| сто | 2024 | 5 |"),
    (
        "ar",
        "| السنة | النسبة |\n|---|---|\n| ٢٠٢٤ | ٥ |",
        "| الحد | السنة | النسبة |\n|---|---|---|\n| ١٠ | ٢٠٢٤ | ٥ |",
    ),
    ("fr", "| Nom | Taux |\n|---|---|\n| eau | 5 |", "| Nom | Type | Taux |\n|---|---|---|\n| eau | libre | 5 |"),
    ("zh", "| 名 | 额 |\n|---|---|\n| 水 | 五 |", "| 号 | 名 | 额 |\n|---|---|---|\n| 一 | 水 | 五 |"),
]


@pytest.mark.parametrize(("language", "old", "new"), COLUMNS)
def test_of_a_new_or_removed_column_one_cell_of_each_line_is_marked(language: str, old: str, new: str) -> None:
    for before, after, operation in ((old, new, "+"), (new, old, "-")):
        found = marks(before, after, language)
        assert [(each, text.count("|")) for each, text in found] == [(operation, 1)] * 3


@pytest.mark.parametrize("words_before", range(36))
def test_cells_are_told_apart_whatever_codes_their_words_have(words_before: int) -> None:
    """Words are compared as one character each, some of which are white space to Python."""
    before = " ".join(f"w{number}" for number in range(words_before))
    old, new = f"{before} end\n\n| a | b |\n|---|---|", f"{before} End\n\n| c | a | b |\n|---|---|---|"
    assert marks(old, new)[-2:] == [("+", " c |"), ("+", "---|")]
