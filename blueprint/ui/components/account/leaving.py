"""What a person takes along, and how they go."""

from blueprint.locales import gettext as _
from blueprint.ui.components.heading import subheading
from blueprint.ui.html.markup import draw


def personal_data() -> None:
    """Draw the link to the archive of the person's data."""
    subheading(
        _("Your data"),
        _("Everything we hold about you, in one archive: your account, what you wrote, what you did here."),
    )
    draw(
        "<p><a class='bp-button' href='/api/personal-data' target='_self' download>{}</a></p>", _("Download your data")
    )


def delete_account() -> None:
    """Draw the link to the page that deletes the account."""
    subheading(
        _("Delete your account"),
        _("What you wrote for others stays, under your name or a pseudonym: you choose. All else about you goes."),
    )
    draw("<p><a class='bp-button' href='/delete-account' target='_self'>{}</a></p>", _("Delete your account"))
