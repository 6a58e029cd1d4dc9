"""Pages, set by Typst from a template and data: the PDF, where everything stands in it, and a picture of the cover."""

import json
from pathlib import Path
from typing import Any

import typst

Job = dict[str, Any]
"""What the typesetter was asked for: see `typesetter.py`."""

Places = dict[str, Any]
"""`count` of pages, and `anchors` in reading order: [name, page from 1]."""


def set_pages(job: Job, template: str, data: str) -> tuple[Places, bytes]:
    """Set these data: where everything stands, and the PDF; nothing where that is not asked for."""
    compiler = _compiler(job, template, data)
    made = (
        compiler.compile(pdf_standards=["ua-1", "a-2a"], timestamp=job["timestamp"])
        if job["make"] != "preview"
        else b""
    )
    assert isinstance(made, bytes)
    asked = job["make"] != "pdf" or job["runs"]
    return json.loads(compiler.query("<pages>", field="value", one=True)) if asked else {}, made


def draw_cover(job: Job, output: Path) -> None:
    """Draw the cover of `picture.json` as a PNG."""
    _compiler(job, "front.typ", "picture.json").compile(output=str(output), format="png", ppi=150)


def _compiler(job: Job, template: str, data: str) -> typst.Compiler:
    root = job["root"]
    nothing = f"{root}/no-packages"
    return typst.Compiler(
        f"{root}/{template}",
        root=root,
        font_paths=job["fonts"],
        package_path=nothing,
        package_cache_path=nothing,
        sys_inputs={"data": data},
    )
