"""Pages from templates: everything in them is escaped unless a template says that it is HTML of our own making."""

from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from blueprint.domain.catalogue import person_key
from blueprint.domain.languages import direction, language_name
from blueprint.locales import translations

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
        "direction": direction, "language_name": language_name, "size": size, "person_key": person_key,
        "locale": locale,
    }  # fmt: skip
    environment.globals["static"] = static
    return environment


def render(template: str, language: str = "en", **values: Any) -> str:
    """The template's HTML with these values; its messages (`_(…)`) in the language."""
    messages = translations(language)
    return (
        _environment()
        .get_template(template)
        .render(language=language, gettext=messages.gettext, ngettext=messages.ngettext, **values)
    )


def page(template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page for one person: never kept by a cache."""
    return HTMLResponse(render(template, **values), status, {"cache-control": "no-store"})


@lru_cache(maxsize=32)
def static(name: str) -> str:
    """The address of a file of ours, its content's hash in it, so that browsers may keep it for ever."""
    return f"/assets/web/{name}?{sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


def size(count: int) -> str:
    """A number of bytes as people say it: “840 KB”, “1.2 MB”."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} KB"


def locale(language: str) -> str:
    """A language with its region as Open Graph writes it (`pt_BR`, `ar_EG`), the likeliest where none is named (Unicode
    CLDR); empty when none is known."""
    try:
        found = Locale.parse(get_global("likely_subtags").get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return ""
    return f"{found.language}_{found.territory}" if found.territory else ""


def day(moment: datetime, language: str = "en") -> str:
    """A moment's day (UTC) in words of the language, in English ones when it has none we know."""
    try:
        locale = Locale.parse("en-GB" if language == "en" else language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en-GB")
    return format_date(moment.astimezone(UTC).date(), "long", locale=locale)


def wants_json(request: Request) -> bool:
    """Whether a program asked rather than a person."""
    return request.url.path.startswith("/api/")
