from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from profiler.service import meanwhile
from profiler.service.meanwhile import Meanwhile


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> Iterator[Meanwhile]:
    """Works off two at a time."""
    monkeypatch.setattr(meanwhile, "_TOGETHER", 2)
    made = Meanwhile()
    yield made
    made.close()


def test_what_is_left_is_worked_off_in_order_some_at_a_time(left: Meanwhile) -> None:
    done: list[Sequence[str]] = []
    left.leave(["a", "b", "c"], done.append)
    left.leave(["d"], done.append)
    left.leave([], done.append)
    left.finish()
    assert done == [["a", "b"], ["c"], ["d"]]


def test_nothing_is_worked_off_while_somebody_holds_the_lock(left: Meanwhile) -> None:
    done: list[str] = []
    with left.lock:
        left.leave(["later"], done.extend)
        done.append("first")
    left.finish()
    assert done == ["first", "later"]


def test_finishing_tells_what_went_wrong_once(left: Meanwhile) -> None:
    def fail(_: Sequence[str]) -> None:
        raise ZeroDivisionError

    left.leave(["a"], fail)
    with pytest.raises(ZeroDivisionError):
        left.finish()
    left.finish()
