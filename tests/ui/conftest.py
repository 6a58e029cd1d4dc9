"""A real workbench on a folder of its own, and pages run on it as the people who use them."""

import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import blueprint.ui
from blueprint.domain.convenings import Convening, Role
from blueprint.domain.people import Person
from blueprint.services.accounts import registration
from blueprint.services.context import Workbench, the_workbench
from blueprint.services.convenings import convenings, invitations

SCRIPT = Path(blueprint.ui.__file__).parent / "app" / "main.py"

_LINK, _TAG = re.compile("<a [^>]*>(.*?)</a>"), re.compile("<[^>]+>")

OpenPage = Callable[..., AppTest]


@pytest.fixture
def workbench(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    """The one workbench of the process, as pages get it, on a fresh data folder."""
    (tmp_path / "data").mkdir()
    shutil.copy(migrated_file, tmp_path / "data" / "blueprint.db")
    monkeypatch.setenv("BLUEPRINT_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)  # which has no file of settings
    the_workbench.cache_clear()
    yield the_workbench()
    the_workbench().close()
    the_workbench.cache_clear()


@pytest.fixture
def ada(workbench: Workbench) -> Person:
    """A steward, and the convenor of `convening`."""
    return registration.add_person(workbench, "ada@example.org", "Ada Okafor", steward=True)


@pytest.fixture
def convening(workbench: Workbench, ada: Person) -> Convening:
    """Ada's convening, with nobody else in it yet."""
    return convenings.create_convening(workbench, ada.id, title="Care and repair", purpose="What holds us up.")


@pytest.fixture
def joined(workbench: Workbench, ada: Person, convening: Convening) -> Callable[[str, Role], Person]:
    """`joined(name, role)` adds a person to the convening."""

    def join(name: str, role: Role) -> Person:
        email = f"{name.split(maxsplit=1)[0].lower()}@example.org"
        person = registration.add_person(workbench, email, name)
        link = invitations.invite(workbench, ada.id, convening.id, email, role).link
        invitations.accept_invitation(workbench, person.id, link.rsplit("/", 1)[1])
        return person

    return join


@pytest.fixture
def open_page(workbench: Workbench) -> OpenPage:
    """`open_page(person, "convening", id=…)` runs a page of the whole app as that person (None: nobody)."""

    def run(person: Person | None, page: str, **query: str) -> AppTest:
        app = AppTest.from_file(SCRIPT, default_timeout=20)
        app.user = {"id": person.id} if person else {}
        app.query_params = dict(query)
        return (app if page == "home" else app.switch_page(f"../pages/{page}.py")).run()

    return run


@pytest.fixture
def words_of() -> Callable[[AppTest], str]:
    """`words_of(app)`: every word a page shows in text, HTML, links and notices, to look for what a person reads."""
    return _words_of


def _words_of(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "html", "error", "warning", "info")
    return "\n".join(str(_words(element)) for kind in kinds for element in app.get(kind))


@pytest.fixture
def links_of() -> Callable[[AppTest], list[str]]:
    """`links_of(app)`: the words of every link on a page, as a person reads them."""
    return lambda app: [unescape(_TAG.sub("", words)) for words in _LINK.findall(_words_of(app))]


def _words(element: object) -> str:
    proto = getattr(element, "proto", element)
    return str(getattr(proto, "body", "") or getattr(proto, "label", ""))
