"""Interface words in the languages of our readers: one gettext catalogue for library, editions, email and workbench.

A message is its English wording with named placeholders in braces: `gettext("Edition {number}", number=2)`.
`{language}/LC_MESSAGES/blueprint.po` holds the translations; the build compiles each to a `.mo` file beside it. English
has no catalogue: a message without a translation is returned as it is, as GNU gettext does.
"""

from blueprint.locales.catalogues import (
    DOMAIN,
    FOLDER,
    SOURCE_LANGUAGE,
    WORKBENCH_LANGUAGES,
    available,
    interface_language,
    nearest,
    translations,
    workbench_language,
)
from blueprint.locales.current import (
    current_language,
    gettext,
    mark,
    ngettext,
    pgettext,
    pmark,
    translated,
    use_language,
    using_language,
)
from blueprint.locales.plurals import plural_forms

__all__ = [
    "DOMAIN",
    "FOLDER",
    "SOURCE_LANGUAGE",
    "WORKBENCH_LANGUAGES",
    "available",
    "current_language",
    "gettext",
    "interface_language",
    "mark",
    "nearest",
    "ngettext",
    "pgettext",
    "plural_forms",
    "pmark",
    "translated",
    "translations",
    "use_language",
    "using_language",
    "workbench_language",
]
