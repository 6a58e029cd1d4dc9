"""Labelled revisions of texts in other alphabets, by the edits of the first generator, and how well each is aligned.

The paragraphs are composed of phrases (`text_phrases.toml`); words are cut where the phrases say, not by the engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks.text_accuracy import score_links
from benchmarks.text_generator import (
    STRESS,
    WORD,
    Rates,
    Revision,
    labelled,
    numbered_pieces,
    revise,
    seeded_random,
)
from benchmarks.text_nodes import UNSPACED, Phrases
from benchmarks.text_score import SEED, Score

SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "Latin": ("en", "de"),
    "Cyrillic": ("ru",),
    "Greek": ("el",),
    "Arabic": ("ar",),
    "Devanagari": ("hi",),
    "Tamil": ("ta",),
    "Chinese and Japanese": ("zh", "ja"),
}
"""The languages of each group of scripts."""
SENTENCES = (2, 6)
"""Of a paragraph: single sentences of few phrases are alike by chance."""
SPARE = 40
"""Paragraphs to insert."""


def score_scripts(texts: int = 10, rates: Rates = STRESS) -> dict[str, Score]:
    """The score of links by group of scripts, on so many texts of each language."""
    return {
        name: score_links([each for language in languages for each in composed_revisions(language, rates, texts)])
        for name, languages in SCRIPTS.items()
    }


def composed_revisions(
    language: str, rates: Rates, texts: int, length: int = 200, seed: int = SEED
) -> Iterator[Revision]:
    """Labelled revisions of composed texts of so many paragraphs."""
    rng = seeded_random(seed)
    phrases = Phrases(language, rng)
    separator, cut = ("|", _cut_at_bars) if language in UNSPACED else (" ", WORD.findall)
    for _ in range(texts):
        made = [
            separator.join(word.text for _ in range(rng.randint(*SENTENCES)) for word in phrases.sentence())
            for _ in range(length + SPARE)
        ]
        old = numbered_pieces(made[:length], cut)
        revision = labelled(old, revise(old, rates, rng, made[length:], cut))
        revision.language = language
        yield revision


def _cut_at_bars(text: str) -> list[str]:
    return text.split("|")
