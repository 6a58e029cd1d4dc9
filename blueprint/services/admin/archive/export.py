"""Writing a workbench as an archive: files that people can read, in a Git repository with a commit a revision."""

import json
from pathlib import Path

from blueprint.domain.errors import Invalid
from blueprint.domain.revisions import Revision
from blueprint.domain.value import Value
from blueprint.services.admin.archive import layout
from blueprint.services.admin.archive.contents import Contents
from blueprint.services.admin.archive.git import BRANCH, Commits, Repository, Signature, message_with_trailers
from blueprint.services.context import Workbench
from blueprint.storage.copying import Progress

KEEPER, KEEPERS_ADDRESS = "Blueprint workbench", "workbench@people.invalid"
"""Who makes the commits that no person made."""


class Exported(Value):
    """How many revisions were added to an archive, whether anything changed, and a line for each file that is missing."""

    revisions: int
    changed: bool
    problems: tuple[str, ...]


def export_archive(
    workbench: Workbench, folder: Path, *, addresses: bool = False, progress: Progress = lambda *_: None
) -> Exported:
    """Write an archive into a new or empty folder, or add what is new to an archive of the same workbench.

    The database is read as of one moment. Deterministic: the same contents have the same commit ids in a new folder.
    Raises `Invalid` for any other folder, and where Git is missing. Until all is written, an archive stays as it was.
    """
    repository = Repository(folder.absolute())
    known = _open(repository, addresses=addresses)
    after = repository.head()
    with workbench.database.read_transaction() as session:
        contents = Contents(workbench, session, addresses=addresses)
        order = [(proposal_id, number) for _at, proposal_id, number in contents.in_order]
        if not known <= set(order):
            raise Invalid(f"{folder} is the archive of another workbench. Name an empty folder.")
        new = [one for one in order if one not in known]
        with Commits(repository, after) as commits:
            for at, (proposal_id, number) in enumerate(new):
                progress("Revisions", at, len(new))
                _add_revision(commits, contents, contents.revision(proposal_id, number))
            _add_rest(commits, contents, progress)
    changed = repository.publish(commits)
    return Exported(revisions=len(new), changed=changed, problems=tuple(contents.problems))


def _add_revision(commits: Commits, contents: Contents, revision: Revision) -> None:
    by = Signature(revision.saved_by_name, contents.address(revision.saved_by), revision.saved_at)
    subject = revision.message or f"Save revision {revision.number} of “{revision.title}”"
    trailers = {
        "Proposal": revision.proposal_id,
        "Revision": revision.number,
        "Parent": revision.parent,
        "Merged": revision.merged,
        "Restored": revision.restored,
        "Saved-at": revision.saved_at.isoformat(),
    }
    commits.add(by, message_with_trailers(subject, trailers), contents.files_of_revision(revision))


def _add_rest(commits: Commits, contents: Contents, progress: Progress) -> None:
    at = contents.changed_at()
    message = message_with_trailers(f"The workbench as of {at:%Y-%m-%d %H:%M} UTC", {})
    commits.add(Signature(KEEPER, KEEPERS_ADDRESS, at), message, contents.everything(progress), whole=True)


def _open(repository: Repository, *, addresses: bool) -> set[tuple[str, int]]:
    """The revisions that the folder has already; makes the repository in a new or empty one."""
    folder = repository.folder
    names = _names(folder)
    if not names or (names == {".git"} and _is_ours(folder) and repository.head() is None):  # the latter: interrupted
        repository.init()
        return set()
    if not _is_ours(folder) or layout.ABOUT not in names:
        raise Invalid(f"{folder} has other files, and is no archive of a workbench. Name an empty folder.")
    _require_same_kind(repository, addresses=addresses)
    if repository.run("status", "--porcelain"):
        raise Invalid(
            f"{folder} has changes that are not committed. Look at them with `git -C {folder} status`, then commit them, "
            f"or undo them with `git -C {folder} reset --hard` and `git -C {folder} clean -d --force`."
        )
    return _revisions(repository)


def _names(folder: Path) -> set[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return {entry.name for entry in folder.iterdir()}
    except OSError as error:
        raise Invalid(f"{folder} cannot be used ({error.strerror}). Choose another place.") from error


def _is_ours(folder: Path) -> bool:
    git = folder / ".git"
    return git.is_dir() and not git.is_symlink()


def _require_same_kind(repository: Repository, *, addresses: bool) -> None:
    try:
        about = layout.About.model_validate(json.loads(repository.run("show", f"{BRANCH}:{layout.ABOUT}")))
    except (Invalid, ValueError) as error:
        raise Invalid(f"{repository.folder} is no archive of a workbench. Name an empty folder.") from error
    if (about.format, about.version) != (layout.FORMAT, layout.VERSION):
        raise Invalid(f"{repository.folder} is an archive of another version. Name an empty folder.")
    if about.addresses != addresses:
        instead = "with --with-addresses" if about.addresses else "without --with-addresses"
        raise Invalid(f"{repository.folder} was written {instead}. Write it so again, or name an empty folder.")


def _revisions(repository: Repository) -> set[tuple[str, int]]:
    """The revisions that have a commit, by its trailers."""
    form = "%(trailers:key=Proposal,valueonly,separator=)%x09%(trailers:key=Revision,valueonly,separator=)"
    lines = repository.run("log", f"--format={form}", BRANCH).splitlines()
    pairs = (line.split("\t") for line in lines)
    return {(pair[0], int(pair[1])) for pair in pairs if len(pair) == 2 and pair[1].isdecimal()}
