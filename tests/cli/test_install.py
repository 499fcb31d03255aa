"""`python3 cli/install.py`, in a copy of the tree with two tiny packages instead of the registry."""

import ast
import shutil
import subprocess
import sys
import time

from cli.refusals import STAMP
from tests.cli.disks import small_disk
from tests.cli.trees import wheel
from tests.cli.up import ROOT

SCRIPT = ROOT / "cli" / "install.py"


# ------------------------------------------------------------------------------------------------- the Python


def test_an_old_python_still_reads_the_file():
    ast.parse(SCRIPT.read_text(), feature_version=(3, 6))


def test_an_old_python_is_told_which_is_needed():
    script = "import sys; sys.version_info = (3, 9, 2); import runpy; runpy.run_path(sys.argv[1])"
    done = subprocess.run([sys.executable, "-c", script, str(SCRIPT)], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is needed; this is 3.9.")
    assert done.stderr.count("\n") == 1


def test_a_python_that_cannot_make_environments_is_told_what_to_install(tree):
    script = "import sys, importlib.util as util; find = util.find_spec; "
    script += "util.find_spec = lambda name, *_: None if name == 'ensurepip' else find(name); "
    script += "sys.path[0] = ''; sys.argv = ['install']; from cli import install; install.main()"
    environment = tree.environment | {"HEALTHMED_VENV": str(tree.root / "new")}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=tree.root, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr.splitlines()[-1]


# ---------------------------------------------------------------------------------------------- installations


def test_what_is_installed_is_not_installed_again(tree):
    began = time.perf_counter()
    done = tree.install()
    assert time.perf_counter() - began < 1
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_development_install_is_a_runtime_install_too(tree):
    assert tree.install("--dev").returncode == 0
    assert tree.part("tinydev").exists()
    assert set(tree.stamp["locks"]) == {"requirements.lock", "requirements-dev.lock"}
    assert tree.install().stderr == ""


def test_a_changed_lock_is_installed(tree):
    more = wheel(tree.wheels, "another")
    lock = tree.root / "requirements.lock"
    lock.write_text(lock.read_text() + more)
    done = tree.install()
    assert done.returncode == 0, done.stderr
    assert tree.part("another").exists()
    assert "Making the environment" not in done.stderr


def test_a_file_with_another_hash_is_refused(tree):
    (tree.root / "requirements.lock").write_text("tiny==1.0 --hash=sha256:" + "0" * 64 + "\n")
    shutil.rmtree(tree.part("tiny").parent.parent / "tiny-1.0.dist-info")
    done = tree.install()
    assert done.returncode == 1
    assert "could not be installed" in done.stderr.splitlines()[-1]


def test_two_at_once_take_turns(tree):
    (tree.venv / STAMP).unlink()
    command = [sys.executable, "cli/install.py"]
    both = [
        subprocess.Popen(command, cwd=tree.root, env=tree.environment, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted("waiting for it" in words for words in said) == [False, True]
    assert sum("is ready" in words for words in said) == 1


# ---------------------------------------------------------------------------------------------------- repairs


def test_an_installation_that_was_cut_off_is_finished(tree):
    (tree.venv / STAMP).unlink()
    shutil.rmtree(tree.part("tiny").parent.parent / "tiny-1.0.dist-info")
    tree.part("tiny").unlink()
    done = tree.install()
    assert done.returncode == 0, done.stderr
    assert tree.part("tiny").exists()


def test_a_package_that_misses_a_file_has_the_environment_made_anew(tree):
    (tree.venv / STAMP).unlink()
    tree.part("tiny").unlink()
    done = tree.install()
    assert done.returncode == 0, done.stderr
    assert "Making the environment" in done.stderr
    assert tree.part("tiny").exists()


def test_an_environment_whose_python_is_gone_is_made_anew(tree):
    for name in ("python", "python3", f"python3.{sys.version_info.minor}"):
        (tree.venv / "bin" / name).unlink()
        (tree.venv / "bin" / name).symlink_to("/nowhere/python3")
    done = tree.install()
    assert done.returncode == 0, done.stderr
    assert tree.install().stderr == ""


def test_a_whole_environment_without_its_stamp_is_kept(tree):
    (tree.venv / STAMP).unlink()
    done = tree.install()
    assert done.returncode == 0, done.stderr
    assert "Making the environment" not in done.stderr
    assert (tree.venv / STAMP).exists()


def test_a_killed_installation_is_repaired_by_the_next(tree):
    (tree.venv / STAMP).unlink()
    (tree.venv / "pyvenv.cfg").unlink()
    process = subprocess.Popen(
        [sys.executable, "cli/install.py"], cwd=tree.root, env=tree.environment, stderr=subprocess.DEVNULL
    )
    time.sleep(0.5)
    process.kill()
    process.wait()
    done = tree.install()
    assert done.returncode == 0, done.stderr
    assert tree.part("tiny").exists()


# --------------------------------------------------------------------------------------------------- refusals


def test_a_folder_that_is_no_environment_is_not_emptied(tree):
    thesis = tree.root / "documents" / "thesis.txt"
    thesis.parent.mkdir()
    thesis.write_text("years of work")
    done = tree.install(HEALTHMED_VENV=str(thesis.parent))
    assert done.returncode == 1
    assert "HEALTHMED_VENV must name a folder of its own" in done.stderr.splitlines()[-1]
    assert thesis.read_text() == "years of work"


def test_a_registry_that_cannot_be_reached_is_said_with_pips_own_words(tree):
    shutil.rmtree(tree.part("tiny").parent.parent / "tiny-1.0.dist-info")
    (tree.venv / STAMP).unlink()
    nowhere = {"PIP_NO_INDEX": "", "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"}
    done = tree.install(**nowhere, PIP_FIND_LINKS="")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("The package registry cannot be reached, or refuses: ")
    assert "No matching distribution found for tiny==1.0" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_full_disk_is_said_as_that(tree, tmp_path):
    with small_disk(tmp_path / "disk", megabytes=2) as disk:
        done = tree.install(HEALTHMED_VENV=str(disk / "venv"))
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1].startswith("The disk is full: ")


def test_a_folder_that_is_not_writable_is_said_as_that(tree):
    done = tree.install(HEALTHMED_VENV="/proc/healthmed/venv")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "/proc/healthmed" in done.stderr
