"""The workbench: what every use case depends on."""

import gc
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from blueprint.domain.policies import PolicyFiles
from blueprint.domain.principles import Principles
from blueprint.services.mail import Mailer
from blueprint.settings import Settings
from blueprint.storage import schema, store_identity
from blueprint.storage.artifacts import Artifacts
from blueprint.storage.database import Database
from blueprint.storage.exports import Exports
from blueprint.storage.private_files import private_folder
from blueprint.storage.stores import Files, open_stores

CONTAINERS_BEFORE_COLLECTION = 200_000
"""How many new containers make Python look for unreachable cycles: more than a large save has at once, of which that takes
a twentieth with 50,000, and a fifth with Python's 700."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Workbench:
    """The database, the files, the principles, the mailer and the clock, opened once a process.

    `files` are all that it keeps outside the database; `exports` are the files of published editions, `built_files` those of
    editions that are being built.
    """

    settings: Settings
    database: Database
    files: Files
    images: Artifacts
    exports: Exports
    built_files: Artifacts
    principles: Principles
    mailer: Mailer
    now: Callable[[], datetime] = _now

    @property
    def policies(self) -> PolicyFiles:
        """The files of `policies/`: templates, the sample, principles."""
        return self.settings.policy_files

    def read_scope(self) -> AbstractContextManager[None]:
        """One read transaction for the block, for a page that calls many use cases."""
        return self.database.read_scope()

    def close(self) -> None:
        """Close the database connections."""
        self.database.close()


def open_workbench(settings: Settings | None = None) -> Workbench:
    """Open the workbench on its data folder, migrating its database first.

    Raises `Invalid` for principles that cannot be read, for a data folder, store or database that cannot be used, and for
    a store that has the files of another database.
    """
    gc.set_threshold(CONTAINERS_BEFORE_COLLECTION, 20, 20)
    settings = settings or Settings()
    principles = Principles(settings.policy_files)
    private_folder(settings.data)
    stores = open_stores(settings)
    database = schema.open_database(settings.database_url)
    try:
        store_identity.require_same(database, stores.whole)
    except BaseException:
        database.close()
        raise
    return Workbench(
        settings=settings,
        database=database,
        files=stores.whole,
        images=Artifacts(stores.images),
        exports=Exports(stores.exports, former=stores.former),
        built_files=Artifacts(stores.built),
        principles=principles,
        mailer=Mailer(settings),
    )


@lru_cache(maxsize=1)
def the_workbench() -> Workbench:
    """The one workbench of this process, opened at first use with the settings of its environment."""
    return open_workbench()
