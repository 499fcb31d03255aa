"""What is told instead of a traceback."""

import errno
import sys

import pytest
from pydantic import ValidationError

from cli.refusals import STAMP, Refused, keep_traceback, refusal_of
from infra.settings import Settings


def sentence(problem: BaseException) -> str:
    return str(refusal_of(problem))


@pytest.fixture
def wrong_settings(monkeypatch):
    for name, value in (("PORT", "abc"), ("DEMO", "perhaps"), ("HORIZON_DAYS", "400")):
        monkeypatch.setenv(f"HEALTHMED_{name}", value)
    with pytest.raises(ValidationError) as caught:
        Settings()
    return caught.value


def test_each_wrong_setting_is_named_with_what_it_should_be(wrong_settings):
    lines = sentence(wrong_settings).splitlines()
    assert len(lines) == 3
    assert (
        "HEALTHMED_PORT should be a valid integer, unable to parse string as an integer (it is 'abc')."
        in lines
    )
    assert "HEALTHMED_DEMO should be a valid boolean, unable to interpret input (it is 'perhaps')." in lines
    assert "HEALTHMED_HORIZON_DAYS should be less than or equal to 366 (it is '400')." in lines


def test_a_missing_dependency_is_repaired_by_the_next_make_up(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    (tmp_path / STAMP).write_text("{}")
    said = sentence(ModuleNotFoundError("No module named 'arq'", name="arq.worker"))
    assert said == "Run `make up` again: the environment is incomplete (missing arq)."
    assert not (tmp_path / STAMP).exists()


def test_a_missing_module_of_ours_is_a_fault_and_keeps_its_traceback():
    assert refusal_of(ModuleNotFoundError("No module named 'cli.nothing'", name="cli.nothing")) is None


def test_a_full_disk_and_a_closed_folder_are_said_as_that():
    assert sentence(OSError(errno.ENOSPC, "x", "/data")) == "The disk is full: /data could not be written."
    assert sentence(PermissionError(errno.EACCES, "x", "/data")) == "/data is not writable for you."


def test_a_fault_is_no_refusal():
    assert refusal_of(RuntimeError("boom")) is None
    assert refusal_of(ConnectionResetError(errno.ECONNRESET, "reset")) is None


def test_a_refusal_is_its_own_sentence():
    assert sentence(Refused("No.")) == "No."


def test_a_traceback_is_kept_in_the_folder_or_else_somewhere(tmp_path):
    (tmp_path / "file").write_text("")
    assert keep_traceback(RuntimeError("boom"), tmp_path / "log") == tmp_path / "log" / "up.log"
    assert "RuntimeError: boom" in (tmp_path / "log" / "up.log").read_text()
    elsewhere = keep_traceback(RuntimeError("boom"), tmp_path / "file")
    try:
        assert "RuntimeError: boom" in elsewhere.read_text()
    finally:
        elsewhere.unlink()
