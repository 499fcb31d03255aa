"""What a version must not do while people are at work is named by squawk; what it breaks, it says itself."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from migrations.known import VERSIONS, newest, older
from tests.server import ROOT

SQUAWK = Path(sys.executable).with_name("squawk")
BREAKS_OLDER_CODE = "ban-drop|renaming|changing-column-type|adding-not-nullable|adding-required"
HURTS = {
    "CREATE INDEX hurts ON events (kind);": "require-concurrent-index-creation",
    "ALTER TABLE events ADD CONSTRAINT hurts CHECK (kind <> '');": "constraint-missing-not-valid",
    "ALTER TABLE events ALTER COLUMN position TYPE text;": "changing-column-type",
    "ALTER TABLE events ADD COLUMN hurts text NOT NULL;": "adding-required-field",
    "ALTER TABLE doctors DROP COLUMN bio;": "ban-drop-column",
    "ALTER TABLE doctors RENAME COLUMN bio TO about;": "renaming-column",
    "DROP TABLE specialties;": "ban-drop-table",
}


@pytest.mark.parametrize(("sql", "rule"), HURTS.items())
def test_squawk_names_what_would_hurt(sql: str, rule: str, tmp_path: Path):
    version = tmp_path / "0099_hurts.sql"
    version.write_text(f"{sql}\n")
    command = [str(SQUAWK), "--reporter", "gcc", str(version)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert rule in done.stdout


def test_a_version_that_breaks_older_code_says_for_whom_it_is_too_new():
    for path in VERSIONS.glob("*.sql"):
        if re.search(rf"squawk-ignore.*({BREAKS_OLDER_CODE})", path.read_text()):
            assert re.search(r'^oldest = "\d{4}"$', path.with_suffix(".py").read_text(), re.MULTILINE), path


def test_versions_follow_each_other_and_the_newest_is_the_last():
    numbers = sorted({*older(), newest()})
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]
    assert newest() == numbers[-1]
    for number, before in zip(numbers[1:], numbers, strict=False):
        (path,) = VERSIONS.glob(f"{number}_*.py")
        assert f'revision = "{number}"\ndown_revision = "{before}"\n' in path.read_text()
