"""Files in a bucket: the same as in a folder, checked against their hashes, and of one database alone."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import obstore
import pytest
from obstore.exceptions import BaseError

from blueprint.domain.editions import Artifact, FileState
from blueprint.domain.errors import Invalid
from blueprint.services.context import Workbench, open_workbench
from blueprint.settings import Settings
from blueprint.storage import stores as stores_module
from blueprint.storage.artifacts import Artifacts
from blueprint.storage.exports import Exports
from blueprint.storage.stores import open_stores, unreachable
from tests import s3


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[s3.Server]:
    with s3.server(tmp_path_factory.mktemp("s3")) as running:
        yield running


@pytest.fixture
def settings(server: s3.Server, tmp_path: Path) -> Settings:
    """Those of one machine, with a part of the bucket of its own."""
    return Settings(data=tmp_path / "one", **{**server.settings, "store": f"s3://{s3.BUCKET}/{tmp_path.name}"})


def artifact(content: bytes, filename: str = "water-1.pdf") -> Artifact:
    digest = hashlib.sha256(content).hexdigest()
    return Artifact(format="pdf", media_type="application/pdf", filename=filename, sha256=digest, size=len(content))


def test_pictures_go_in_and_out(settings: Settings) -> None:
    images = Artifacts(open_stores(settings).images)
    name = images.put(b"picture", "png")
    assert (images.get(name), images.has(name), images.is_whole(name)) == (b"picture", True, True)
    other_machine = Artifacts(open_stores(settings.model_copy(update={"data": settings.data / "two"})).images)
    assert other_machine.get(name) == b"picture"
    images.remove(name)
    images.remove(name)
    assert (images.has(name), images.is_whole(name)) == (False, False)


@pytest.mark.parametrize("collection", ["water", "ماء", "தண்ணீர்", "a b+c%&=?#"])
def test_an_edition_is_copied_to_the_machine_that_reads_it(settings: Settings, collection: str) -> None:
    stores = open_stores(settings)
    exports = Exports(stores.exports, stores.former)
    stored = exports.put(artifact(b"one"), b"one", collection, 1)
    assert exports.put(artifact(b"one"), b"one", collection, 1) == stored
    other = exports.put(artifact(b"two"), b"two", collection, 1)
    assert other.path == stored.path.replace(".pdf", f"-{other.sha256[:12]}.pdf")
    file = exports.find(stored)
    assert file is not None
    assert file.read_bytes() == b"one"
    assert file.is_relative_to(settings.data)
    assert exports.has(stored)


def test_a_damaged_file_is_noticed_and_replaced(settings: Settings, server: s3.Server, tmp_path: Path) -> None:
    stores = open_stores(settings)
    exports = Exports(stores.exports, stores.former)
    stored = exports.put(artifact(b"right"), b"right", "water", 1)
    file = server.bucket / tmp_path.name / "exports" / stored.path
    store = stores.exports.store
    assert exports.check(stored) == (FileState.WHOLE, f"s3://{s3.BUCKET}/{tmp_path.name}/exports/{stored.path}")
    for wrong in (b"wrong", b"cut"):
        obstore.put(store, stored.path, wrong)
        assert (exports.check(stored)[0], exports.find(stored)) == (FileState.DAMAGED, None)
        exports.restore(stored, b"right")
        assert file.read_bytes() == b"right"
    assert sorted(other.read_bytes() for other in file.parent.iterdir()) == [b"cut", b"right", b"wrong"]
    obstore.delete(store, stored.path)
    assert (exports.check(stored)[0], exports.find(stored), exports.has(stored)) == (FileState.MISSING, None, False)


def test_copies_are_bounded(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores_module, "LARGEST_COPIES", 25)
    stores = open_stores(settings)
    exports = Exports(stores.exports, stores.former)
    stored = []
    for at, content in enumerate((b"one" * 3, b"two" * 3, b"six" * 3, b"ten" * 3)):
        stored.append(exports.put(artifact(content, f"{at}.pdf"), content, "water", 1))
        file = exports.find(stored[-1])
        assert file is not None
        os.utime(file, (at, at))
    assert len(list((settings.data / "copies").iterdir())) == 2
    assert all(exports.find(one) for one in stored)


def test_a_service_that_is_away_is_not_a_missing_file(settings: Settings, server: s3.Server) -> None:
    images = Artifacts(open_stores(settings).images)
    name = images.put(b"picture", "png")
    server.stop()
    try:
        with pytest.raises(BaseError) as away:
            images.has(name)
        assert unreachable(away.value)
    finally:
        server.start()
    assert images.get(name) == b"picture"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"store_secret_key": "wrong"}, "cannot be used"),
        ({"store": "s3://no-such-bucket"}, "cannot be used"),
        ({"store_endpoint": "http://127.0.0.1:9"}, "cannot be used"),
    ],
)
def test_a_bucket_that_cannot_be_used_ends_in_a_sentence(
    settings: Settings, changed: dict[str, str], sentence: str
) -> None:
    wrong = Settings(**{**settings.model_dump(exclude={"database_url", "base_url", "secure_cookies"}), **changed})
    with pytest.raises(Invalid, match=sentence) as refused:
        open_workbench(wrong)
    assert s3.SECRET_KEY not in str(refused.value)


@pytest.mark.parametrize("store", ["bucket", "http://bucket", "s3://", "s3:///folder", "gs://bucket", "s3://b?x=1"])
def test_an_address_that_is_no_bucket_is_refused(tmp_path: Path, store: str) -> None:
    with pytest.raises(Invalid, match="s3://bucket/folder"):
        Settings(data=tmp_path, store=store)


def test_a_process_with_another_store_does_not_start(bench: Workbench, settings: Settings, tmp_path: Path) -> None:
    url = bench.settings.database_url
    with pytest.raises(Invalid, match="are not in"):
        open_workbench(Settings(data=tmp_path / "elsewhere", database_url=url))
    with pytest.raises(Invalid, match="are not in s3://"):
        open_workbench(settings.model_copy(update={"database_url": url}))
    again = open_workbench(Settings(data=bench.settings.data, database_url=url))
    again.close()
    mark = (bench.settings.data / "store-id").read_text()
    (tmp_path / "elsewhere" / "store-id").write_text(mark)
    copied = open_workbench(Settings(data=tmp_path / "elsewhere", database_url=url))
    copied.close()
