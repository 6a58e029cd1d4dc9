"""Reading and writing files, with errors as sentences."""

from pathlib import Path

from blueprint.domain.errors import Invalid


def read(file: Path) -> bytes:
    """The bytes of a file; raises `Invalid` when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise Invalid(f"{file} cannot be read ({error.strerror}). Check its name.") from error


def read_text(file: Path) -> str:
    """The text of a UTF-8 file; raises `Invalid` when it cannot be read or decoded."""
    try:
        return read(file).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Invalid(f"{file} is not UTF-8 text. Save it as UTF-8, then try again.") from error


def write(out: Path, content: bytes) -> None:
    """Write a file atomically; raises `Invalid` when it cannot be written."""
    partial = out.with_name(f".{out.name}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(out)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise Invalid(f"{out} cannot be written ({error.strerror}). Choose another place.") from error


def make_folder(folder: Path) -> None:
    """Make a folder unless it is there; raises `Invalid` when it cannot be made."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Invalid(f"{folder} cannot be made ({error.strerror}). Choose another place.") from error
