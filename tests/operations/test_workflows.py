"""GitHub's workflows, as their linter sees them (schemas and zizmor: `make check`)."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ACTIONLINT = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12"


def test_the_workflows_are_clean():
    go = shutil.which("go")
    if go is None:
        pytest.skip("Go is missing, with which actionlint is built: install it, then run this again.")
    linted = subprocess.run([go, "run", ACTIONLINT], cwd=ROOT, capture_output=True, text=True, check=False)
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize("script", ["scan-image.sh", "try-image.sh"])
def test_the_scripts_are_there_and_run(script):
    subprocess.run(["sh", "-n", ROOT / ".github" / script], check=True)
    assert (ROOT / ".github" / script).stat().st_mode & 0o100
