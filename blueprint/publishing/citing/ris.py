"""RIS, the tagged format of EndNote, Mendeley and library catalogues (Research Information Systems, 2011)."""

from collections.abc import Iterator

from blueprint.publishing.citing.work import Work


def record(work: Work) -> str:
    """One record; lines end as the format has it, in CR LF, and every value is one line."""
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in _lines(work) if value or tag == "ER")


def _lines(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", "CHAP" if work.container else "BOOK"
    yield from (("AU", name) for name in work.authors)
    yield "TI", work.title
    yield "T2", work.container
    yield "PY", str(work.issued.year)
    yield "DA", work.issued.strftime("%Y/%m/%d")
    yield "ET", str(work.edition or "")
    yield "PB", work.publisher
    yield "SN", work.isbn
    yield "DO", work.doi
    yield "LA", work.language
    yield "AB", work.abstract
    yield from (("KW", subject) for subject in work.subjects)
    yield "UR", work.url
    yield "ER", ""
