"""The files of `deploy/`: what they set exists, and their limits let through what the workbench takes."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from blueprint.domain.limits import LARGEST_IMAGE_UPLOAD, LARGEST_TEXT_UPLOAD
from blueprint.settings import Settings
from blueprint.web.api.drafts import BODY_LIMIT
from blueprint.web.http.connection_limits import HEAD_SECONDS, LARGEST_HEAD
from blueprint.web.routes import OWN_PATHS
from tests.deploy.parts import DEPLOY
from tests.web.serving import ROOT

NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
CADDY = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
UNITS = sorted(DEPLOY.glob("*.service"))
COMMANDS = {"serve", "work"}
MULTIPART = 100_000
"""Bytes of a form around a file."""


def test_both_web_servers_let_through_what_the_workbench_takes() -> None:
    largest = max(BODY_LIMIT, LARGEST_TEXT_UPLOAD + MULTIPART, LARGEST_IMAGE_UPLOAD + MULTIPART)
    [nginx] = re.findall(r"client_max_body_size (\d+)m;", NGINX)
    [caddy] = re.findall(r"max_size (\d+)MB", CADDY)
    assert largest <= int(nginx) << 20 <= largest * 1.2
    assert largest <= int(caddy) * 10**6 <= largest * 1.2


def test_both_web_servers_have_the_limits_of_the_workbench_on_a_requests_head() -> None:
    [(count, size)] = re.findall(r"large_client_header_buffers (\d+) (\d+)k;", NGINX)
    assert int(count) * int(size) << 10 == LARGEST_HEAD
    assert f"client_header_timeout {HEAD_SECONDS:.0f}s;" in NGINX
    assert f"max_header_size {LARGEST_HEAD >> 10}KB" in CADDY
    assert f"read_header {HEAD_SECONDS:.0f}s" in CADDY


def test_both_web_servers_name_addresses_that_exist() -> None:
    [public] = re.findall(r"\^/\((library[\w|]*)\)", NGINX)
    assert {f"/{name}" for name in public.split("|")} <= set(OWN_PATHS)
    assert set(re.findall(r"@public path (.*)", CADDY)[0].replace("/*", "").split()) <= set(OWN_PATHS)


@pytest.mark.parametrize("whole", [False, True], ids=["as it is", "with what it leaves out"])
def test_the_settings_can_be_used(whole: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (DEPLOY / "blueprint.toml").read_text(encoding="utf-8")
    text = re.sub(r"^# (\w+ = )", r"\1", text, flags=re.MULTILINE) if whole else text
    (tmp_path / "blueprint.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("BLUEPRINT_SETTINGS", str(tmp_path / "blueprint.toml"))
    used = Settings()
    assert set(tomllib.loads(text)) <= used.model_fields_set
    assert used.secure_cookies is True
    assert used.work is not whole


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_one_that_systemd_takes(unit: Path, tmp_path: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    [(program, command)] = re.findall(r"^ExecStart=(\S+) (\w+)$", text, re.MULTILINE)
    assert program == "/opt/blueprint/.venv/bin/blueprint"
    assert command in COMMANDS
    _assert_settings(dict(re.findall(r"^Environment=(BLUEPRINT_\w+)=(.*)$", text, re.MULTILINE)))
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd is not installed")
    (tmp_path / unit.name).write_text(text.replace(program, "/bin/true"), encoding="utf-8")
    done = subprocess.run(
        [analyze, "verify", "--man=no", tmp_path / unit.name], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_containers_have_settings_that_exist() -> None:
    for name, service in COMPOSE["services"].items():
        if name.startswith(("server", "worker")):
            _assert_settings(service["environment"])
            assert service["command"][0] == ".venv/bin/blueprint"
            assert service["command"][1] in COMMANDS
            assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).is_file()


def test_the_containers_are_named_with_versions_and_have_what_they_name() -> None:
    services, volumes, networks = COMPOSE["services"], set(COMPOSE["volumes"]), set(COMPOSE["networks"])
    used = set()
    for name, service in services.items():
        image, _, version = service["image"].rpartition(":")
        assert image.startswith("localhost/") or re.fullmatch(r"[\d.]+", version), name
        assert set(service.get("networks", ())) <= networks, name
        assert set(service.get("depends_on", ())) <= set(services), name
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            assert (DEPLOY / source).is_file() if source.startswith("./") else source in volumes, name
            used.add(source)
    assert volumes <= used


def test_the_containers_find_each_other() -> None:
    services = COMPOSE["services"]
    proxy, one = services["proxy"], services["server-1"]["environment"]
    port = one["BLUEPRINT_PORT"]
    assert proxy["environment"]["SERVERS"].split() == [f"{s}:{port}" for s in services if s.startswith("server")]
    assert proxy["networks"]["inside"]["ipv4_address"] == one["BLUEPRINT_TRUSTED_PROXIES"]
    assert f"@database/{services['database']['environment']['POSTGRES_DB']}" in one["BLUEPRINT_DATABASE_URL"]
    assert one["BLUEPRINT_STORE_ENDPOINT"].endswith("store:8333")
    assert ":8333" in services["store"]["command"]
    assert services["bucket"]["command"][-1].endswith(one["BLUEPRINT_STORE"].removeprefix("s3://"))
    [asked] = re.findall(rf"http://127.0.0.1:{port}(/\w+)", str(services["server-1"]["healthcheck"]["test"]))
    assert asked in OWN_PATHS


def test_the_containers_settings_and_guide_ask_for_the_same_variables() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text(encoding="utf-8")))
    guide = (ROOT / "docs" / "guide" / "operating.md").read_text(encoding="utf-8")
    assert {name for name in asked if f"{name}=" not in guide} == set()


def _assert_settings(environment: dict[str, str]) -> None:
    unknown = {name for name in environment if name.lower().removeprefix("blueprint_") not in Settings.model_fields}
    assert unknown - {"BLUEPRINT_SETTINGS"} == set()
