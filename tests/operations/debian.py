"""Programs that only the tests of operations need: where there are none, Debian's are installed."""

import os
import shutil
import subprocess
from functools import cache

import pytest


@cache
def program(name: str, package: str | None = None) -> str:
    """The path of a program; the test is skipped, with the reason, where it cannot be had."""
    found = _find(name)
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["update"], ["install", "-y", "--no-install-recommends", package or name]):
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
            subprocess.run(["apt-get", "-q", *command], env=environment, capture_output=True, check=False)
        found = _find(name)
    if not found:
        pytest.skip(f"{name} is missing: `apt-get install {package or name}` as root, then run this again.")
    return found


def _find(name: str) -> str | None:
    """Debian keeps servers where only root's PATH looks."""
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"]))
