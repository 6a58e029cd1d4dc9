"""How the pages of a PDF are set, as the editors of a collection choose."""

from blueprint.domain.value import Value


class PageSettings(Value):
    """Choices for the pages of a PDF for reading; none of them is made by default.

    `hyphenate`: words are divided at the ends of lines, where the language has rules for it. `two_sided`: the margin is
    wider on the side where leaves are bound. `link_addresses`: the addresses of links are printed as footnotes.
    """

    hyphenate: bool = False
    two_sided: bool = False
    link_addresses: bool = False


DEFAULT_PAGES = PageSettings()


def are_default(pages: PageSettings) -> bool:
    """Whether a field may be omitted from a JSON whose hash is older than these settings."""
    return pages == DEFAULT_PAGES
