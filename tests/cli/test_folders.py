"""The data folder is ours, has room, and is held by one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.folders import make_data_folder, must_have_space, socket_folder, taken_alone
from cli.refusals import Refused
from tests.cli.disks import small_disk
from tests.cli.up import ROOT

AS_SOMEBODY = """
import os, sys
sys.path.insert(0, sys.argv[1])
from cli.folders import make_data_folder
from cli.refusals import Refused
from pathlib import Path
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
try:
    make_data_folder(Path(sys.argv[2]))
except Refused as refused:
    print(refused)
"""


def test_a_folder_is_made_with_all_above_it(tmp_path):
    folder = make_data_folder(tmp_path / "a" / "var")
    assert (folder / "log").is_dir()
    assert (folder / "log").stat().st_mode & 0o077 == 0
    assert make_data_folder(folder) == folder


def test_a_file_in_its_place_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "var").write_text("")
    with pytest.raises(Refused, match=r"var is not a folder: set HEALTHMED_DATA to another one\.$"):
        make_data_folder(tmp_path / "var")


def test_a_folder_that_is_not_writable_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "var").mkdir(mode=0o500)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    command = [sys.executable, "-c", AS_SOMEBODY, str(ROOT), str(tmp_path / "var")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    assert said == (
        f"{tmp_path}/var is not writable for you: give yourself the folder, or set HEALTHMED_DATA."
    )


def test_too_little_room_is_refused_with_what_is_free(tmp_path):
    with small_disk(tmp_path / "disk", megabytes=20) as disk:
        with pytest.raises(Refused, match=r"nearly full: \d+ MB are free, at least 300 MB are needed\.$"):
            must_have_space(disk, 300)
        must_have_space(disk, 10)


def test_a_second_holder_is_told_who_the_first_is(tmp_path):
    with taken_alone(tmp_path) as holder:
        with pytest.raises(Refused, match=r"^Health&Med already runs here\.$"), taken_alone(tmp_path):
            pass
        holder.announce("http://127.0.0.1:8123")
        sentence = rf"already runs here \(process {os.getpid()}, http://127\.0\.0\.1:8123\)\.$"
        with pytest.raises(Refused, match=sentence), taken_alone(tmp_path):
            pass
    with taken_alone(tmp_path):
        pass


def test_sockets_stay_with_the_data_while_their_paths_are_short_and_plain(tmp_path):
    short = Path("/srv/clinic/postgres")
    with socket_folder(short, ".s.PGSQL.5432", (0, 0)) as folder:
        assert folder == short


@pytest.mark.parametrize("folder", ["/srv/" + "x" * 90, "/srv/com espaço", "/srv/a,b", "/srv/50%"])
def test_other_sockets_go_to_a_short_private_folder_that_is_removed(folder):
    with socket_folder(Path(folder), ".s.PGSQL.5432", (0, 0)) as short:
        assert len(str(short)) < 40
        assert short.stat().st_mode & 0o077 == 0
    assert not short.exists()
