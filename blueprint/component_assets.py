"""The addresses of components' JavaScript modules and style sheets: the files in a component's `client` folder.

Streamlit would send inline scripts with every rerun. The address contains a hash of the whole folder, so that relative
imports are versioned, too, and all files may be cached indefinitely.
"""

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

COMPONENTS = Path(__file__).parent / "ui" / "components"
SUFFIXES = frozenset({".css", ".js"})


def client_folder(component: str) -> Path:
    """The folder of a component's client files; it need not exist."""
    return COMPONENTS / component / "client"


@lru_cache
def version(component: str) -> str:
    """The first 16 hexadecimal digits of a SHA-256 over the component's client files."""
    folder = client_folder(component)
    files = sorted(file for file in folder.rglob("*") if file.suffix in SUFFIXES)
    parts = ((file.relative_to(folder).as_posix().encode(), file.read_bytes()) for file in files)
    return sha256(b"\0".join(part for pair in parts for part in pair)).hexdigest()[:16]


def address(component: str, name: str) -> str:
    """The address of a client file, by its path in the client folder."""
    return f"/assets/{component}/{version(component)}/{name}"


def loader(component: str) -> str:
    """The inline script of a component: it imports the component's module, which has the component's name.

    It preloads all modules in parallel, rather than each when the module that imports it has arrived.
    """
    return f"""
const base = new URL("{address(component, "")}", document.baseURI);
for (const name of {json.dumps(_modules(component))}) {{
  const {{ href }} = new URL(name, base);
  if (document.querySelector(`link[href="${{href}}"]`)) continue;
  document.head.append(Object.assign(document.createElement("link"), {{ rel: "modulepreload", href }}));
}}
export default function (component) {{
  return import(new URL("{component}.js", base).href).then((own) => own.default(component));
}}
"""


def _modules(component: str) -> list[str]:
    folder = client_folder(component)
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.js"))
