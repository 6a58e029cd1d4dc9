"""Citations: each form as its own programs read it, whatever the title and the names hold."""

import json
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from lxml import etree

from blueprint.domain.languages import OFFERED
from blueprint.publishing.book import Book, Chapter, Contributor
from blueprint.publishing.citing import bibtex, csl, datacite, onix, plain, ris
from blueprint.publishing.citing.work import Work, WorkFile
from blueprint.publishing.matter.colophon import citation, edition_line

HOSTILE = 'Water} \\input{x} % & "quotes" <script>\r\nER  - \r\nTY  - BOOK'
FILES = tuple(
    WorkFile(format=ending, media_type=kind, url=f"https://library.example/a.{ending}", size=1_000, sha256="0" * 64)
    for ending, kind in (("epub", "application/epub+zip"), ("pdf", "application/pdf"), ("docx", "application/msword"))
)


def work(**changes: object) -> Work:
    """An edition by three people."""
    given = {
        "title": "Ground & Water",
        "contributors": (
            Contributor(name="Amina Boukhrissa", organisation="Union of Wells"),
            Contributor(name="سلمى حدادين"),
            Contributor(name="Jonas Ek", role="editor"),
        ),
        "issued": date(2026, 11, 22),
        "language": "pt-BR",
        "publisher": "Progressive International",
        "url": "https://library.example/library/ground-water/2",
        "edition": 2,
        "edition_words": "Edition 2",
        "abstract": "Who owns the water?",
        "subjects": ("Just", "Ecological"),
        "licence": "CC-BY-SA-4.0",
        "licence_name": "Creative Commons BY-SA 4.0",
        "licence_url": "https://creativecommons.org/licenses/by-sa/4.0/",
        "digest": "f" * 64,
        "files": FILES,
        "parts": ("https://library.example/library/ground-water/2/1",),
    }
    return Work(**{**given, **changes})


BARE = {"contributors": (), "abstract": "", "subjects": (), "licence": "", "licence_name": "", "licence_url": ""}
CASES = [
    work(),
    work(**BARE, edition=0, language="tlh"),
    work(title=HOSTILE, publisher=HOSTILE, contributors=(Contributor(name=HOSTILE, role="reviewer"),)),
    work(container="Ground & Water", chapter=3, part_of="https://library.example/library/ground-water/2", files=()),
    work(doi="10.5555/12345", isbn="9783161484100"),
]


def schema(package: str, path: str) -> Path:
    """A file of an installed package, without importing it."""
    found = find_spec(package)
    assert found
    assert found.origin
    return Path(found.origin).with_name(path)


@pytest.mark.parametrize("case", CASES)
def test_datacite_is_what_its_schema_says(case: Work) -> None:
    rules = json.loads((schema("datacite", "schemas") / "datacite-v4.5.json").read_text())
    assert [error.message for error in Draft7Validator(rules).iter_errors(datacite.record(case))] == []


@pytest.mark.parametrize("case", [case for case in CASES if case.files])
def test_onix_is_what_its_schema_says(case: Work) -> None:
    rules = etree.XMLSchema(etree.parse(schema("onixcheck", "schema") / "xsd3.0/ONIX_BookProduct_3.0_reference.xsd"))
    message = etree.fromstring(onix.message(case, datetime(2026, 11, 22, tzinfo=UTC)))
    assert rules.validate(message), rules.error_log
    assert len(message.findall("{*}Product")) == 2  # EPUB and PDF; nobody trades in Word files


@pytest.mark.parametrize("tag", OFFERED)
def test_onix_has_a_code_for_every_language(tag: str) -> None:
    message = etree.fromstring(onix.message(work(language=tag), datetime(2026, 11, 22, tzinfo=UTC)))
    assert "und" not in {code.text for code in message.iter("{*}LanguageCode")}


def test_bibtex_has_no_command_in_it_but_ours() -> None:
    entry = bibtex.entry(work(title=HOSTILE))
    assert r"Water\} \textbackslash{}input\{x\} \% \&" in entry
    assert entry.startswith("@book{ground-water-2,\n")
    assert entry.count("\n}\n") == 1
    bare = entry.replace("\\{", "").replace("\\}", "")
    assert bare.count("{") == bare.count("}")


def test_bibtex_tells_people_apart() -> None:
    people = (Contributor(name="Union of Land and Sea"), Contributor(name="Ek, Jonas"), Contributor(name="Ana Sand"))
    assert "author = {{Union of Land and Sea} and {Ek, Jonas} and Ana Sand}" in bibtex.entry(work(contributors=people))


@pytest.mark.parametrize("case", CASES)
def test_ris_is_one_record_of_tagged_lines(case: Work) -> None:
    lines = ris.record(case).split("\r\n")
    assert lines[-1] == ""
    assert all(line[2:6] == "  - " and line[:2].isupper() for line in lines[:-1])
    assert [line[:2] for line in lines].count("ER") == 1
    assert lines[0] == ("TY  - CHAP" if case.container else "TY  - BOOK")


def test_csl_keeps_names_whole_and_dates_in_parts() -> None:
    (item,) = json.loads(csl.document(work(container="Ground & Water", chapter=3)))
    assert item["type"] == "chapter"
    assert item["author"] == [{"literal": "Amina Boukhrissa"}, {"literal": "سلمى حدادين"}]
    assert item["issued"] == {"date-parts": [[2026, 11, 22]]}
    assert (item["container-title"], item["chapter-number"], item["edition"]) == ("Ground & Water", "3", "2")


def test_the_text_is_the_colophons() -> None:
    people = tuple(Contributor(name=name) for name in ("Ada", "Ben", "Cleo", "Dov"))
    book = Book(
        title="Ground & Water", chapters=(Chapter(title="a", markdown="b", contributors=people),), edition=2,
        date=datetime(2026, 11, 22, tzinfo=UTC), publisher="PI", permalink="https://library.example/2", language="ar",
    )  # fmt: skip
    same = work(
        contributors=people, publisher="PI", url=book.permalink, language="ar", edition_words=edition_line(book)
    )
    assert plain.text(same) == citation(book)
    assert plain.text(work(doi="10.5555/1")).endswith("https://doi.org/10.5555/1.")
