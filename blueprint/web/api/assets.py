"""Static files: our style sheets and fonts, and the bundles and modules of the components."""

import gzip
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from blueprint.component_assets import UI, client_file, version
from blueprint.web.http.conditional import IMMUTABLE, accepts_gzip, is_not_modified, not_modified
from blueprint.web.http.templates import STATIC, static_url

_VERSION = re.compile(r"[0-9a-f]{16}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")  # no file system takes longer ones than 255
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
    """`/assets/web/<file>` is a file of `static`, `/assets/<component>/<file>` one of that component's `dist`.

    `/assets/client/<version>/<path>` is a module or style sheet of the components (`blueprint.component_assets`). Three
    kinds of address are immutable: such a file under the current version, an address with the content's hash as its
    query, and a font, whose name changes with its content. Anything else is revalidated each time, also a file under
    another version: during an update of several machines, a page of one may ask another. Texts are sent compressed to
    clients that accept gzip.
    """
    path = request.path_params["path"]
    versioned = _versioned(path)
    file = versioned or _file(path)
    if file is None:
        raise HTTPException(404)
    content = _content(file, file.stat().st_mtime_ns)
    query = request.url.query
    has_hash = len(query) >= 8 and content.digest.startswith(query)
    is_immutable = (versioned is not None and _is_current(path)) or file.suffix == ".woff2" or has_hash
    gzipped = bool(content.compressed) and accepts_gzip(request.headers.get("accept-encoding", ""))
    etag = f'"{content.digest}-gz"' if gzipped else f'"{content.digest}"'
    headers = {"etag": etag, "cache-control": IMMUTABLE if is_immutable else "no-cache", "vary": "accept-encoding"}
    if is_not_modified(request, etag):
        return not_modified(headers)
    headers |= {"content-encoding": "gzip"} if gzipped else {}
    return Response(content.compressed if gzipped else content.plain, 200, headers, _MEDIA_TYPES[file.suffix])


def favicon(_request: Request) -> Response:
    """Redirect `/favicon.ico`, which browsers and e-reader apps request by themselves, to our icon."""
    return RedirectResponse(static_url("mark.svg"), 308, {"cache-control": "public, max-age=86400"})


def _versioned(path: str) -> Path | None:
    names = path.split("/")
    if len(names) < 3 or not all(_NAME.fullmatch(name) for name in names):
        return None
    is_client = names[0] == "client" and _VERSION.fullmatch(names[1])
    return client_file("/".join(names[2:])) if is_client else None


def _is_current(path: str) -> bool:
    return path.split("/")[1] == version()


def _file(path: str) -> Path | None:
    names = path.split("/")
    if len(names) < 2 or not all(_NAME.fullmatch(name) for name in names):
        return None
    folder = STATIC if names[0] == "web" else UI / "components" / names[0] / "dist"
    file = folder.joinpath(*names[1:])
    return file if file.suffix in _MEDIA_TYPES and file.is_file() else None


class _AssetContent(NamedTuple):
    plain: bytes
    compressed: bytes
    """Empty for formats that are compressed already."""
    digest: str


@lru_cache(maxsize=64)
def _content(file: Path, _modified_ns: int) -> _AssetContent:
    plain = file.read_bytes()
    compressed = b"" if file.suffix in (".woff2", ".png") else gzip.compress(plain, 9, mtime=0)
    return _AssetContent(plain, compressed, sha256(plain).hexdigest()[:32])
