"""A real server that speaks S3, from a wheel, on loopback, with its buckets in a folder."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sysconfig import get_path

ACCESS_KEY, SECRET_KEY, BUCKET = "access", "secret+/=", "blueprint"


class Server:
    """A server whose `bucket` is a folder; it can be stopped and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self.bucket = folder / BUCKET
        self.bucket.mkdir(parents=True)
        self.address = _free_address()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def settings(self) -> dict[str, str]:
        """The settings of a workbench that keeps its files there, without their prefix `BLUEPRINT_`."""
        return {
            "store": f"s3://{BUCKET}/water",
            "store_endpoint": f"http://{self.address}",
            "store_region": "us-east-1",
            "store_access_key": ACCESS_KEY,
            "store_secret_key": SECRET_KEY,
        }

    def start(self) -> None:
        """Returns when it answers; at another address when somebody took the first one meanwhile."""
        rclone = Path(get_path("scripts"), "rclone")
        command = [rclone, "serve", "s3", self.bucket.parent, "--addr", self.address]
        command += ["--auth-key", f"{ACCESS_KEY},{SECRET_KEY}", "--config", "", "--vfs-cache-mode", "off"]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 30
        while not self._answers():
            assert time.monotonic() < end
            if self._process.poll() is not None:
                self.address = _free_address()
                self.start()
            time.sleep(0.05)

    def stop(self) -> None:
        """End it; its files stay."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        host, _, port = self.address.partition(":")
        with closing(socket.socket()) as client:
            return client.connect_ex((host, int(port))) == 0


def _free_address() -> str:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """A running server with its buckets in this folder."""
    running = Server(folder)
    running.start()
    try:
        yield running
    finally:
        running.stop()
