"""The workbench for the length of one command."""

from collections.abc import Iterator
from contextlib import contextmanager

from blueprint import logs
from blueprint.services.context import Workbench, open_workbench
from blueprint.settings import Settings
from blueprint.storage.private_files import keep_private


def command_settings() -> Settings:
    """The settings of the environment; the log is as they say, and files that are written are for this account alone."""
    keep_private()
    settings = Settings()
    logs.configure(settings.log_format)
    return settings


@contextmanager
def command_workbench() -> Iterator[Workbench]:
    """The workbench of the environment's settings, closed at the end of the block; the log is as they say."""
    workbench = open_workbench(command_settings())
    try:
        yield workbench
    finally:
        workbench.close()
