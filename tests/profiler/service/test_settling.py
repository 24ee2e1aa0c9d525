from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from profiler.service.scan import Stat
from profiler.service.settling import Settling


class Disk:
    """Files that exist only as stats, and a clock."""

    def __init__(self) -> None:
        self.files: dict[str, Stat] = {}
        self.incomplete: set[str] = set()
        self.looks = 0
        self.settling = Settling(self.files.get, self.is_complete)
        self.now = 100.0
        self.took: list[tuple[float, str]] = []

    def is_complete(self, path: str) -> bool:
        self.looks += 1
        return path not in self.incomplete

    def write(self, path: str, size: int, *, done: bool = False) -> None:
        self.files[path] = (size, int(self.now * 1e9), 1)
        self.settling.hint(path, self.now, done=done)

    def wait(self, seconds: float, step: float = 0.01) -> None:
        end = self.now + seconds
        while self.now < end - 1e-9:
            self.now += step
            self.took += [(round(self.now - 100.0, 2), path) for path in self.settling.settled(self.now)]


def test_a_closed_file_is_taken_within_a_tenth_of_a_second() -> None:
    disk = Disk()
    disk.write("a.rpp", 10, done=True)
    disk.wait(5)
    assert [path for _, path in disk.took] == ["a.rpp"]
    assert disk.took[0][0] <= 0.1


def test_without_news_of_its_closing_a_file_is_taken_after_a_second_of_quiet() -> None:
    disk = Disk()
    for _ in range(5):
        disk.write("a.rpp", 10)
        disk.wait(0.5)
    disk.wait(5)
    assert len(disk.took) == 1
    assert 2.9 <= disk.took[0][0] <= 3.1


def test_a_file_that_still_grows_is_not_taken() -> None:
    disk = Disk()
    disk.write("a.rpp", 10, done=True)
    disk.files["a.rpp"] = (20, 0, 1)  # grown without an event
    disk.wait(0.5)
    assert disk.took == []
    disk.wait(1)
    assert len(disk.took) == 1


def test_an_incomplete_file_is_waited_for_with_growing_patience() -> None:
    disk = Disk()
    disk.incomplete.add("a.rpp")
    disk.write("a.rpp", 10, done=True)
    disk.wait(20)
    assert disk.took == []
    assert disk.looks <= 6
    disk.incomplete.clear()
    disk.write("a.rpp", 30, done=True)
    disk.wait(0.2)
    assert len(disk.took) == 1


def test_a_file_that_stays_incomplete_is_handed_over_after_a_minute() -> None:
    disk = Disk()
    disk.incomplete.add("a.rpp")
    disk.write("a.rpp", 10, done=True)
    disk.wait(130, step=0.05)
    assert len(disk.took) == 1
    assert 60 <= disk.took[0][0] <= 125


def test_a_session_saved_every_moment_is_taken_now_and_then() -> None:
    disk = Disk()
    for number in range(60):
        disk.write("a.rpp", number)
        disk.wait(0.5)
    assert 2 <= len(disk.took) <= 60


def test_a_backup_made_by_renaming_is_no_end_of_the_session() -> None:
    disk = Disk()
    disk.write("a.rpp", 10, done=True)
    disk.wait(1)
    del disk.files["a.rpp"]
    disk.settling.hint("a.rpp", disk.now, done=False)
    disk.wait(0.02)
    disk.write("a.rpp", 11)
    disk.write("a.rpp", 12, done=True)
    disk.wait(5)
    assert len(disk.took) == 2
    assert len(disk.settling) == 0


def test_a_path_that_vanished_is_dropped() -> None:
    disk = Disk()
    disk.write("a.rpp", 10, done=True)
    disk.files.clear()
    disk.wait(2)
    assert disk.took == []
    assert disk.settling.next_due() is None


def test_a_state_that_was_taken_is_not_taken_again() -> None:
    disk = Disk()
    disk.write("a.rpp", 10, done=True)
    disk.wait(1)
    disk.settling.hint("a.rpp", disk.now, done=True)
    disk.wait(1)
    disk.files["b.rpp"] = (1, 2, 3)
    disk.settling.took("b.rpp", (1, 2, 3))
    disk.settling.hint("b.rpp", disk.now, done=True)
    disk.wait(2)
    assert len(disk.took) == 1


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b"]), st.integers(0, 3), st.booleans(), st.floats(0, 2)),
        min_size=1,
        max_size=20,
    )
)
def test_the_last_state_is_always_taken_once_it_stands_still(writes: list[tuple[str, int, bool, float]]) -> None:
    disk = Disk()
    for path, size, done, pause in writes:
        disk.write(path, size, done=done)
        disk.wait(pause, step=0.05)
    disk.wait(15, step=0.05)
    last = {path: disk.files[path] for path, *_ in writes}
    assert all(disk.settling.has_taken(path, stat) for path, stat in last.items())
    assert len(disk.settling) == 0
