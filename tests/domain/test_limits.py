"""How many bytes files may have, and how their sizes are written."""

import tomllib
from pathlib import Path

import pytest

import blueprint
from blueprint.domain.limits import (
    LARGEST_IMAGE,
    LARGEST_IMAGE_UPLOAD,
    LARGEST_TEXT_UPLOAD,
    LARGEST_WORD_FILE,
    megabytes,
)


def test_streamlit_takes_what_the_import_takes() -> None:
    """Its megabyte has 1,048,576 bytes: a file between the two limits is refused by our own sentence."""
    settings = tomllib.loads((Path(blueprint.__file__).parent / "streamlit.toml").read_text(encoding="utf-8"))
    assert settings["server"]["maxUploadSize"] == LARGEST_TEXT_UPLOAD // 1_000_000


def test_an_upload_within_its_limit_is_within_that_of_its_kind() -> None:
    assert LARGEST_IMAGE_UPLOAD <= LARGEST_IMAGE
    assert LARGEST_TEXT_UPLOAD <= LARGEST_WORD_FILE


@pytest.mark.parametrize(
    ("size", "written"), [(20_000_000, "20"), (1_234_567, "1.2"), (300_000, "0.3"), (64 * 1024, "0.1"), (0, "0.1")]
)
def test_sizes_are_written_in_megabytes(size: int, written: str) -> None:
    assert megabytes(size) == written


@pytest.mark.parametrize("size", [LARGEST_TEXT_UPLOAD, LARGEST_IMAGE_UPLOAD, LARGEST_IMAGE, LARGEST_WORD_FILE])
def test_limits_are_whole_megabytes_as_people_are_told(size: int) -> None:
    assert float(megabytes(size)) * 1e6 == size
