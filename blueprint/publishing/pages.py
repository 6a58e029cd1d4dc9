"""Pages, set by Typst from a template and data: the PDF, where everything stands in it, and a picture of the cover.

Typst's process has read no more than it must when its job comes: no `json`, `typing` or `pathlib` here, which take as long
to import as a page to set.
"""

import typst


class Job:
    """What the typesetter is asked for (`typesetter.py` says what these are), and the fonts it has."""

    def __init__(self, fonts: typst.Fonts, root: str, make: str, runs: str, timestamp: str) -> None:
        self.fonts, self.root, self.make, self.runs, self.timestamp = fonts, root, make, int(runs), int(timestamp)


def set_pages(job: Job, template: str, data: str) -> tuple[str, bytes]:
    """Set these data: where everything stands, and the PDF; nothing where that is not asked for.

    The places are JSON: `count` of pages, and `anchors` in reading order: [name, page from 1].
    """
    compiler = _compiler(job, template, data)
    made: object = b""
    if job.make != "preview":
        made = compiler.compile(pdf_standards=["ua-1", "a-2a"], timestamp=job.timestamp)
    assert isinstance(made, bytes)
    asked = job.make != "pdf" or job.runs
    return compiler.query("<pages>", field="value", one=True) if asked else "", made


def draw_cover(job: Job) -> None:
    """Draw the cover of `picture.json` as `cover.png`."""
    _compiler(job, "front.typ", "picture.json").compile(output=f"{job.root}/cover.png", format="png", ppi=150)


def _compiler(job: Job, template: str, data: str) -> typst.Compiler:
    nothing = f"{job.root}/no-packages"
    return typst.Compiler(
        f"{job.root}/{template}",
        root=job.root,
        font_paths=job.fonts,
        package_path=nothing,
        package_cache_path=nothing,
        sys_inputs={"data": data},
    )
