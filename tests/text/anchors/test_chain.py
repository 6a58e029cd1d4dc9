"""Quotations over several revisions."""

from blueprint.text import CarriedQuote, QuoteStatus, RevisionChain, quote, split

LONG = "Every municipality shall publish its budget before the end of March and explain each item in plain language."
OTHER = "Rivers and forests have standing before the courts, and guardians chosen by lot speak for them."
THIRD = "Housing is built by cooperatives that own the land in common and never sell it."


def carried(exact: str, *revisions: str) -> CarriedQuote:
    start = revisions[0].index(exact)
    chain = RevisionChain([split(revision) for revision in revisions])
    return chain.carry(quote(revisions[0], start, start + len(exact)))


def test_words_that_were_replaced_one_after_the_other_are_followed_from_revision_to_revision() -> None:
    rivers = [
        "old rivers belong to nobody now",
        "old rivers belong to everyone now",
        "old waters belong to everyone here",
        "clean waters serve everyone here",
    ]
    revisions = [f"{LONG}\n\n{OTHER} And {each}.\n\n{THIRD}" for each in rivers]
    found = carried(rivers[0], *revisions)
    assert (found.status, found.exact) == (QuoteStatus.EDITED, rivers[-1])
    assert carried(rivers[0], revisions[0], revisions[-1]).exact != rivers[-1]


def test_words_that_moved_in_one_revision_have_moved_though_the_next_left_them_there() -> None:
    moved = f"{THIRD}\n\n{LONG}\n\n{OTHER}"
    found = carried("own the land", f"{LONG}\n\n{OTHER}\n\n{THIRD}", moved, moved)
    assert (found.status, found.exact, found.paragraph) == (QuoteStatus.MOVED, "own the land", 0)


def test_words_that_were_gone_from_one_revision_are_found_when_they_come_back() -> None:
    text, without = f"{LONG}\n\n{OTHER}\n\n{THIRD}", f"{LONG}\n\n{THIRD}"
    assert carried("guardians chosen by lot", text, without).status is QuoteStatus.GONE
    found = carried("guardians chosen by lot", text, without, text)
    assert (found.status, found.exact, found.paragraph) == (QuoteStatus.UNCHANGED, "guardians chosen by lot", 1)


def test_words_that_were_uncertain_in_one_revision_are_no_surer_after_the_next() -> None:
    text = f"{OTHER} {{}} {THIRD}\n\n{LONG}"
    first, second = text.format("Mayors may not sell land."), text.format("No mayor may ever sell any land.")
    step, both = (
        carried("Mayors may not sell land", first, second),
        carried("Mayors may not sell land", first, second, second),
    )
    assert (step.exact, step.confidence) == (both.exact, both.confidence)
    assert step.confidence < 1
