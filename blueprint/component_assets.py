"""The addresses of the front end's JavaScript modules and style sheets: the files in `client` folders of `blueprint/ui`.

A component has one beside its Python; `blueprint/ui/client` holds what components share. Streamlit would send inline
scripts with every rerun. An address contains a hash of all these files, so that relative imports are versioned, too, and
every file may be cached indefinitely.
"""

import json
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

UI = Path(__file__).parent / "ui"
SHARED = UI / "client"
SUFFIXES = frozenset({".css", ".js"})


def client_file(path: str) -> Path | None:
    """The client file at a path below `blueprint/ui` (without `..`); None when there is none."""
    file, parts = UI / path, Path(path).parts
    is_client = file.suffix in SUFFIXES and "client" in (*parts[:1], *parts[2:3])
    return file if is_client and file.is_file() else None


@lru_cache
def version() -> str:
    """The first 16 hexadecimal digits of a SHA-256 over all client files."""
    parts = ((_path(file).encode(), file.read_bytes()) for file in _files(_folders()))
    return sha256(b"\0".join(part for pair in parts for part in pair)).hexdigest()[:16]


def address(path: str) -> str:
    """The address of a client file, by its path below `blueprint/ui`."""
    return f"/assets/client/{version()}/{path}"


def loader(component: str) -> str:
    """The inline script of a component, by its folder below `blueprint/ui`: it imports the module of the folder's name.

    It preloads all modules in parallel, rather than each when the module that imports it has arrived.
    """
    own = UI / component / "client"
    modules = [_path(file) for file in _files([SHARED, own]) if file.suffix == ".js"]
    return f"""
const base = new URL("{address("")}", document.baseURI);
for (const path of {json.dumps(modules)}) {{
  const {{ href }} = new URL(path, base);
  if (document.querySelector(`link[href="${{href}}"]`)) continue;
  document.head.append(Object.assign(document.createElement("link"), {{ rel: "modulepreload", href }}));
}}
export default function (component) {{
  return import(new URL("{_path(own)}/{own.parent.name}.js", base).href).then((own) => own.default(component));
}}
"""


def _folders() -> list[Path]:
    return [SHARED, *UI.glob("*/*/client")]


def _files(folders: Iterable[Path]) -> list[Path]:
    return sorted(file for folder in folders for file in folder.rglob("*") if file.suffix in SUFFIXES)


def _path(file: Path) -> str:
    return file.relative_to(UI).as_posix()
