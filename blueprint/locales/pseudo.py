"""Pseudo-languages, as the Unicode CLDR has them: English words that show what a translation would break.

Every message comes back in brackets and a third longer. A visible word without brackets is not in the catalogue; a button
that overflows has no room for German. `en-XA` runs from left to right, `ar-XB` from right to left.
"""

from gettext import NullTranslations

PSEUDO_LANGUAGES = ("en-XA", "ar-XB")
OPENING, CLOSING = "⟦", "⟧"
_LONGEST_WORD = 10


def lengthened(message: str) -> str:
    """The message in brackets, a third longer; placeholders in braces stay as they are.

    What is added is no longer than a long word, and breaks into lines as words do.
    """
    padding = "~" * max(1, len(message) // 3)
    words = (padding[start : start + _LONGEST_WORD] for start in range(0, len(padding), _LONGEST_WORD))
    return f"{OPENING}{message}{' '.join(words)}{CLOSING}"


class PseudoTranslations(NullTranslations):
    """A catalogue that needs no translator."""

    def gettext(self, message: str) -> str:
        return lengthened(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return lengthened(super().ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 the interface's
        return lengthened(message)
