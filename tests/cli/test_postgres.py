"""The folder of the embedded PostgreSQL: what it may hold, and how it is made."""

import os

import pytest

from cli import folders, postgres
from cli.postgres import MAJOR, Postgres
from cli.refusals import Refused
from tests.cli.disks import small_disk


@pytest.fixture
def data(tmp_path):
    tmp_path.chmod(0o755)
    return folders.make_data_folder(tmp_path / "var")


@pytest.fixture
def said():
    return []


def made_by(data, major: str) -> None:
    (data / "postgres").mkdir()
    (data / "postgres" / "PG_VERSION").write_text(f"{major}\n")


def test_a_folder_of_another_version_is_refused_in_one_sentence(data, said):
    made_by(data, "17")
    with pytest.raises(Refused, match=rf"made by PostgreSQL 17 and this is PostgreSQL {MAJOR}: move it away"):
        Postgres(data, said.append).check()


def test_a_folder_with_other_things_is_never_touched(data, said):
    (data / "postgres").mkdir()
    (data / "postgres" / "thesis.txt").write_text("years of work")
    with pytest.raises(Refused, match="holds no database but other files"):
        Postgres(data, said.append).check()


def test_a_new_database_needs_room(tmp_path, said):
    with small_disk(tmp_path / "disk", megabytes=20) as disk:
        data = folders.make_data_folder(disk / "var")
        with pytest.raises(Refused, match="at least 300 MB are needed"):
            Postgres(data, said.append).check()


async def test_a_disk_that_fills_while_the_database_is_made_is_said_as_that(tmp_path, said):
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    with small_disk(tmp_path / "disk", megabytes=20) as disk:
        place = Postgres(folders.make_data_folder(disk / "var"), said.append)
        place.let_in()
        with pytest.raises(Refused, match=r"^Making the database \(initdb\) failed: the disk is full"):
            await place.make()
        assert place.is_new


def test_a_database_is_new_until_its_first_start_is_over(data, said):
    made_by(data, MAJOR)
    place = Postgres(data, said.append)
    assert not place.is_new
    (data / "unfinished").write_text("")
    assert place.is_new
    place.first_start_is_over()
    assert not place.is_new


def test_a_pid_file_whose_number_is_another_programs_by_now_is_removed(data, said):
    made_by(data, MAJOR)
    left = data / "postgres" / "postmaster.pid"
    left.write_text(f"{os.getpid()}\n{data}\n")
    assert Postgres(data, said.append).predecessor() is None
    assert not left.exists()


async def test_it_is_ready_when_its_own_process_says_so(data, said):
    made_by(data, MAJOR)
    place = Postgres(data, said.append)
    assert not await place.is_ready(7)
    lines = ["7", "/data", "1", "5432", "/data", "", "1 2", "ready   "]
    (data / "postgres" / "postmaster.pid").write_text("\n".join(lines))
    assert await place.is_ready(7)
    assert not await place.is_ready(8)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as somebody else")
def test_as_root_a_closed_folder_is_opened_and_it_is_said_so(tmp_path, said):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    Postgres(folders.make_data_folder(closed / "var"), said.append).let_in()
    assert closed.stat().st_mode & 0o001
    assert any(str(closed) in line and "traversable" in line for line in said)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as somebody else")
def test_as_root_it_runs_as_the_owner_of_the_data(data, said):
    made_by(data, MAJOR)
    os.chown(data / "postgres", 65534, 65534)
    assert Postgres(data, said.append).user == (65534, 65534)


def test_bookings_are_durable():
    assert (postgres.SETTINGS["fsync"], postgres.SETTINGS["synchronous_commit"]) == ("on", "on")
