"""Scripts: where browsers fetch a component's own modules and style sheets.

Given inline, Streamlit would send all of them with every rerun. The address holds a version of the whole folder, so that a
module's imports of its neighbours are versioned with it, and everything may be kept for ever.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

COMPONENTS = Path(__file__).parent / "ui" / "components"
SUFFIXES = frozenset({".css", ".js"})


@lru_cache
def version(component: str) -> str:
    """The start of a SHA-256 over every script and style sheet of the component, in hexadecimal."""
    files = sorted(file for file in (COMPONENTS / component).iterdir() if file.suffix in SUFFIXES)
    found = sha256(b"\0".join(part for file in files for part in (file.name.encode(), file.read_bytes())))
    return found.hexdigest()[:16]


def address(component: str, name: str) -> str:
    """The address of one of the component's files."""
    return f"/assets/{component}/{version(component)}/{name}"


def loader(component: str) -> str:
    """What Streamlit is given as a component's script: it fetches the one that is called as the component is."""
    return f"""
export default function (component) {{
  const address = new URL("{address(component, f"{component}.js")}", document.baseURI).href;
  return import(address).then((own) => own.default(component));
}}
"""
