"""What Prometheus is told, read with its own parser from a real server."""

import socket
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from blueprint import metrics
from blueprint.domain.errors import Invalid
from tests.ports import free_port
from tests.web.serving import own_environment, serving


def samples(address: str) -> dict[tuple[str, ...], float]:
    """Every sample by its name and the values of its labels."""
    answer = httpx.get(f"http://{address}/metrics")
    families = text_string_to_metric_families(answer.text)
    return {
        (one.name, *(value for name, value in sorted(one.labels.items()) if name != "le")): one.value
        for family in families
        for one in family.samples
    }


def test_a_server_tells_what_it_did(tmp_path: Path) -> None:
    port, address = free_port(), f"127.0.0.1:{free_port()}"
    with serving(own_environment(tmp_path, port, BLUEPRINT_METRICS=address)) as url:
        for path in ("/library", "/library", "/library/nothing-here", "/some/thing?email=nia@example.org", "/sign-in"):
            httpx.get(f"{url}{path}")
        found = samples(address)
        assert httpx.get(f"{url}/metrics").status_code == 404
    assert found["blueprint_request_seconds_count", "GET", "library", "2xx"] == 2
    assert found["blueprint_request_seconds_count", "GET", "library", "4xx"] == 1
    assert found["blueprint_request_seconds_count", "GET", "other", "4xx"] == 1
    assert {part: found["blueprint_ready", part] for part in ("database", "store", "queue", "disk")} == dict.fromkeys(
        ("database", "store", "queue", "disk"), 1.0
    )
    assert found["process_resident_memory_bytes",] > 0
    assert not any("nia" in str(name) or "thing" in str(name) for name in found)


def test_an_address_that_is_taken_ends_in_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Invalid, match="BLUEPRINT_METRICS"):
            metrics.serve(f"127.0.0.1:{taken.getsockname()[1]}", {})
