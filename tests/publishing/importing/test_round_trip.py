"""A text that we exported comes home: without what an edition adds, its lists whole, paragraph by paragraph."""

import shutil
import subprocess
from pathlib import Path

import pytest

from blueprint.publishing import Format, build_file
from blueprint.publishing.importing.read import read_import
from blueprint.publishing.importing.report import What
from blueprint.text import Paragraph, ParagraphKind, split, visible_text
from tests.publishing.books import ARABIC, book, chapter

TEXT = """Water belongs to all.[^1] See [Scope](#scope) and [the act](https://example.org/act).

## Scope

1. First:

   (a) one;

   (b) two, namely

       (i) alpha,
       (ii) beta;

   More on the first.
2. Second.

Between.

3. Third goes on.

- [ ] to do
- [x] done

> Quoted words.

## Table and more

| Body | Duty |
|---|---|
| Council | (a) meets<br>(b) votes |

|  |  |
|---|---|
| no | head |

Formula $x + 2$ and H~2~O and m^3^ and <u>under</u>.

$$\\frac{a}{b}$$

```
code here
  more
```

---

Article 5 The end, with **bold** and *italics* and ~~gone~~ and `code`.

[^1]: A note with *emphasis*.

    A second paragraph of it.
"""


@pytest.mark.parametrize("format", [Format.DOCX, Format.ODT])
def test_a_text_of_ours_comes_home(format: Format) -> None:
    made = build_file(book(chapter(TEXT, title="Charter")), format, {})
    home = read_import(f"charter.{format}", made)
    assert home.title == "Charter"
    assert [each.what for each in home.report.changed] == []
    assert {each.what for each in home.report.left_out} <= {What.CONTENTS, What.MATTER, What.HEADERS}
    first, *rest = split(home.markdown).paragraphs
    assert (first.kind, visible_text(first)) == (ParagraphKind.HEADING, "Charter")
    assert [_told(each) for each in rest] == [_told(each) for each in split(TEXT).paragraphs]


FRENCH = """Les eaux[^n] sont à tous ; voir [Titre](#titre).

## Titre

- première
  - deuxième niveau
    - troisième

I.  Principes
II.  Moyens

     a)  lois
     b)  décrets

         suite du b

| Pays | Débit |
|:---|---:|
| Sénégal | 1 234,5 |
| Mali |  |

* * *

1. Un

   | a | b |
   |---|---|
   | c | d |

2. Deux

   > citation dans la liste

   ```
   code dans la liste
   ```

(1) Erstes Wort

    aa) als Wort,

    bb) als Wort.

[^n]: Première note.

    - liste en note
"""
ARABIC_LAW = """## المادة الأولى

الماء **حق** للجميع.

(a)  أولاً
(b)  ثانياً

     (i)  فرع
     (ii)  فرع ثان

| الاسم | العدد |
|---|---|
| نهر | ١٢ |

نص.[^1]

[^1]: ملاحظة.
"""


@pytest.mark.parametrize("format", [Format.DOCX, Format.ODT])
def test_lists_on_one_level_have_each_their_own_signs(format: Format) -> None:
    """As in by-laws whose first article is short."""
    text = (
        "A.  un\n    1.  x\n    2.  y\nB.  deux\n    1.  z\n\n        c.  profond\n\n            (i) plus profond\n\n"
        "        d.  encore\n\n    2.  w\n\n        - puce\nC.  trois\n\n    (x) dix\n"
    )
    home = split(read_import(f"x.{format}", build_file(book(chapter(text)), format, {})).markdown).paragraphs
    signs = [each.marker for each in home if each.kind is ParagraphKind.LIST_ITEM]
    assert signs == ["A.", "1.", "2.", "B.", "1.", "c.", "(i)", "d.", "2.", "-", "C.", "(x)"]


@pytest.mark.parametrize("format", [Format.DOCX, Format.ODT])
@pytest.mark.parametrize(
    "fields", [{"language": "ar", "title": "ميثاق المياه"}, {"language": "he", "title": "אמנת המים"}]
)
def test_a_text_from_right_to_left_comes_home_with_its_title_once(format: Format, fields: dict[str, str]) -> None:
    made = build_file(book(chapter(ARABIC, **fields), **fields), format, {})
    home = read_import(f"x.{format}", made)
    assert home.markdown.count(fields["title"]) == 1
    assert home.markdown.startswith(f"# {fields['title']}\n\n")
    assert {each.what for each in home.report.left_out} <= {What.CONTENTS, What.MATTER, What.HEADERS}


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("format", [Format.DOCX, Format.ODT])
@pytest.mark.parametrize("saved", ["odt", "docx"])
def test_a_text_of_ours_comes_home_from_libreoffice(format: Format, saved: str, tmp_path: Path) -> None:
    ending_in_a_table = TEXT.replace("[^1]: A note", "| Last | of all |\n|---|---|\n| a | b |\n\n[^1]: A note")
    texts = {"en": TEXT, "fr": FRENCH, "ar": ARABIC_LAW, "table": ending_in_a_table}
    for name, text in texts.items():
        (tmp_path / f"{name}.{format}").write_bytes(build_file(book(chapter(text, title="Charter")), format, {}))
    own = f"-env:UserInstallation=file://{tmp_path}/own"
    files = [str(tmp_path / f"{name}.{format}") for name in texts]
    command = ["soffice", own, "--headless", "--convert-to", saved, "--outdir", str(tmp_path / "saved"), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for name, text in texts.items():
        home = read_import(f"x.{saved}", (tmp_path / "saved" / f"{name}.{saved}").read_bytes())
        assert home.title == "Charter"
        assert [each.what for each in home.report.changed] == []
        assert {each.what for each in home.report.left_out} <= {What.CONTENTS, What.MATTER, What.HEADERS}
        found = [_told(each) for each in split(home.markdown).paragraphs[1:]]
        assert _numbered(found) == _numbered([_told(each) for each in split(text).paragraphs])


def _numbered(told: list[tuple[str, int, str, str]]) -> list[tuple[str, int, str, str]]:
    """What is told, without the labels of notes, which are numbers when they come home."""
    return [
        (kind, level, marker.replace("[^n]", "[^1]"), words.replace("n sont", "1 sont"))
        for kind, level, marker, words in told
    ]


@pytest.mark.parametrize("format", [Format.DOCX, Format.ODT])
def test_lists_that_a_comment_parts_come_home_as_two(format: Format) -> None:
    made = build_file(book(chapter("1. one\n2. two\n\n<!-- -->\n\n1. first\n2. second\n")), format, {})
    home = split(read_import(f"x.{format}", made).markdown).paragraphs
    assert [each.marker for each in home if each.kind is ParagraphKind.LIST_ITEM] == ["1.", "2.", "1.", "2."]


def _told(paragraph: Paragraph) -> tuple[str, int, str, str]:
    """Kind, level, sign and words of a paragraph."""
    marker = "" if paragraph.marker in ("-", "*") else paragraph.marker
    return paragraph.kind, paragraph.level, marker, " ".join(visible_text(paragraph).split())
