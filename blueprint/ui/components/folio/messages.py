"""The words that the folio shows or says in the browser."""

from blueprint.locales import gettext as _
from blueprint.locales import plural_forms
from blueprint.ui.components.client_messages import ClientMessages, client_messages


def folio_messages() -> ClientMessages:
    """The messages by key, in the language in use."""
    return client_messages(_texts(), _plurals())


def _texts() -> dict[str, str]:
    return {
        "alreadyEdited": _("edited"),
        "cancel": _("Cancel"),
        "change": _("Change {at} of {count}"),
        "changeWithNote": _("Change {at} of {count}: {note}"),
        "close": _("Close"),
        "comment": _("Comment"),
        "commentBy": _("Comment {number} by {name}"),
        "commentHint": _("Select words, or click a paragraph, to comment."),
        "commentOf": _("Comment {at} of {count}"),
        "edit": _("Edit"),
        "layout": _("Layout"),
        "late": _(
            "The workbench has not answered yet. Your words are kept here: check the connection, then send again."
        ),
        "nextChange": _("Next change"),
        "nextComment": _("Next comment"),
        "noChanges": _("There are no changes."),
        "noComments": _("No comments yet."),
        "noOpenComments": _("There are no open comments."),
        "onHeading": _("On this heading"),
        "onParagraph": _("On paragraph {number}"),
        "onPassage": _("On this passage"),
        "oneColumn": _("One column"),
        "picture": _("Picture:"),
        "placeElsewhere": _("Place on other words"),
        "placeHere": _("Place here"),
        "placing": _("Select the words that comment {number} is about."),
        "placingByKeyboard": _("Select the words that comment {number} is about, or press Enter on a paragraph."),
        "previousChange": _("Previous change"),
        "previousComment": _("Previous comment"),
        "putAside": _("Your words were put aside."),
        "quoted": _("“{words}”"),
        "reading": _("Reading"),
        "removedWords": _("Words that stood here were removed"),
        "reopen": _("Reopen"),
        "reply": _("Reply"),
        "resolve": _("Resolve"),
        "resolvedComments": _("{count} resolved"),
        "save": _("Save"),
        "sendKeys": _("Ctrl+Enter"),
        "sendKeysMac": _("⌘ Enter"),
        "sending": _("Sending …"),
        "show": _("Show"),
        "sideBySide": _("Side by side"),
        "signedOut": _(
            "You have been signed out. Your words are kept here: load this page again, sign in, and send them then."
        ),
        "table": _("Table"),
        "takeBack": _("Take back"),
        "takenBack": _("Taken back by its author."),
        "undo": _("Undo"),
        "withKey": _("{label} ({key})"),
        "withoutWords": _("Not beside any words of this revision"),
        "yourComment": _("Your comment"),
    }


def _plurals() -> dict[str, dict[str, str]]:
    return {
        "commentsFolded": plural_forms("{count} comment in them", "{count} comments in them"),
        "moreReplies": plural_forms("{count} more reply", "{count} more replies"),
        "openComments": plural_forms("{count} open comment", "{count} open comments"),
        "pin": plural_forms("Comment {number}, {count} turn", "Comment {number}, {count} turns"),
        "resolvedThread": plural_forms("Resolved, {count} comment", "Resolved, {count} comments"),
        "unchangedParagraphs": plural_forms("{count} paragraph unchanged", "{count} paragraphs unchanged"),
    }
