"""A last look for words: what a file shows, against what became of it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from blueprint.publishing.importing.findings import Findings
from blueprint.text import split, visible_text

_WORD = re.compile(r"\w+")


def words_of(text: str) -> Iterator[str]:
    """The words of a text without regard to capitals and compatible forms of letters (Unicode's NFKC)."""
    yield from _WORD.findall(unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold())


def lost_words(shown: str, markdown: str, findings: Findings) -> list[str]:
    """The words that a file shows and neither the text nor a finding has, each once, in their order."""
    found = Counter(words_of(" ".join(visible_text(each) for each in split(markdown).paragraphs)))
    found.update(each for noticed in findings.noticed for each in words_of(noticed.words))
    wanted = Counter(words_of(shown))
    lost = {word for word, count in wanted.items() if count > found[word]}
    return list(dict.fromkeys(word for word in words_of(shown) if word in lost))
