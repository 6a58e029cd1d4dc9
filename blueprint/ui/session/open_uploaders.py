"""Which pages ask for a file at the moment, and the addresses that Streamlit gave them to upload it to.

Streamlit takes files for every session that exists, whether its page asks for one or not, from whoever knows the session's
id. Here a page says that it draws an uploader; an upload is taken from its person, to an address that was handed out to it,
as long as the page shows the uploader. Of each session the last `MOST_FILES` files are kept.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

MOST_FILES = 2
"""The file that is shown, and the one that replaces it."""

_lock = Lock()
_people: dict[str, str] = {}
"""By session with an open uploader the id of its person."""
_drawn: set[str] = set()
"""The sessions whose present run has drawn an uploader."""
_files: dict[str, deque[str]] = {}
"""By session the ids of the files that it may upload, the latest last."""


def opened(person_id: str | None) -> None:
    """The page that is being drawn asks this person for a file."""
    session = _session()
    if session and person_id:
        with _lock:
            _drawn.add(session)
            _people[session] = person_id


@contextmanager
def page_run() -> Iterator[None]:
    """A run of the whole page: a page that has no uploader at its end has none open. Not for one that breaks off."""
    session = _session()
    with _lock:
        _drawn.discard(session)
    yield
    with _lock:
        if session not in _drawn:
            _people.pop(session, None)


def handed_out(session: str, file_id: str, person_id: str) -> None:
    """Streamlit gave a session an address for a file; older files of the session are removed."""
    with _lock:
        if _people.get(session) != person_id:
            return
        _forget_ended()
        known = _files.setdefault(session, deque())
        known.append(file_id)
        surplus = [known.popleft() for _ in range(len(known) - MOST_FILES)]
    for former in surplus:
        _remove(session, former)


def may_upload(session: str, file_id: str, person_id: str) -> bool:
    """Whether the session's page, which is this person's, asks for that file."""
    with _lock:
        return _people.get(session) == person_id and file_id in _files.get(session, ())


def _session() -> str:
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def _forget_ended() -> None:
    if not runtime.exists():
        return
    is_active = runtime.get_instance().is_active_session
    for session in [session for session in {*_people, *_files} if not is_active(session)]:
        _people.pop(session, None)
        _files.pop(session, None)
        _drawn.discard(session)


def _remove(session: str, file_id: str) -> None:
    manager = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    if isinstance(manager, MemoryUploadedFileManager):
        manager.remove_file(session, file_id)
