"""Texts to try laws on: any string at all, Markdown that looks like someone wrote it, and revisions of it."""

from __future__ import annotations

from hypothesis import strategies as st

anything = st.one_of(
    st.text(),
    st.text(st.characters(), max_size=60),
    st.text(
        "ab \t\r\n\x0b\x0c\x1c\x85\u2028\0\ud800\udfff\ufeff#>-*+1.)|:[]^`~_<&;!\\$={}é\u0301👩\u200d🌾ไท", max_size=80
    ),
)
"""Any text, lone surrogates, every kind of line end and Markdown's own characters among it."""

VOCABULARY = """
the assembly shall decide within thirty days on every petition that citizens bring forward and publish its reasons so anyone
may read them water land housing energy care schools peace budgets councils forests rivers Würde straße наука المياه والأرض
โรงเรียน 憲法 நீர் ዓለም **must** *may* [law](https://example.org/law) `code` 3.5 % (b)
"""
WORDS = tuple(VOCABULARY.split())

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
prose = st.lists(sentences, min_size=1, max_size=3).map(
    lambda found: "".join(f"{sentence}. " for sentence in found).strip()
)


def _prefixed(prefix: str) -> st.SearchStrategy[str]:
    return prose.map(lambda text: prefix + text)


blocks = st.one_of(
    prose,
    prose,
    prose,
    _prefixed("## "),
    _prefixed("> "),
    _prefixed("- "),
    _prefixed("3. "),
    _prefixed("[^a]: "),
    st.lists(prose, min_size=2, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(sentences, min_size=2, max_size=2).map(lambda cells: f"| {cells[0]} | b |\n|---|---|\n| {cells[1]} | d |"),
    st.just("---"),
    st.just("```\ncode\n\nmore code\n```"),
    st.just("![A picture](images/a.png)"),
)

block_lists = st.lists(blocks, max_size=8)
markdowns = block_lists.map("\n\n".join)


@st.composite
def revised(draw: st.DrawFn, base: list[str]) -> list[str]:
    """Blocks after a few people's worth of edits: some rewritten, deleted, inserted and moved."""
    found = list(base)
    for _ in range(draw(st.integers(0, 3))):
        what = draw(st.sampled_from(["edit", "delete", "insert", "move", "split"]))
        at = draw(st.integers(0, len(found)))
        if what == "insert" or at == len(found):
            found.insert(at, draw(blocks))
        elif what == "edit":
            found[at] = _edited(draw, found[at])
        elif what == "delete":
            del found[at]
        elif what == "split" and ". " in found[at]:
            first, _, second = found[at].partition(". ")
            found[at : at + 1] = [f"{first}.", *draw(st.lists(blocks, max_size=1)), second]
        else:
            found.insert(draw(st.integers(0, len(found) - 1)), found.pop(at))
    return found


def _edited(draw: st.DrawFn, block: str) -> str:
    """A block with one word changed; not of code, where a lost fence would turn all that follows into code."""
    if block.startswith("```"):
        return block
    words = block.split(" ")
    at = draw(st.integers(0, len(words) - 1))
    words[at] = draw(st.sampled_from(WORDS))
    return " ".join(words)


@st.composite
def histories(draw: st.DrawFn, count: int) -> list[str]:
    """A text and `count` independent revisions of it."""
    base = draw(block_lists)
    return ["\n\n".join(blocks) for blocks in [base, *(draw(revised(base)) for _ in range(count))]]
