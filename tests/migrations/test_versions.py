"""What a version must not do while people are at work is named by squawk; what it breaks, it says itself."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from migrations.chain import breaks
from migrations.known import VERSIONS, newest, older
from tests.migrations.versions import add
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
    assert breaks() == []
    assert newest() == max({*older(), newest()}) == f"{len(list(VERSIONS.glob('*.py'))):04}"


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    """Two versions as they should be."""
    add(tmp_path, "0001", "", after="None")
    add(tmp_path, "0002", "", after="0001")
    first = tmp_path / "0001_test.py"
    first.write_text(first.read_text().replace('"None"', "None"))
    assert breaks(tmp_path) == []
    return tmp_path


def test_two_versions_of_one_number_are_told(chain: Path):
    for kind in ("py", "sql"):
        shutil.copy(chain / f"0002_test.{kind}", chain / f"0002_twin.{kind}")
    assert breaks(chain) == ["0002_twin.py: 0002 stands where 0003 belongs; number it anew, behind 0002."]


def test_a_gap_a_fork_and_a_version_without_statements_are_told(chain: Path):
    add(chain, "0003", "", after="0001")
    add(chain, "0004", "", after="0003")
    (chain / "0004_test.sql").unlink()
    add(chain, "0006", "", after="0004")
    assert breaks(chain) == [
        '0003_test.py: must say revision = "0003" and down_revision = "0002".',
        "0004_test.py: its statements are missing.",
        "0006_test.py: 0006 stands where 0005 belongs; number it anew, behind 0004.",
    ]
