"""Tables in lists and notes of OpenDocument: LibreOffice drops those that the standard does not allow there."""

import io
import zipfile
from typing import Any

from lxml import etree

from blueprint.publishing import Format, build_file
from tests.publishing.books import book, chapter

TEXT = """1. Wadi

   | يوم | ماء |
   |---|---|
   | eins | zwei |

   weiter

   (a) innen

       | drei | vier |
       |---|---|
       | fünf | sechs |

       danach

   (b) nochmal

2. Ende

- | Zelle |
  |---|
  | allein |

Schluss.[^1]

[^1]: Notiz

    | acht | neun |
    |---|---|
    | zehn | elf |
"""
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table"


def _content() -> Any:
    made = build_file(book(chapter(TEXT, title="Wasser")), Format.ODT, {})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return etree.fromstring(archive.read("content.xml"))


def test_no_table_is_in_a_list_or_a_note_and_every_word_stays_in_its_order() -> None:
    content = _content()
    holders = {f"{OFFICE}{name}" for name in ("list-item", "list-header", "note-body")}
    assert all(each.tag not in holders for table in content.iter(TABLE) for each in table.iterancestors())
    words = " ".join(content.itertext()).split()
    wanted = [
        "Wadi", "eins", "zwei", "weiter", "innen", "drei", "vier", "fünf", "sechs", "danach", "nochmal", "Ende", "Zelle",
        "allein", "Schluss.", "Notiz",
    ]  # fmt: skip
    assert [word for word in words if word in wanted] == wanted
    assert "zehn\u00a0|\u00a0elf" in " ".join(content.itertext())


def test_lists_count_on_behind_a_table_and_what_belongs_to_an_item_has_no_number() -> None:
    lists = [each for each in _content().iter(f"{OFFICE}list") if each.get(f"{OFFICE}continue-numbering") == "true"]
    own = [each.getparent().tag for each in _content().iter(f"{OFFICE}p") if "weiter" in "".join(each.itertext())]
    assert (len(lists), own) == (3, [f"{OFFICE}list-header"])
