"""Scripts: where browsers fetch a component's own modules and style sheets.

They are the files of its `client` folder and of the folders in there. Given inline, Streamlit would send all of them with
every rerun. The address holds a version of the whole folder, so that a module's imports of its neighbours are versioned
with it, and everything may be cached for ever.
"""

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

COMPONENTS = Path(__file__).parent / "ui" / "components"
SUFFIXES = frozenset({".css", ".js"})


def client_folder(component: str) -> Path:
    """The folder of what browsers fetch of a component; a component without modules of its own has none."""
    return COMPONENTS / component / "client"


@lru_cache
def version(component: str) -> str:
    """The start of a SHA-256 over every script and style sheet of the component, in hexadecimal."""
    folder = client_folder(component)
    files = sorted(file for file in folder.rglob("*") if file.suffix in SUFFIXES)
    parts = ((file.relative_to(folder).as_posix().encode(), file.read_bytes()) for file in files)
    return sha256(b"\0".join(part for pair in parts for part in pair)).hexdigest()[:16]


def address(component: str, name: str) -> str:
    """The address of one of the component's files, by its path in the client folder."""
    return f"/assets/{component}/{version(component)}/{name}"


def loader(component: str) -> str:
    """What Streamlit is given as a component's script: it fetches the one that is called as the component is.

    All of the component's modules are asked for at once, rather than each when the one that imports it has come.
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
