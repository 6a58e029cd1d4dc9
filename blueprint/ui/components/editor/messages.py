"""The words that the editor shows or says in the browser."""

from blueprint.locales import gettext as _
from blueprint.ui.components.client_messages import ClientMessages, client_messages


def editor_messages() -> ClientMessages:
    """The messages by key, in the language in use."""
    return client_messages(_texts())


def _texts() -> dict[str, str]:
    return {
        "title": _("Title"),
        "untitled": _("Untitled proposal"),
        "placeholder": _("Begin to write here"),
        "text": _("Text of the proposal"),
        "source": _("Markdown source of the proposal"),
        "toolbar": _("Formatting"),
        "styleText": _("Text"),
        "styleHeading": _("Heading {level}"),
        "style": _("Paragraph style"),
        "bold": _("Bold"),
        "italic": _("Italic"),
        "strike": _("Strikethrough"),
        "link": _("Link"),
        "bullets": _("Bulleted list"),
        "numbers": _("Numbered list"),
        "quotation": _("Quotation"),
        "table": _("Table"),
        "rowAdd": _("Add a row below"),
        "columnAdd": _("Add a column after"),
        "rowRemove": _("Remove this row"),
        "columnRemove": _("Remove this column"),
        "tableRemove": _("Remove the table"),
        "footnote": _("Footnote"),
        "image": _("Picture"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "showSource": _("Show the Markdown source"),
        "note": _("Footnote {number}"),
        "backToText": _("Back to the text"),
        "noteNotUsed": _("No place in the text refers to this note"),
        "summary": _("What did you change? (optional)"),
        "saveRevision": _("Save revision"),
        "savingRevision": _("Saving the revision…"),
        "revisionLate": _("The revision is not saved yet. Your words are kept; please press Save revision again."),
        "revisionSaved": _("Revision saved"),
        "saving": _("Saving…"),
        "savedJustNow": _("Saved just now"),
        "savedAt": _("Saved at {time}"),
        "unchanged": _("What you write is kept as you type"),
        "offline": _("No connection. Your words are kept on this device and will be sent when it is back."),
        "offlineUnkept": _("No connection, and this device cannot keep your words. Please leave this page open."),
        "troubled": _(
            "The workbench does not answer at the moment. Your words are kept on this device and will be "
            "sent as soon as it does."
        ),
        "signedOut": _("You have been signed out. Your words are kept on this device."),
        "signIn": _("Sign in again"),
        "signInAfter": _("It opens in a new tab, and typing goes on here."),
        "tooLarge": _(
            "The text has more than 2,000,000 characters, for which there is room. Please shorten it, or "
            "divide it. Your words are kept on this device."
        ),
        "refused": _("This could not be saved. Your words are kept on this device."),
        "restored": _("We kept what you typed while the connection was away. It is in the text below."),
        "useSaved": _("Use the last saved text instead"),
        "dismiss": _("Close this message"),
        "linkTitle": _("Link"),
        "linkAddress": _("Address"),
        "linkText": _("Words to show"),
        "linkRemove": _("Remove link"),
        "linkWrong": _("Please write a web address such as https://example.org, or an email address."),
        "cancel": _("Cancel"),
        "apply": _("Apply"),
        "imageTitle": _("Picture"),
        "imageFile": _("Picture file"),
        "imageAlt": _("What does it show? (read aloud to people who cannot see it)"),
        "imageAdd": _("Add picture"),
        "imageChange": _("Save description"),
        "imageSending": _("Sending the picture…"),
        "imageMissing": _("Please choose a picture file first."),
        "imageFailed": _("The picture could not be sent. Please try again when the connection is back."),
        "principles": _("The twelve principles"),
    }
