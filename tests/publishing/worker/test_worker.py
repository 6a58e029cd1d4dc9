"""One bad text blocks nothing: whatever it is, its making has ended within 20 seconds, with a sentence or with a file."""

import os
import resource
import signal
from collections.abc import Callable

import psutil
import pytest

from blueprint.publishing import Format, Refusal
from blueprint.publishing.cache import Cache
from blueprint.publishing.progress import no_progress
from blueprint.publishing.worker.client import BuildRequest, build_in_worker
from tests.publishing.books import ENGLISH, book, chapter, plain

TIME_LIMIT = 20

HOSTILE = {
    "an endless paragraph": "a b c d e " * 99_000,
    "a list without end": "- x\n" * 240_000,
    "very many items": "- x\n" * 5_900,
    "a wide table": f"|{'a|' * 3_000}\n|{'-|' * 3_000}\n|{'b|' * 3_000}\n",
    "a long table": f"|{'a|' * 20}\n|{'-|' * 20}\n" + f"|{'b|' * 20}\n" * 9_000,
    "very many links": "[a](https://x.example) " * 40_000,
    "very many footnotes": "".join(f"x[^{n}]\n\n[^{n}]: n\n\n" for n in range(2_900)),
    "very many headings": "# h\n\n" * 5_900,
    "one word": "W" * 990_000,
    "one Arabic word": "ا" * 900_000,
    "marks within marks": "*a **b " * 140_000,
    "brackets": "[" * 990_000,
    "quotations in lists": "> - " * 24 + "x\n",
    "lines of code": "```\n" + "x\n" * 99_000 + "```\n",
}


def _built_or_refused(markdown: str) -> str:
    try:
        [made] = build_in_worker([BuildRequest(plain(markdown), Format.PDF)], {}, Cache(), no_progress)
    except Refusal as refusal:
        return f"{refusal} {'' if refusal.remedy else 'without a remedy'}"
    return made[:5].decode()


@pytest.mark.slow
@pytest.mark.parametrize("markdown", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_text_is_built_or_refused_in_time(markdown: str) -> None:
    before = _processor_seconds()
    said = _built_or_refused(markdown)
    assert _processor_seconds() - before < TIME_LIMIT, said
    assert "without a remedy" not in said


def _processor_seconds() -> float:
    """Seconds of processor time of all that has ended: what passes on a clock, unless others keep the machine busy."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("x" * 1_000_001, "1,000,001 characters"),
        ("x\n\n" * 6_001, "6,001 paragraphs"),
        ("> - " * 13 + "x", "nested too deeply"),
    ],
)
def test_a_refusal_names_the_limit(markdown: str, said: str) -> None:
    assert said in _built_or_refused(markdown)


class _StopBuild(Exception):
    pass


def test_a_progress_callback_that_raises_stops_the_build() -> None:
    long = BuildRequest(book(chapter(ENGLISH * 60)), Format.PDF)

    def listen(doing: str, _share: float) -> None:
        if doing.startswith("Setting"):
            raise _StopBuild

    before = _children()
    with pytest.raises(_StopBuild):
        list(build_in_worker([long], {}, Cache(), listen))
    assert _children() == before


def test_progress_is_reported_at_each_file_and_never_exceeds_one() -> None:
    heard, made = [], 0

    def listen(_doing: str, share: float) -> None:
        heard.append(made + share)

    for _ in build_in_worker([BuildRequest(book(), Format.HTML)] * 2, {}, Cache(), listen):
        made += 1
    assert heard == sorted(heard)
    assert heard[-1] == 2


def test_a_worker_that_dies_is_a_refusal() -> None:
    with pytest.raises(Refusal, match="took too much memory"):
        list(build_in_worker([BuildRequest(book(), Format.PDF)], {}, Cache(), _killer()))


def _killer() -> Callable[[str, float], None]:
    def kill(doing: str, _share: float) -> None:
        if doing.startswith("Setting"):
            for child in _children():
                os.kill(child, signal.SIGKILL)

    return kill


def _children() -> set[int]:
    """The processes that this one has started, and theirs."""
    return {child.pid for child in psutil.Process().children(recursive=True) if child.status() != psutil.STATUS_ZOMBIE}
