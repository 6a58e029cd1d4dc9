"""Rendering pages from Jinja templates. Every value is escaped unless it is `Markup`."""

from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from blueprint.domain.catalogue import person_key
from blueprint.domain.languages import direction, language_name
from blueprint.domain.limits import megabytes
from blueprint.locales import current_language, translations

STATIC = Path(__file__).parents[1] / "static"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("blueprint.web"),
        autoescape=select_autoescape(default=True),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "direction": direction, "language_name": language_name, "size": format_size, "person_key": person_key,
        "og_locale": og_locale, "format_html": format_html, "date": format_day,
    }  # fmt: skip
    environment.globals["static_url"] = static_url
    return environment


def render(template: str, language: str = "en", **values: Any) -> str:
    """The template's HTML with these values; its messages (`_(…)`) are in the language."""
    catalogue = translations(language)
    return (
        _environment()
        .get_template(template)
        .render(language=language, gettext=catalogue.gettext, ngettext=catalogue.ngettext, **values)
    )


def html_response(template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page for one person in the language in use; caches do not store it."""
    return HTMLResponse(render(template, current_language(), **values), status, {"cache-control": "no-store"})


@lru_cache(maxsize=32)
def static_url(name: str) -> str:
    """The URL of a static file with its content's hash, so that browsers may cache it without asking again."""
    return f"/assets/web/{name}?{sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


def format_html(message: str, **values: object) -> Markup:
    """A message with its placeholders filled: everything is escaped but the values that are `Markup`."""
    return escape(message).format(**values)


def format_size(count: int) -> str:
    """A number of bytes in decimal units: “840 KB”, “1.2 MB”."""
    return f"{megabytes(count)} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} KB"


def og_locale(language: str) -> str:
    """A language with its region as Open Graph writes it (`pt_BR`, `ar_EG`), the likeliest where none is named (Unicode
    CLDR); empty when none is known."""
    try:
        found = Locale.parse(get_global("likely_subtags").get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return ""
    return f"{found.language}_{found.territory}" if found.territory else ""


def format_day(moment: datetime, language: str = "en") -> str:
    """The day (UTC) in the long format of the language; in British English for a language that CLDR does not know."""
    try:
        locale = Locale.parse("en-GB" if language == "en" else language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en-GB", sep="-")
    return format_date(moment.astimezone(UTC).date(), "long", locale=locale)
