import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from infra import garbage
from infra.garbage import MANY_GONE, Aside


class Kept:
    """Refers to itself: only a collection finds out that nobody else does."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def aside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Aside]:
    """To which every full collection is a long one."""
    monkeypatch.setattr(garbage, "LONG", 0.0)
    aside = Aside()
    with aside.watching():
        yield aside
    gc.unfreeze()


def test_what_a_long_collection_finds_alive_is_not_looked_at_by_the_next(aside: Aside):
    kept = Kept()
    there = ref(kept)
    gc.collect()
    del kept
    gc.collect()
    assert there()


def test_what_died_aside_is_found_when_half_of_the_sockets_are_gone(aside: Aside):
    kept = Kept()
    there = ref(kept)
    gc.collect()
    del kept
    left = 4 * MANY_GONE
    for _ in range(left // 2 - 1):
        aside.gone(left)
    gc.collect()
    assert there()
    aside.gone(left)
    gc.collect()
    assert not there()


def test_what_all_was_looked_at_for_is_put_aside_again_however_short_the_look(
    aside: Aside, monkeypatch: pytest.MonkeyPatch
):
    """Else a process that once had many sockets would look at all that it imported, ever after."""
    monkeypatch.setattr(garbage, "LONG", float("inf"))
    gc.freeze()
    for _ in range(MANY_GONE):
        aside.gone(0)
    assert not gc.get_freeze_count()
    gc.collect()
    assert gc.get_freeze_count()
    gc.unfreeze()
    gc.collect()
    assert not gc.get_freeze_count(), "once is enough"


def test_a_collection_of_the_young_alone_puts_nothing_aside():
    with Aside().watching():
        kept = Kept()
        there = ref(kept)
        gc.collect(1)
        del kept
        gc.collect()
        assert not there()
