"""What the page of a merge says of its sides: another person's and the reader's, or the reader's own on two devices."""

from markupsafe import Markup

from blueprint.domain.merges import ConflictPart, PendingMerge
from blueprint.locales import gettext as _
from blueprint.locales import ngettext
from blueprint.ui.html.escape import literal
from blueprint.ui.html.markup import part, sentence


def explanation(merge: PendingMerge) -> Markup:
    """Why there is something to decide."""
    if merge.own:
        words = _(
            "You saved revision {number} in another window or on another device while you were writing here. Where you "
            "changed different paragraphs, the two texts are brought together already."
        )
        return sentence(words, number=merge.head)
    words = _(
        "{name} saved revision {number} while you were writing. Where you changed different paragraphs, the two "
        "texts are brought together already."
    )
    return sentence(words, name=part("<bdi>{}</bdi>", merge.head_saved_by), number=merge.head)


def open_conflicts(merge: PendingMerge) -> str:
    """How many passages are left to decide, and how."""
    count = len(merge.conflicts)
    if count == 0:
        return (
            _("You changed the title in both: choose one.")
            if merge.own
            else _("You both changed the title: choose one.")
        )
    if merge.own:
        return ngettext(
            "One passage is left that you changed in both: choose a wording, or write a third.",
            "{count} passages are left that you changed in both: choose a wording for each, or write a third.",
            count,
        )
    return ngettext(
        "One passage is left that both of you changed: choose a wording, or write a third.",
        "{count} passages are left that both of you changed: choose a wording for each, or write a third.",
        count,
    )


def title_owners(merge: PendingMerge) -> dict[str, str]:
    """Of each of the two titles whose it is."""
    if merge.own:
        return {merge.head_title: _("saved elsewhere"), merge.title: _("here")}
    return {merge.head_title: merge.head_saved_by, merge.title: _("you")}


def headings(merge: PendingMerge) -> tuple[str, str]:
    """Above their wording and above the reader's own."""
    if merge.own:
        return _("As you saved it elsewhere"), _("As you have it here")
    return _("As {name} has it", name=merge.head_saved_by), _("As you have it")


def choice_labels(conflict: ConflictPart, merge: PendingMerge) -> dict[str, str]:
    """The label of each choice."""
    return {
        "together": _("Both changes together"),
        "theirs": literal(_their_label(conflict, merge)),
        "ours": _our_label(conflict, merge),
        "both": _("Both, one after the other"),
        "own": _("I write it anew"),
    }


def _their_label(conflict: ConflictPart, merge: PendingMerge) -> str:
    if merge.own:
        return _("As I saved it elsewhere") if conflict.theirs else _("Remove it, as I did elsewhere")
    name = merge.head_saved_by
    return _("As {name} has it", name=name) if conflict.theirs else _("Remove it, as {name} did", name=name)


def _our_label(conflict: ConflictPart, merge: PendingMerge) -> str:
    if merge.own:
        return _("As I have it here") if conflict.ours else _("Remove it, as I did here")
    return _("As I have it") if conflict.ours else _("Remove it, as I did")
