"""What is printed before a paragraph of a list."""

from enum import StrEnum
from typing import NamedTuple


class SignKind(StrEnum):
    """What a paragraph's sign makes of it: an item of a list, more of the item before it, or a paragraph with words."""

    BULLET = "bullet"
    ORDERED = "ordered"
    CONTINUED = "continued"
    WORDS = "words"


class Sign(NamedTuple):
    """What is printed before a paragraph of a list, and where it is: which list, how deep, how far indented (in twips).

    `number`, `style` and `delimiter` are those of Pandoc's ordered lists.
    """

    kind: SignKind
    words: str
    key: str
    depth: int
    left: int
    number: int = 0
    style: str = ""
    delimiter: str = ""

    @property
    def continued(self) -> "Sign":
        """The sign of what follows this paragraph and belongs to its item."""
        return Sign(SignKind.CONTINUED, "", self.key, self.depth, self.left)
