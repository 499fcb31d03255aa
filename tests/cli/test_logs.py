"""Log files stay small, and tell why a program ended."""

import pytest

from cli import logs


@pytest.fixture
def log(tmp_path):
    return tmp_path / "api.log"


def test_the_last_line_of_this_run_is_quoted(log):
    log.write_text("an older run failed\n")
    since = logs.size(log)
    assert logs.last_words(log, since) == ""
    with log.open("a") as file:
        file.write("starting\n\x1b[31mValueError\x1b[0m: no such port.\n\n")
    assert logs.last_words(log, since) == "ValueError: no such port"


def test_a_fatal_line_says_more_than_the_last_one(log):
    log.write_text(
        "2026 UTC [7] FATAL:  data directory is in use\n2026 UTC [7] LOG:  database system is shut down\n"
    )
    assert logs.last_words(log, 0) == "data directory is in use"


def test_a_full_disk_is_said_in_our_words(log):
    log.write_text('PANIC:  could not write "x": No space left on device\nLOG: shut down\n')
    assert logs.last_words(log, 0) == "the disk is full"


def test_a_log_that_was_cut_short_meanwhile_is_read_from_its_beginning(log):
    log.write_text("after the cut\n")
    assert logs.last_words(log, since=10_000) == "after the cut"
    assert logs.last_words(log.with_name("none.log"), 0) == ""


def test_a_large_log_is_set_aside_while_its_writer_goes_on(log, monkeypatch):
    monkeypatch.setattr(logs, "LARGEST", 10)
    with log.open("a") as writer:
        writer.write("0123456789 and more\n")
        writer.flush()
        logs.limit(log)
        writer.write("next\n")
    assert log.read_text() == "next\n"
    assert log.with_name("api.log.1").read_text() == "0123456789 and more\n"


def test_a_small_log_is_left_alone(log):
    log.write_text("small\n")
    logs.limit(log)
    logs.limit(log.with_name("none.log"))
    assert [path.name for path in log.parent.iterdir()] == ["api.log"]
