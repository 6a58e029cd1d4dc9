"""Actions of the folio: what a person did there, executed once each, with the outcome for the next run."""

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from blueprint.domain.errors import BlueprintError
from blueprint.domain.value import Value
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench
from blueprint.services.review import threads
from blueprint.ui.session import identity, state
from blueprint.ui.session.interface_language import in_session_language

_REMEMBERED = 30
"""Outcomes that a session remembers, of the last actions."""


LONGEST_NONCE = 60

_Number = Annotated[int, Field(ge=0, le=2**31 - 1)]
"""Of a revision, or an offset in its source."""
_Id = Annotated[str, Field(max_length=64)]


class _FolioAction(Value):
    nonce: str = Field(max_length=LONGEST_NONCE)


class StartThread(_FolioAction):
    """Begin a thread on a range of a revision's source."""

    action: Literal["start"]
    revision: _Number
    start: _Number
    end: _Number
    body: str


class PlaceThread(_FolioAction):
    """Anchor a thread to other words."""

    action: Literal["place"]
    thread: _Id
    revision: _Number
    start: _Number
    end: _Number


class ResolveThread(_FolioAction):
    """Resolve a thread, or reopen it."""

    action: Literal["resolve", "reopen"]
    thread: _Id


class Reply(_FolioAction):
    """Reply in a thread."""

    action: Literal["reply"]
    thread: _Id
    body: str


class EditComment(_FolioAction):
    """Change a comment of one's own."""

    action: Literal["edit"]
    comment: _Id
    body: str


class RetractComment(_FolioAction):
    """Retract a comment of one's own."""

    action: Literal["retract"]
    comment: _Id


FolioAction = Annotated[
    StartThread | PlaceThread | ResolveThread | Reply | EditComment | RetractComment, Field(discriminator="action")
]
_ADAPTER: TypeAdapter[FolioAction] = TypeAdapter(FolioAction)


def action_callback(workbench: Workbench, key: str, proposal_id: str) -> Callable[[], None]:
    """The callback of the folio `key`, which executes what was sent. Idempotent by the action's nonce."""

    def execute() -> None:
        sent = state.sent(key, "action")
        if sent is not None:
            with in_session_language():
                _answer(workbench, sent, proposal_id)

    return execute


def _answer(workbench: Workbench, sent: object, proposal_id: str) -> None:
    nonce = _nonce(sent)
    known = state.action_outcomes.get()
    if nonce in known:
        return
    outcome = _outcome(workbench, sent, proposal_id)
    state.action_outcomes.put(dict([*known.items(), (nonce, outcome)][-_REMEMBERED:]))


def _nonce(sent: object) -> str:
    """The action's nonce; empty for one that could not be sent back, as the browser asks for its outcome by it."""
    nonce = sent.get("nonce") if isinstance(sent, dict) else None
    return nonce if isinstance(nonce, str) and len(nonce) <= LONGEST_NONCE and nonce.isascii() else ""


def _outcome(workbench: Workbench, sent: object, proposal_id: str) -> str:
    try:
        _execute(workbench, identity.actor_id(), proposal_id, _ADAPTER.validate_python(sent))
    except BlueprintError as error:
        return str(error)
    except ValidationError:
        return _("The workbench did not understand that. Load the page again; what you typed is kept.")
    return ""


def _execute(workbench: Workbench, actor_id: str | None, proposal_id: str, action: FolioAction) -> None:
    match action:
        case StartThread(revision=revision, start=start, end=end, body=body):
            threads.start_thread(workbench, actor_id, proposal_id, revision=revision, start=start, end=end, body=body)
        case PlaceThread(revision=revision, start=start, end=end):
            threads.place_thread(workbench, actor_id, action.thread, revision=revision, start=start, end=end)
        case ResolveThread(action="resolve"):
            threads.resolve_thread(workbench, actor_id, action.thread)
        case ResolveThread():
            threads.reopen_thread(workbench, actor_id, action.thread)
        case Reply():
            threads.reply(workbench, actor_id, action.thread, action.body)
        case EditComment():
            threads.edit_comment(workbench, actor_id, action.comment, action.body)
        case RetractComment():
            threads.retract_comment(workbench, actor_id, action.comment)
