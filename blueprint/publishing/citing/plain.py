"""A citation to paste into a text."""

from blueprint.publishing.citing.work import Work


def text(work: Work) -> str:
    """Authors, year, title, edition, publisher, address, as an edition's colophon has it; of a proposal also where it is."""
    names = work.authors
    named = ", ".join(names[:3]) + (" et al." if len(names) > 3 else "")
    parts = (
        named,
        str(work.issued.year),
        work.title,
        work.container,
        work.edition_words,
        work.publisher,
        _address(work),
    )
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _address(work: Work) -> str:
    return f"https://doi.org/{work.doi}" if work.doi else work.url
