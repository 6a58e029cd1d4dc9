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


class _FolioAction(Value):
    nonce: str = Field(max_length=60)


class StartThread(_FolioAction):
    """Begin a thread on a range of a revision's source."""

    action: Literal["start"]
    revision: int
    start: int
    end: int
    body: str

    def execute(self, workbench: Workbench, actor_id: str | None, proposal_id: str) -> None:
        """Call the service."""
        threads.start_thread(
            workbench, actor_id, proposal_id, revision=self.revision, start=self.start, end=self.end, body=self.body
        )


class PlaceThread(_FolioAction):
    """Anchor a thread to other words."""

    action: Literal["place"]
    thread: str
    revision: int
    start: int
    end: int

    def execute(self, workbench: Workbench, actor_id: str | None, _proposal_id: str) -> None:
        """Call the service."""
        threads.place_thread(workbench, actor_id, self.thread, revision=self.revision, start=self.start, end=self.end)


class WriteComment(_FolioAction):
    """Reply in a thread, or change a comment of one's own."""

    action: Literal["reply", "edit"]
    thread: str = ""
    comment: str = ""
    body: str

    def execute(self, workbench: Workbench, actor_id: str | None, _proposal_id: str) -> None:
        """Call the service."""
        if self.action == "reply":
            threads.reply(workbench, actor_id, self.thread, self.body)
        else:
            threads.edit_comment(workbench, actor_id, self.comment, self.body)


class ChangeState(_FolioAction):
    """Resolve or reopen a thread, or retract a comment."""

    action: Literal["resolve", "reopen", "retract"]
    thread: str = ""
    comment: str = ""

    def execute(self, workbench: Workbench, actor_id: str | None, _proposal_id: str) -> None:
        """Call the service."""
        match self.action:
            case "resolve":
                threads.resolve_thread(workbench, actor_id, self.thread)
            case "reopen":
                threads.reopen_thread(workbench, actor_id, self.thread)
            case "retract":
                threads.retract_comment(workbench, actor_id, self.comment)


FolioAction = Annotated[StartThread | PlaceThread | WriteComment | ChangeState, Field(discriminator="action")]
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
    nonce = str(sent.get("nonce", ""))[:60] if isinstance(sent, dict) else ""
    known = state.action_outcomes.get()
    if nonce in known:
        return
    outcome = _outcome(workbench, sent, proposal_id)
    state.action_outcomes.put(dict([*known.items(), (nonce, outcome)][-_REMEMBERED:]))


def _outcome(workbench: Workbench, sent: object, proposal_id: str) -> str:
    try:
        _ADAPTER.validate_python(sent).execute(workbench, identity.actor_id(), proposal_id)
    except BlueprintError as error:
        return str(error)
    except ValidationError:
        return _("The workbench did not understand that. Load the page again; what you typed is kept.")
    return ""
