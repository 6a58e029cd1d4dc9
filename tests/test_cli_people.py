"""The operator's commands for accounts, each as it is called."""

import pytest
from typer.testing import CliRunner

from blueprint import logs
from blueprint.cli import app
from blueprint.domain.errors import BlueprintError
from blueprint.services.accounts import account, browser_sessions, one_time_links, sign_in
from blueprint.services.context import Workbench
from tests.factories import Scene

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


class Operator:
    """Somebody at the terminal of a workbench."""

    def __init__(self, workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("BLUEPRINT_DATA", str(workbench.settings.data))
        monkeypatch.setenv("BLUEPRINT_DATABASE_URL", workbench.settings.database_url)
        monkeypatch.setattr(logs, "configure", lambda _format: None)  # it is for the process, which is the tests' own

    def __call__(self, *words: str) -> str:
        """What `blueprint person …` prints, or the sentence by which it ends."""
        done = CliRunner().invoke(app, ["person", *words])
        if isinstance(done.exception, BlueprintError):
            return str(done.exception)
        assert done.exit_code == 0, done.output
        return done.output


@pytest.fixture
def person(sqlite_scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Operator:
    """`person("disable", "author@example.org")`."""
    return Operator(sqlite_scene.workbench, monkeypatch)


def test_people_are_listed(person: Operator) -> None:
    person("disable", "author@example.org")
    listed = [line.split("\t") for line in person("list").splitlines()]
    assert ["author@example.org", "Author", "disabled"] in listed
    assert ["steward@example.org", "Steward", "steward"] in listed
    assert len(listed) == 8


def test_sessions_are_shown_and_ended(sqlite_scene: Scene, person: Operator) -> None:
    bench, email = sqlite_scene.workbench, "author@example.org"
    token = sign_in.sign_in_by_link(bench, one_time_links.link_to_sign_in(bench, email), FIREFOX)
    browser, begun, used = person("sessions", email).strip().split("\t")
    assert (browser, begun) == ("Firefox on Windows", used)
    assert token not in person("sessions", email, "--end")
    assert person("sessions", email) == ""
    assert browser_sessions.signed_in(bench, token) is None


def test_somebody_is_kept_out_and_let_in_again(sqlite_scene: Scene, person: Operator) -> None:
    assert "is disabled" in person("disable", "convenor@example.org")
    assert "disabled" in person("link", "convenor@example.org")
    assert "can sign in again" in person("enable", "Convenor@Example.org")
    assert "/enter/" in person("link", "convenor@example.org")


def test_a_steward_is_appointed_before_the_last_one_goes(sqlite_scene: Scene, person: Operator) -> None:
    assert "only steward" in person("delete", "steward@example.org", "--keep-name")
    person("steward", "editor@example.org")
    assert account.read_account(sqlite_scene.workbench, sqlite_scene["editor"]).steward
    assert "is deleted" in person("delete", "steward@example.org", "--keep-name")


@pytest.mark.parametrize("options", [(), ("--pseudonym", " "), ("--keep-name", "--pseudonym", "Reed warbler")])
def test_deleting_asks_for_one_name(person: Operator, options: tuple[str, ...]) -> None:
    assert "--keep-name, or --pseudonym" in person("delete", "author@example.org", *options)
    assert "author@example.org" in person("list")


def test_nobody_by_that_address(person: Operator) -> None:
    for verb in ("disable", "enable", "steward", "sessions"):
        assert "Nobody here has that email address" in person(verb, "none@example.org")
    assert "Nobody here" in person("delete", "none@example.org", "--keep-name")
    assert "is deleted" in person("delete", "author@example.org", "--pseudonym", "Reed warbler")
    assert "Nobody here" in person("delete", "author@example.org", "--pseudonym", "Reed warbler")
