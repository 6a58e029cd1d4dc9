"""Acting: what a person did in a folio, taken to the services, each action once, its outcome kept for the next run."""

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from blueprint.domain.errors import BlueprintError
from blueprint.domain.value import Value
from blueprint.services.context import Workbench
from blueprint.services.review import threads
from blueprint.ui.session import identity, state

_REMEMBERED = 30


class _Sent(Value):
    nonce: str = Field(max_length=60)


class Start(_Sent):
    """Begin a thread on a range of a revision's source."""

    action: Literal["start"]
    revision: int
    start: int
    end: int
    body: str

    def take(self, workbench: Workbench, actor: str | None, proposal_id: str) -> None:
        """Do it."""
        threads.start_thread(
            workbench, actor, proposal_id, revision=self.revision, start=self.start, end=self.end, body=self.body
        )


class Place(_Sent):
    """Put a thread on other words."""

    action: Literal["place"]
    thread: str
    revision: int
    start: int
    end: int

    def take(self, workbench: Workbench, actor: str | None, _proposal_id: str) -> None:
        """Do it."""
        threads.place_thread(workbench, actor, self.thread, revision=self.revision, start=self.start, end=self.end)


class Write(_Sent):
    """Reply in a thread, or change a comment of one's own."""

    action: Literal["reply", "edit"]
    thread: str = ""
    comment: str = ""
    body: str

    def take(self, workbench: Workbench, actor: str | None, _proposal_id: str) -> None:
        """Do it."""
        if self.action == "reply":
            threads.reply(workbench, actor, self.thread, self.body)
        else:
            threads.edit_comment(workbench, actor, self.comment, self.body)


class Settle(_Sent):
    """Resolve or reopen a thread, or take a comment back."""

    action: Literal["resolve", "reopen", "retract"]
    thread: str = ""
    comment: str = ""

    def take(self, workbench: Workbench, actor: str | None, _proposal_id: str) -> None:
        """Do it."""
        match self.action:
            case "resolve":
                threads.resolve_thread(workbench, actor, self.thread)
            case "reopen":
                threads.reopen_thread(workbench, actor, self.thread)
            case "retract":
                threads.retract_comment(workbench, actor, self.comment)


Act = Annotated[Start | Place | Write | Settle, Field(discriminator="action")]
_READER: TypeAdapter[Act] = TypeAdapter(Act)


def taking(workbench: Workbench, key: str, proposal_id: str) -> Callable[[], None]:
    """The callback of the folio `key`: it does what was sent and keeps the outcome; a browser's second try does nothing."""

    def take() -> None:
        sent = state.sent(key, "action")
        if sent is not None:
            _answer(workbench, sent, proposal_id)

    return take


def _answer(workbench: Workbench, sent: object, proposal_id: str) -> None:
    nonce = str(sent.get("nonce", ""))[:60] if isinstance(sent, dict) else ""
    known = state.outcomes.get()
    if nonce in known:
        return
    outcome = _outcome(workbench, sent, proposal_id)
    state.outcomes.put(dict([*known.items(), (nonce, outcome)][-_REMEMBERED:]))


def _outcome(workbench: Workbench, sent: object, proposal_id: str) -> str:
    try:
        _READER.validate_python(sent).take(workbench, identity.actor_id(), proposal_id)
    except BlueprintError as error:
        return str(error)
    except ValidationError:
        return "The workbench did not understand that. Load the page again; what you typed is kept."
    return ""
