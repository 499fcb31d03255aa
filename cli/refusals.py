"""What people are told when something cannot be done: one sentence, never a traceback.

The standard library only: it must work when the environment does not.
"""

import errno
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

OURS = {"api", "bench", "cli", "domain", "infra", "migrations", "planner", "schema", "tests", "workers"}
SECRETS = ("url", "secret", "password", "token", "key")
STAMP = "healthmed-install.json"  # in the environment: what is installed there
CANNOT_START = 78  # EX_CONFIG: the same start would fail in the same way, so the supervisor does not retry


class Refused(Exception):
    """One sentence for the person at the keyboard."""


def refusal_of(problem: BaseException) -> Refused | None:
    """The sentence for this problem, or None when it is a fault of ours that needs its traceback."""
    if isinstance(problem, Refused):
        return problem
    if isinstance(problem, ImportError):
        return _of_import(problem)
    if isinstance(problem, OSError):
        return _of_system(problem)
    if type(problem).__name__ == "ValidationError" and hasattr(problem, "errors"):
        return Refused("\n".join(_of_setting(error) for error in problem.errors()))
    if type(problem).__name__ == "SettingsError":
        return Refused(f"A HEALTHMED_ setting cannot be read: {problem}.")
    return None


def _of_import(problem: ImportError) -> Refused | None:
    package = (problem.name or "").partition(".")[0]
    if package in OURS:
        return None
    with suppress(OSError):
        Path(sys.prefix, STAMP).unlink()  # so that `make up` looks again
    return Refused(f"Run `make up` again: the environment is incomplete (missing {package or problem}).")


def _of_system(problem: OSError) -> Refused | None:
    place = problem.filename or "a file"
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refused(f"The disk is full: {place} could not be written.")
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        wish = "readable" if os.path.isfile(place) and not os.access(place, os.R_OK) else "writable"
        return Refused(f"{place} is not {wish} for you.")
    return None


def _of_setting(error: dict[str, object]) -> str:
    location = error.get("loc")
    name = "_".join(str(part) for part in location) if isinstance(location, tuple) else "setting"
    secret = any(word in name for word in SECRETS)
    given = error.get("input")
    shown = "" if secret or isinstance(given, dict) else f" (it is {given!r})"  # a group holds secrets
    wish = str(error.get("msg", "is wrong")).removeprefix("Input ")
    return f"HEALTHMED_{name.upper()} {wish}{shown}."


def keep_traceback(problem: BaseException, folder: Path | None) -> Path:
    """Write the traceback where it can be read later; to a temporary file when the folder refuses."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    text = f"{now}\n{''.join(traceback.format_exception(problem))}\n"
    if folder is not None:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / "up.log"
            with path.open("a", encoding="utf-8") as log:
                log.write(text)
            return path
    with tempfile.NamedTemporaryFile("w", prefix="healthmed-", suffix=".log", delete=False) as log:
        log.write(text)
        return Path(log.name)


@contextmanager
def in_one_sentence() -> Iterator[None]:
    """A refusal inside becomes its sentence and an exit code; anything else goes on as it is."""
    try:
        yield
    except Exception as problem:
        refusal = refusal_of(problem)
        if refusal is None:
            raise
        print(refusal, file=sys.stderr)
        sys.exit(1 if isinstance(problem, Refused | OSError) else CANNOT_START)
