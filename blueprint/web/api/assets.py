"""The bundles of the components, and our own style sheet and fonts."""

import gzip
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from blueprint.component_assets import COMPONENTS, SUFFIXES, client_folder, version
from blueprint.web.http.conditional import FOR_EVER, is_unchanged, takes_gzip, unchanged
from blueprint.web.http.templates import STATIC, static

_VERSION = re.compile(r"[0-9a-f]{16}")
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

    `/assets/<component>/<version>/<path>` is a module of the component (`blueprint.component_assets`). That is kept for
    ever, and so are an address with the content's hash as its query, and a font, which gets a new name when it changes;
    anything else is asked for again each time, a module under another version too: while machines are being updated, a
    page of one may ask the other. Texts are sent compressed to who takes that.
    """
    path = request.path_params["path"]
    module = _module(path)
    file = module or _file(path)
    if file is None:
        raise HTTPException(404)
    content = _content(file, file.stat().st_mtime_ns)
    query = request.url.query
    hashed = len(query) >= 8 and content.digest.startswith(query)
    named = (module is not None and _is_current(path)) or file.suffix == ".woff2" or hashed
    zipped = bool(content.compressed) and takes_gzip(request.headers.get("accept-encoding", ""))
    etag = f'"{content.digest}-gz"' if zipped else f'"{content.digest}"'
    headers = {"etag": etag, "cache-control": FOR_EVER if named else "no-cache", "vary": "accept-encoding"}
    if is_unchanged(request, etag):
        return unchanged(headers)
    headers |= {"content-encoding": "gzip"} if zipped else {}
    return Response(content.compressed if zipped else content.plain, 200, headers, _MEDIA_TYPES[file.suffix])


def mark(_request: Request) -> Response:
    """What browsers and e-reader apps ask for unasked leads to our mark."""
    return RedirectResponse(static("mark.svg"), 308, {"cache-control": "public, max-age=86400"})


def _module(path: str) -> Path | None:
    names = path.split("/")
    if len(names) < 3 or not all(_NAME.fullmatch(name) for name in names):
        return None
    file = client_folder(names[0]).joinpath(*names[2:])
    return file if file.suffix in SUFFIXES and _VERSION.fullmatch(names[1]) and file.is_file() else None


def _is_current(path: str) -> bool:
    component, asked, *_ = path.split("/")
    return asked == version(component)


def _file(path: str) -> Path | None:
    names = path.split("/")
    if len(names) < 2 or not all(_NAME.fullmatch(name) for name in names):
        return None
    folder = STATIC if names[0] == "web" else COMPONENTS / names[0] / "dist"
    file = folder.joinpath(*names[1:])
    return file if file.suffix in _MEDIA_TYPES and file.is_file() else None


class _Content(NamedTuple):
    plain: bytes
    compressed: bytes
    """Empty for what is compressed already."""
    digest: str


@lru_cache(maxsize=64)
def _content(file: Path, _changed: int) -> _Content:
    plain = file.read_bytes()
    compressed = b"" if file.suffix in (".woff2", ".png") else gzip.compress(plain, 9, mtime=0)
    return _Content(plain, compressed, sha256(plain).hexdigest()[:32])
