"""The words that the editor shows or says in the browser."""

from blueprint.locales import gettext as _
from blueprint.locales import mark, plural_forms
from blueprint.ui.components.client_messages import ClientMessages, client_messages

_TEXTS = {
    "title": mark("Title"),
    "untitled": mark("Untitled proposal"),
    "placeholder": mark("Begin to write here"),
    "text": mark("Text of the proposal"),
    "source": mark("Markdown source of the proposal"),
    "toolbar": mark("Formatting"),
    "styleText": mark("Text"),
    "styleHeading": mark("Heading {level}"),
    "style": mark("Paragraph style"),
    "bold": mark("Bold"),
    "italic": mark("Italic"),
    "strike": mark("Strikethrough"),
    "link": mark("Link"),
    "bullets": mark("Bulleted list"),
    "numbers": mark("Numbered list"),
    "quotation": mark("Quotation"),
    "table": mark("Table"),
    "rowAdd": mark("Add a row below"),
    "columnAdd": mark("Add a column after"),
    "rowRemove": mark("Remove this row"),
    "columnRemove": mark("Remove this column"),
    "tableRemove": mark("Remove the table"),
    "footnote": mark("Footnote"),
    "image": mark("Picture"),
    "undo": mark("Undo"),
    "redo": mark("Redo"),
    "showSource": mark("Show the Markdown source"),
    "note": mark("Footnote {number}"),
    "backToText": mark("Back to the text"),
    "noteNotUsed": mark("No place in the text refers to this note"),
    "summary": mark("What did you change? (optional)"),
    "saveRevision": mark("Save revision"),
    "savingRevision": mark("Saving the revision…"),
    "revisionLate": mark("The revision is not saved yet. Your words are kept; please press Save revision again."),
    "revisionAway": mark(
        "The revision is not saved, since the workbench does not answer. Your words are kept on this device; please press "
        "Save revision again when it is back."
    ),
    "revisionSaved": mark("Revision saved"),
    "saving": mark("Saving…"),
    "savedJustNow": mark("Saved just now"),
    "savedAt": mark("Saved at {time}"),
    "updated": mark("Brought up to date with what you wrote in another window or on another device"),
    "unchanged": mark("What you write is kept as you type"),
    "offline": mark("No connection. Your words are kept on this device and will be sent when it is back."),
    "offlineUnstored": mark("No connection, and this device cannot keep your words. Please leave this page open."),
    "unavailable": mark(
        "The workbench does not answer at the moment. Your words are kept on this device and will be "
        "sent as soon as it does."
    ),
    "signedOut": mark("You have been signed out. Your words are kept on this device."),
    "signIn": mark("Sign in again"),
    "signInAfter": mark("It opens in a new tab, and typing goes on here."),
    "tooLarge": mark(
        "The text has more than 2,000,000 characters, for which there is room. Please shorten it, or "
        "divide it. Your words are kept on this device."
    ),
    "refused": mark("This could not be saved. Your words are kept on this device."),
    "restored": mark("We kept what you typed while the connection was away. It is in the text below."),
    "useSaved": mark("Use the last saved text instead"),
    "dismiss": mark("Close this message"),
    "twoTitles": mark("You wrote two titles in two windows or on two devices: choose one."),
    "deletedElsewhere": mark(
        "You removed this passage on one device and changed it on another. It is still in the text."
    ),
    "keepThis": mark("Keep this wording"),
    "keepBoth": mark("Keep both"),
    "keepIt": mark("Keep it"),
    "removeIt": mark("Remove it"),
    "showPassage": mark("Show it in the text"),
    "decideFirst": mark(
        "Nothing is saved yet: you worded something differently on another device. Look at both wordings above the "
        "text, then save again."
    ),
    "linkTitle": mark("Link"),
    "linkAddress": mark("Address"),
    "linkText": mark("Words to show"),
    "linkRemove": mark("Remove link"),
    "linkWrong": mark("Please write a web address such as https://example.org, or an email address."),
    "cancel": mark("Cancel"),
    "apply": mark("Apply"),
    "imageTitle": mark("Picture"),
    "imageFile": mark("Picture file"),
    "imageAlt": mark("What does it show? (read aloud to people who cannot see it)"),
    "imageAdd": mark("Add picture"),
    "imageChange": mark("Save description"),
    "imageSending": mark("Sending the picture…"),
    "imageMissing": mark("Please choose a picture file first."),
    "imageFailed": mark("The picture could not be sent. Please try again when the connection is back."),
    "principles": mark("The twelve principles"),
}


def editor_messages() -> ClientMessages:
    """The messages by key, in the language in use."""
    return client_messages({key: _(message) for key, message in _TEXTS.items()}, _plurals())


def _plurals() -> dict[str, dict[str, str]]:
    return {
        "twoWordings": plural_forms(
            "You worded {count} passage differently in two windows or on two devices. Both wordings are kept: choose one, "
            "or keep both.",
            "You worded {count} passages differently in two windows or on two devices. Both wordings of each are kept: "
            "choose one, or keep both.",
        )
    }
