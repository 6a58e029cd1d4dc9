"""Writing commits into a Git repository with `git fast-import`: one process for all of them."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from blueprint.domain.errors import Invalid

BRANCH = "refs/heads/main"
_WRITTEN = "refs/blueprint/export"
"""Where commits are written to, until all of them are there."""
_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.autocrlf=false",
    "core.quotePath=false",
    "gc.auto=0",
)


class Signature(NamedTuple):
    """Who made a commit, and when."""

    name: str
    address: str
    at: datetime


class Repository:
    """The Git repository of a folder, used without the settings of the machine or the person."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        found = shutil.which("git")
        if found is None:
            raise Invalid("Git was not found, which writes the archive. Install it (git-scm.com), then try again.")
        self._program = found

    def init(self) -> None:
        """Make the repository; idempotent."""
        self.run(
            "init", "--quiet", "--template=", "--object-format=sha1", f"--initial-branch={BRANCH.rpartition('/')[2]}"
        )

    def run(self, *arguments: str) -> str:
        """What a command of Git prints; raises `Invalid` with its first line of complaint."""
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell
            self.command(*arguments), env=self.environment(), cwd=self.folder, capture_output=True, check=False
        )
        if done.returncode:
            raise Invalid(f"Git cannot use {self.folder}: {_complaint(done.stderr)}")
        return done.stdout.decode("utf-8", "replace")

    def command(self, *arguments: str) -> list[str]:
        """The words of a command of Git."""
        settings = (word for setting in _SETTINGS for word in ("-c", setting))
        return [self._program, *settings, *arguments]

    def environment(self) -> dict[str, str]:
        """Git's environment: this folder alone, though it may be inside another repository, and no settings of others."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        own = {"GIT_DIR": str(self.folder / ".git"), "LC_ALL": "C"}
        return {**inherited, **own, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}

    def head(self) -> str | None:
        """The id of the last commit; None in an empty repository."""
        return self.run("for-each-ref", "--format=%(objectname)", BRANCH).strip() or None

    def publish(self, written: "Commits") -> bool:
        """Make the commits that were written the branch's, and check them out; False when they change nothing."""
        new, old = self.run("rev-parse", _WRITTEN).strip(), self.head()
        trees = self.run("rev-parse", f"{new}^{{tree}}", *([f"{old}^{{tree}}"] if old else [])).split()
        changed = written.count > 1 or len(trees) == 1 or trees[0] != trees[1]
        if changed:
            self.run("update-ref", BRANCH, new, *([old] if old else []))
            self.run("symbolic-ref", "HEAD", BRANCH)
            self.run("reset", "--quiet", "--hard")
        self.run("update-ref", "-d", _WRITTEN)
        return changed


class Commits:
    """Commits that are being written after `after`; used in a `with` block, at whose end all of them are stored."""

    def __init__(self, repository: Repository, after: str | None) -> None:
        self._repository, self._after, self.count = repository, after, 0

    def __enter__(self) -> Self:
        command = self._repository.command("fast-import", "--quiet", "--done", "--force")
        self._complaints = tempfile.TemporaryFile()
        self._process = subprocess.Popen(  # noqa: S603 - a fixed program, no shell
            command, env=self._repository.environment(), stdin=subprocess.PIPE, stderr=self._complaints
        )
        assert self._process.stdin is not None
        self._to = self._process.stdin
        return self

    def add(self, by: Signature, message: str, files: Iterable[tuple[str, bytes]], *, whole: bool = False) -> None:
        """Add a commit that writes these files; `whole`: all others are gone."""
        who = f"{_identity(by.name)} <{_identity(by.address)}> {int(by.at.timestamp())} +0000"
        self._write(f"commit {_WRITTEN}\nauthor {who}\ncommitter {who}\n".encode())
        self._data(message.encode())
        if self.count == 0 and self._after:
            self._write(f"from {self._after}\n".encode())
        self.count += 1
        if whole:
            self._write(b"deleteall\n")
        for path, content in files:
            self._write(f"M 100644 inline {path}\n".encode())
            self._data(content)

    def _data(self, content: bytes) -> None:
        self._write(b"data %d\n" % len(content))
        self._write(content)
        self._write(b"\n")

    def _write(self, content: bytes) -> None:
        try:
            self._to.write(content)
        except BrokenPipeError:
            self._fail()

    def _fail(self) -> None:
        self._process.wait()
        self._complaints.seek(0)
        raise Invalid(f"Git could not write the archive: {_complaint(self._complaints.read())}")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the process; unless all went well, nothing refers to what it wrote."""
        try:
            if kind is not None:
                self._process.kill()
                with suppress(BrokenPipeError):
                    self._to.close()
                self._process.wait()
                return
            self._write(b"done\n")
            self._to.close()
            if self._process.wait():
                self._fail()
        finally:
            self._complaints.close()


def message_with_trailers(subject: str, trailers: Mapping[str, object]) -> str:
    """A commit message of one line, and trailers (`git interpret-trailers`); those that are None are left out."""
    lines = (f"{name}: {value}" for name, value in trailers.items() if value is not None)
    return "\n".join((" ".join(subject.split()), "", *lines, ""))


def _identity(words: str) -> str:
    """A name or an address on one line, without the signs that end it in a commit."""
    return " ".join(words.translate({ord("<"): None, ord(">"): None}).split()) or "-"


def _complaint(stderr: bytes) -> str:
    lines = [line for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[0].removeprefix("fatal: ") if lines else "it gave no reason"
