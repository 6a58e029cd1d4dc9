"""The words of components in the browser: what JavaScript looks up is what Python sends."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from blueprint.locales import using_language
from blueprint.ui import components
from blueprint.ui.components.client_messages import ClientMessages
from blueprint.ui.components.coverage.messages import coverage_messages
from blueprint.ui.components.editor.messages import editor_messages
from blueprint.ui.components.folio.messages import folio_messages

HERE = Path(components.__file__).parent
SENT = {"folio/client": folio_messages, "coverage/client": coverage_messages, "editor/src": editor_messages}
_LOOKED_UP = re.compile(r'\b(?:message|plural)\(\s*"(\w+)"')


def source(folder: str) -> str:
    """All of a component's JavaScript."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((HERE / folder).rglob("*.js")))


@pytest.mark.parametrize(("folder", "sent"), SENT.items(), ids=SENT)
def test_every_message_that_is_looked_up_is_sent(folder: str, sent: Callable[[], ClientMessages]) -> None:
    found = sent()
    assert set(_LOOKED_UP.findall(source(folder))) <= found["texts"].keys() | found["plurals"].keys()


@pytest.mark.parametrize(("folder", "sent"), SENT.items(), ids=SENT)
def test_every_message_that_is_sent_is_looked_up(folder: str, sent: Callable[[], ClientMessages]) -> None:
    found, code = sent(), source(folder)
    assert [key for key in (*found["texts"], *found["plurals"]) if f'"{key}"' not in code] == []


@pytest.mark.parametrize(("folder", "sent"), SENT.items(), ids=SENT)
def test_messages_come_in_the_language_in_use(folder: str, sent: Callable[[], ClientMessages]) -> None:
    with using_language("ar-XB"):
        found = sent()
    assert found["language"] == "ar-XB"
    forms = [form for by_category in found["plurals"].values() for form in by_category.values()]
    assert [text for text in (*found["texts"].values(), *forms) if not text.startswith("⟦")] == []
