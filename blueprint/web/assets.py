"""The bundles of the components, and our own style sheet and fonts."""

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from blueprint.web.caching import FOR_EVER, is_unchanged, unchanged
from blueprint.web.rendering import STATIC

COMPONENTS = Path(__file__).resolve().parents[1] / "ui" / "components"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".map": "application/json",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}


def read(request: Request) -> Response:
    """`/assets/web/<file>` is ours, `/assets/<component>/<file>` comes from that component's `dist`.

    An address with the content's hash as its query is kept for ever, and so is a font, which gets a new name when it
    changes; anything else is asked for again each time.
    """
    file = _file(request.path_params["path"])
    if file is None:
        raise HTTPException(404)
    content, etag = _content(file, file.stat().st_mtime_ns)
    named = file.suffix == ".woff2" or (len(request.url.query) >= 8 and etag[1:].startswith(request.url.query))
    headers = {"etag": etag, "cache-control": FOR_EVER if named else "no-cache"}
    if is_unchanged(request, etag):
        return unchanged(headers)
    return Response(content, 200, headers, _MEDIA_TYPES[file.suffix])


def _file(path: str) -> Path | None:
    names = path.split("/")
    if len(names) < 2 or not all(_NAME.fullmatch(name) for name in names):
        return None
    folder = STATIC if names[0] == "web" else COMPONENTS / names[0] / "dist"
    file = folder.joinpath(*names[1:])
    return file if file.suffix in _MEDIA_TYPES and file.is_file() else None


@lru_cache(maxsize=64)
def _content(file: Path, _changed: int) -> tuple[bytes, str]:
    content = file.read_bytes()
    return content, f'"{sha256(content).hexdigest()[:32]}"'
