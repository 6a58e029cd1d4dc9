"""Collections: ordered sets of proposals, from which editions are frozen."""

from datetime import datetime

from blueprint.domain.page_settings import DEFAULT_PAGES, PageSettings
from blueprint.domain.value import Value


class Collection(Value):
    """An ordered set of a convening's proposals. `slug` is its name in addresses, `pages` how its PDFs are set.

    The name can change until an edition is `published`: another convening may publish a collection of that name first.
    """

    id: str
    convening_id: str
    slug: str
    title: str
    foreword: str
    language: str
    proposals: tuple[str, ...]
    created_at: datetime
    pages: PageSettings = DEFAULT_PAGES
    published: bool = False
