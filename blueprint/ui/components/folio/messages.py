"""The words that the folio shows or says in the browser."""

from blueprint.locales import gettext as _
from blueprint.locales import mark, plural_forms
from blueprint.ui.components.client_messages import ClientMessages, client_messages

_TEXTS = {
    "alreadyEdited": mark("edited"),
    "cancel": mark("Cancel"),
    "change": mark("Change {at} of {count}"),
    "changeWithNote": mark("Change {at} of {count}: {note}"),
    "close": mark("Close"),
    "comment": mark("Comment"),
    "commentBy": mark("Comment {number} by {name}"),
    "commentHint": mark("Select words, or click a paragraph, to comment."),
    "commentOf": mark("Comment {at} of {count}"),
    "discarded": mark("Your words were put aside."),
    "edit": mark("Edit"),
    "formulaWrong": mark("This formula cannot be read, so its source is shown."),
    "image": mark("Picture:"),
    "late": mark(
        "The workbench has not answered yet. Your words are kept here: check the connection, then send again."
    ),
    "layout": mark("Layout"),
    "nextChange": mark("Next change"),
    "nextComment": mark("Next comment"),
    "noChanges": mark("There are no changes."),
    "noComments": mark("No comments yet."),
    "noOpenComments": mark("There are no open comments."),
    "onHeading": mark("On this heading"),
    "onParagraph": mark("On paragraph {number}"),
    "onPassage": mark("On this passage"),
    "oneColumn": mark("One column"),
    "placeElsewhere": mark("Place on other words"),
    "placeHere": mark("Place here"),
    "placing": mark("Select the words that comment {number} is about."),
    "placingByKeyboard": mark("Select the words that comment {number} is about, or press Enter on a paragraph."),
    "previousChange": mark("Previous change"),
    "previousComment": mark("Previous comment"),
    "quoted": mark("“{words}”"),
    "reading": mark("Reading"),
    "removedWords": mark("Words that stood here were removed"),
    "reopen": mark("Reopen"),
    "reply": mark("Reply"),
    "resolve": mark("Resolve"),
    "resolvedComments": mark("{count} resolved"),
    "retract": mark("Take back"),
    "retracted": mark("Taken back by its author."),
    "save": mark("Save"),
    "sendKeys": mark("Ctrl+Enter"),
    "sendKeysMac": mark("⌘ Enter"),
    "sending": mark("Sending …"),
    "show": mark("Show"),
    "sideBySide": mark("Side by side"),
    "signedOut": mark(
        "You have been signed out. Your words are kept here: load this page again, sign in, and send them then."
    ),
    "table": mark("Table"),
    "taskDone": mark("Done"),
    "taskOpen": mark("Not done"),
    "undo": mark("Undo"),
    "waiting": mark(
        "Not sent yet: the workbench does not answer. Your words are kept here, and are sent as soon as it does."
    ),
    "waitingAction": mark("Not done yet: the workbench does not answer. It is done as soon as it does."),
    "withKey": mark("{label} ({key})"),
    "withoutWords": mark("Not beside any words of this revision"),
    "yourComment": mark("Your comment"),
}


def folio_messages() -> ClientMessages:
    """The messages by key, in the language in use."""
    return client_messages({key: _(message) for key, message in _TEXTS.items()}, _plurals())


def _plurals() -> dict[str, dict[str, str]]:
    return {
        "commentsFolded": plural_forms("{count} comment in them", "{count} comments in them"),
        "moreReplies": plural_forms("{count} more reply", "{count} more replies"),
        "openComments": plural_forms("{count} open comment", "{count} open comments"),
        "resolvedThread": plural_forms("Resolved, {count} comment", "Resolved, {count} comments"),
        "threadNumber": plural_forms("Comment {number}, {count} turn", "Comment {number}, {count} turns"),
        "unchangedParagraphs": plural_forms("{count} paragraph unchanged", "{count} paragraphs unchanged"),
    }
