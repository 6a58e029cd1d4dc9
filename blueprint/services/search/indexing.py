"""Filling the full-text index: with an edition when it is published, and with those that it lacks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from blueprint.domain.editions import EditionState
from blueprint.domain.search import fold_word, forms
from blueprint.services.context import Workbench
from blueprint.services.search.passages import edition_passages
from blueprint.storage import editions, search_vocabulary
from blueprint.storage import search as index
from blueprint.storage.search_vocabulary import VocabularyWord
from blueprint.text import words

SHORTEST_SUGGESTED = 3
"""Letters of the words that are suggested for mistyped ones."""


def index_edition(workbench: Workbench, edition_id: str) -> bool:
    """Index an edition if it is published; False when nothing was done. Idempotent."""
    with workbench.database.read_transaction() as session:
        edition = editions.get(session, edition_id)
    if edition is None or edition.state is not EditionState.PUBLISHED:
        return False
    passages = tuple(edition_passages(edition))
    vocabulary = {language: tuple(found) for language, found in _vocabulary(passages)}
    with workbench.database.transaction() as session:
        is_new = index.put(session, edition_id, passages)
        for language in sorted(vocabulary) if is_new else ():
            search_vocabulary.add(session, language, vocabulary[language])
    return is_new


def catch_up(workbench: Workbench) -> tuple[str, ...]:
    """Index the published editions that are missing from the index, and return their ids. Idempotent.

    They are missing after an update of the workbench that reads words in another way, or after a crash.
    """
    with workbench.database.read_transaction() as session:
        missing = index.unindexed(session)
    return tuple(edition_id for edition_id in missing if index_edition(workbench, edition_id))


def rebuild(workbench: Workbench) -> int:
    """Clear the index and build it again; returns the number of editions in it."""
    with workbench.database.transaction() as session:
        index.clear(session)
    return len(catch_up(workbench))


def _vocabulary(passages: Iterable[index.IndexPassage]) -> Iterator[tuple[str, Iterator[VocabularyWord]]]:
    """By language, the words of the passages that consist of letters."""
    spellings: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for passage in passages:
        for token in words(passage.text, passage.language):
            folded = fold_word(token)
            if len(folded) >= SHORTEST_SUGGESTED and folded[0].isalpha() and forms(token, ""):
                spellings[passage.language][folded][token] += 1
    for language, found in spellings.items():
        yield language, (_most_frequent(word, written) for word, written in found.items())


def _most_frequent(word: str, written: Counter[str]) -> VocabularyWord:
    spelling, _ = min(written.items(), key=lambda pair: (-pair[1], pair[0].swapcase()))
    return VocabularyWord(word, spelling, written.total())
