"""The language of the interface in a browser session: the person's, where the workbench speaks it, else English.

Every script run is a thread, in which no language is in use yet. A run of the whole page sets it; callbacks, which run
before the page, and fragments, which run without it, take the language that the page was last drawn in.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from blueprint.domain.people import Person
from blueprint.locales import SOURCE_LANGUAGE, use_language, using_language, workbench_language
from blueprint.ui.session import state


def use_language_of(person: Person | None) -> None:
    """Use the person's language in this script run, and remember it for callbacks and fragments."""
    language = workbench_language(person.language) if person else SOURCE_LANGUAGE
    state.language.put(language)
    use_language(language)


@contextmanager
def in_session_language() -> Iterator[None]:
    """Use the session's language within the block, or within the function that it decorates."""
    with using_language(state.language.get()):
        yield
