"""Which passwords are refused, as NIST SP 800-63B, section 5.1.1.2, has it: common ones, and the person's own data."""

import re

from blueprint.domain import validation
from blueprint.domain.errors import Invalid
from blueprint.locales import gettext as _

_FEWEST_GUESSES = 1e8
"""By zxcvbn's estimate (Wheeler, USENIX Security 2016): fewer are found by somebody who has our hashes within days."""
_LONGEST_RATED = 72
_SHORTEST_OWN = 3
_FEWEST_OTHER = 6
"""Characters that a password has beside the person's own words."""


def checked_password(password: str, *own: str) -> str:
    """The password; raises `Invalid` for one that is too short, common, or made of `own` (name, address, organisation)."""
    validation.password(password)
    words = sorted({word for text in own for word in re.findall(r"\w+", text.casefold())}, key=len, reverse=True)
    other = password.casefold()
    for word in words:
        if len(word) >= _SHORTEST_OWN:
            other = other.replace(word, "")
    if len(re.sub(r"\W", "", other)) < min(_FEWEST_OTHER, len(re.sub(r"\W", "", password))):
        raise Invalid(
            _("This password is made of your name or address. Take a few words that have nothing to do with you.")
        )
    from zxcvbn import zxcvbn  # here: it reads its lists of words

    if zxcvbn(password[:_LONGEST_RATED], user_inputs=words)["guesses"] < _FEWEST_GUESSES:
        raise Invalid(
            _("This password is easy to guess. Take one that is longer: a few words together are easy to remember.")
        )
    return password
