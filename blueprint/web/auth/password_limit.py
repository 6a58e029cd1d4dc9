"""Checking passwords takes 64 MB of memory each by design, so only a few at a time."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

import anyio
import anyio.to_thread

P = ParamSpec("P")
T = TypeVar("T")

AT_ONCE = 4


@lru_cache(maxsize=1)
def _limiter() -> anyio.CapacityLimiter:
    return anyio.CapacityLimiter(AT_ONCE)


async def with_password(verb: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a use case that hashes a password in a thread, after at most `AT_ONCE` others."""
    return await anyio.to_thread.run_sync(lambda: verb(*args, **kwargs), limiter=_limiter())
