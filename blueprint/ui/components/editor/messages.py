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
    "subscript": mark("Subscript"),
    "superscript": mark("Superscript"),
    "link": mark("Link"),
    "bullets": mark("Bulleted list"),
    "numbers": mark("Numbered list"),
    "listSigns": mark("Signs of the list"),
    "listStart": mark("Begins with number"),
    "tasks": mark("Task list"),
    "taskDone": mark("Done"),
    "quotation": mark("Quotation"),
    "table": mark("Table"),
    "headRow": mark("Head row"),
    "rowAddAbove": mark("Add a row above"),
    "rowAdd": mark("Add a row below"),
    "columnAdd": mark("Add a column after"),
    "rowRemove": mark("Remove this row"),
    "columnRemove": mark("Remove this column"),
    "tableRemove": mark("Remove the table"),
    "footnote": mark("Footnote"),
    "image": mark("Picture"),
    "formula": mark("Formula"),
    "formulaSource": mark("Formula in TeX, such as E = mc^2"),
    "formulaDisplay": mark("On a line of its own"),
    "formulaPreview": mark("How it will look"),
    "formulaRemove": mark("Remove formula"),
    "formulaMissing": mark("Please write a formula, without dollar signs."),
    "formulaWrong": mark("This formula cannot be read yet. Please look for a missing brace or a misspelled command."),
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
    "leftOut": mark("Left out of what you pasted: {list}."),
    "looksLikeMarkdown": mark("What you pasted looks like Markdown."),
    "readAsMarkdown": mark("Read it as Markdown"),
    "addLinkedPicture": mark("Choose its file"),
    "pasteTooMuch": mark("What you pasted is too long to keep its form. Its words are in the text."),
    "principles": mark("The twelve principles"),
}


def editor_messages() -> ClientMessages:
    """The messages by key, in the language in use."""
    return client_messages({key: _(message) for key, message in _TEXTS.items()}, _plurals())


def _plurals() -> dict[str, dict[str, str]]:
    return {
        "leftOutComments": plural_forms("{count} comment", "{count} comments"),
        "leftOutDeletions": plural_forms("{count} deleted passage", "{count} deleted passages"),
        "leftOutHidden": plural_forms("{count} hidden passage", "{count} hidden passages"),
        "leftOutNotes": plural_forms(
            "{count} sign of a footnote without its note", "{count} signs of footnotes without their notes"
        ),
        "leftOutPictures": plural_forms("{count} picture", "{count} pictures"),
        "leftOutEquations": plural_forms("{count} equation", "{count} equations"),
        "leftOutObjects": plural_forms("{count} embedded object", "{count} embedded objects"),
        "linkedPictures": plural_forms(
            "{count} picture is elsewhere on the web; a link is in its place.",
            "{count} pictures are elsewhere on the web; links are in their places.",
        ),
        "sendingPictures": plural_forms("Sending {count} picture…", "Sending {count} pictures…"),
        "twoWordings": plural_forms(
            "You worded {count} passage differently in two windows or on two devices. Both wordings are kept: choose one, "
            "or keep both.",
            "You worded {count} passages differently in two windows or on two devices. Both wordings of each are kept: "
            "choose one, or keep both.",
        ),
    }
