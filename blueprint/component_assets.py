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

from blueprint.locales import mark

UI = Path(__file__).parent / "ui"
SHARED = UI / "client"
SUFFIXES = frozenset({".css", ".js"})

NOT_LOADED = mark(
    "This part of the page could not be loaded. Check the connection, then load the page again; what you typed is kept."
)

MOUNT = """
async function load(address) {
  for (const wait of [0, 1000, 3000]) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    // A browser may remember that an address could not be fetched.
    const found = await import(wait ? `${address}#${wait}` : address).catch(() => null);
    if (found) return found;
  }
  return null;
}
async function mount(component, address) {
  const own = await load(address);
  if (own) return own.default(component);
  const { notLoaded = NOT_LOADED } = document.documentElement.dataset;
  const refusal = Object.assign(document.createElement("p"), { className: "bp-refusal", role: "alert" });
  refusal.textContent = notLoaded;
  component.parentElement.replaceChildren(refusal);
}
""".replace("NOT_LOADED", json.dumps(NOT_LOADED))
"""JavaScript: `mount(component, address)` draws a component with the module at an address. It is asked for again while it
cannot be fetched; then a sentence is shown, where Streamlit would show an error in words of programmers. In other
languages than English `ui/app/document_language` leaves that at the document element."""


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
    return f"""{MOUNT}
const base = new URL("{address("")}", document.baseURI);
for (const path of {json.dumps(modules)}) {{
  const {{ href }} = new URL(path, base);
  if (document.querySelector(`link[href="${{href}}"]`)) continue;
  document.head.append(Object.assign(document.createElement("link"), {{ rel: "modulepreload", href }}));
}}
export default function (component) {{
  return mount(component, new URL("{_path(own)}/{own.parent.name}.js", base).href);
}}
"""


def _folders() -> list[Path]:
    return [SHARED, *UI.glob("*/*/client")]


def _files(folders: Iterable[Path]) -> list[Path]:
    return sorted(file for folder in folders for file in folder.rglob("*") if file.suffix in SUFFIXES)


def _path(file: Path) -> str:
    return file.relative_to(UI).as_posix()
