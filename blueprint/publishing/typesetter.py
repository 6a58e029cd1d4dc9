"""The typesetter: a short-lived process that turns one folder into a book, and nothing else.

Run by path, with "whole" or "parts" (the kind of book to expect) and the folders of its fonts, and a job on its standard
input, a line each: `root` (a private folder of regular files), what to `make` of it ("pdf": `book.pdf`; "preview":
`pages.json`, the page of each anchor, and `cover.png` of `picture.json`; "both"), `runs` (how many), `timestamp` (seconds
since 1970), `seconds` and `bytes` (limits). It says on standard output what stopped it, as JSON: a message as `error`, and
`hints`. A process of its own can be killed, which a loop inside Typst cannot, and gives back its memory, which Typst does
not.

A book without runs is set whole, of `book.json`; one with runs is bound from parts (`assembling.py`).
"""

import os
import resource
import sys

import typst


def alone(package: str, folder: str) -> None:
    """Have modules of a package found in its folder without importing the package, which imports what others need of it."""
    found = sys.modules[package] = type(sys)(package)
    found.__path__ = [folder]


def limit(seconds: int, largest: int) -> None:
    """Bound this process's time, memory and files; a system that cannot bound memory still has the time-out."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000_000, 200_000_000))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        resource.setrlimit(resource.RLIMIT_AS, (largest, largest))
    except (ValueError, OSError):
        return


def main() -> int:
    """Do the job on standard input; 0 when the PDF lies there, 1 when the text cannot be set."""
    from blueprint.publishing.pages import Job  # all this before there is anything to set
    from blueprint.publishing.typesetting import prepare, typeset

    expected, *folders = sys.argv[1:]
    if expected == "parts":
        prepare()
    fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
    root, make, runs, timestamp, seconds, largest = sys.stdin.read().splitlines()
    os.chdir(root)
    limit(int(seconds), int(largest))
    try:
        typeset(Job(fonts, root, make, runs, timestamp))
    except typst.TypstError as error:
        import json

        json.dump({"error": error.message, "hints": error.hints, "where": error.diagnostic[-2000:]}, sys.stdout)
        return 1
    return 0


if __name__ == "__main__":
    here = os.path.dirname(__file__)
    alone("blueprint", os.path.dirname(here))
    alone("blueprint.publishing", here)
    ended = main()
    sys.stdout.flush()
    os._exit(ended)  # the system takes back at once what Python and Typst would give back piece by piece
