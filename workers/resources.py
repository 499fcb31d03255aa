"""What every job is given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from domain.terms import Terms
from infra.database import Database


def utc_now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Resources:
    """Built once for each worker process, in workers/settings.py."""

    database: Database
    terms: Terms
    clock: Callable[[], datetime] = utc_now


JobContext = dict[Any, Any]
"""arq's context; `resources` is ours."""
