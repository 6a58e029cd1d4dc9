"""How far an edition is, in the language in use. The database has steps and problems in English."""

from blueprint.domain.editions import Edition
from blueprint.locales import gettext as _
from blueprint.locales import mark

WAITING = mark("Waiting for its turn")
PUBLISHING = mark("Publishing")
STOPPED = mark("{name} stopped it.")
BROKEN = mark(
    "Something broke while this edition was made, and it is noted in the log. Try again; if it breaks again, tell the "
    "person who runs this workbench."
)
"""The problem of an edition whose build failed with an unhandled error."""

NAME_TAKEN = mark("Another collection of this name was published meanwhile. Try again: this one gets another name.")

SEPARATOR = ": "
"""Between the name of a file and the step of its build."""


def step_label(edition: Edition) -> str:
    """What is being done, translated: a file's name and a step, or a step alone."""
    return SEPARATOR.join(_(part) for part in (edition.step or WAITING).split(SEPARATOR, maxsplit=1))


def problem_label(edition: Edition) -> str:
    """Why the edition failed, translated where the sentence is in the catalogue; empty when it did not fail."""
    name = edition.problem.removesuffix(STOPPED.format(name=""))
    if name != edition.problem:
        return _(STOPPED, name=name)
    return _(edition.problem) if edition.problem else ""
