from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parsers.errors import (
    BrokenSessionError,
    MixtasteError,
    SessionError,
    SessionTooLargeError,
    UnreadableFileError,
)
from profiler.service import workers
from profiler.service.workers import Limits, Supervisor, Task, limits_of, run, run_one

HERE = str(Path(__file__).parent)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals as POSIX has them")


def endless() -> None:
    while True:
        pass


def missing() -> None:
    raise UnreadableFileError("there is no file", remedy="Look for it.")


def broken() -> None:
    raise BrokenSessionError("a block is never closed", line=4)


def deep(depth: int = 0) -> int:
    return deep(depth + 1)


def prints() -> str:
    sys.stdout.write("noise\n")
    os.write(1, b"more noise\n")
    return "printed"


KINDS: dict[str, Callable[[], Any]] = {
    "endless": endless,
    "sleeps": lambda: time.sleep(60),
    "bomb": lambda: len(bytearray(800_000_000)),
    "crash": lambda: ctypes.string_at(0),
    "leaves": lambda: os._exit(3),
    "missing": missing,
    "broken": broken,
    "fault": lambda: {}["a reader's mistake"],
    "unsendable": lambda: lambda: None,
    "deep": deep,
    "prints": prints,
    "pid": os.getpid,
    "signals": lambda: (signal.getsignal(signal.SIGINT) is signal.SIG_IGN, os.environ["OPENBLAS_NUM_THREADS"]),
}


def job(kind: str) -> Any:
    """Run in the workers: one of the kinds above, or the word itself back."""
    return KINDS[kind]() if kind in KINDS else kind


FUNCTION = "test_workers:job"


@pytest.fixture(autouse=True)
def _this_folder_is_importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(HERE)


def task(kind: str, number: int = 0, *, deadline_s: float = 5.0, memory: int = 512_000_000) -> Task:
    return Task(f"/{number}/{kind}.rpp", (kind,), Limits(deadline_s, memory))


def test_results_come_back_for_every_task() -> None:
    names = [f"file {number}" for number in range(50)]
    results = list(run([task(name) for name in names], FUNCTION, workers=2))
    assert sorted(result.value for result in results) == sorted(names)
    assert all(result.error is None for result in results)


def test_a_hostile_file_costs_itself_and_no_other() -> None:
    hostile = {
        "endless": SessionTooLargeError,
        "sleeps": SessionTooLargeError,
        "bomb": SessionTooLargeError,
        "crash": BrokenSessionError,
        "leaves": BrokenSessionError,
        "missing": UnreadableFileError,
        "broken": BrokenSessionError,
        "fault": BrokenSessionError,
        "unsendable": BrokenSessionError,
        "deep": BrokenSessionError,
    }
    tasks = []
    for number in range(60):
        tasks.append(task(f"fine {number}", number))
        if number % 6 == 0:
            tasks.append(task(list(hostile)[number // 6], number, deadline_s=0.5))
    results = list(run(tasks, FUNCTION, workers=2))
    assert len(results) == len(tasks)
    failed = {result.task.arguments[0]: result.error for result in results if result.error is not None}
    assert {kind: type(error) for kind, error in failed.items()} == hostile
    for result in results:
        if result.error is not None:
            assert isinstance(result.error, SessionError)
            assert result.error.path == result.task.path


def test_errors_keep_what_they_know_on_their_way() -> None:
    by_kind = {kind: error_of(kind) for kind in ("broken", "missing", "fault", "bomb", "crash")}
    assert by_kind["broken"].line == 4
    assert by_kind["missing"].remedy == "Look for it."
    assert "KeyError" in by_kind["fault"].found
    assert "job" in by_kind["fault"].__notes__[0]
    assert "512 MB" in by_kind["bomb"].found
    assert "SIGSEGV" in by_kind["crash"].found


def error_of(kind: str) -> SessionError:
    with pytest.raises(SessionError) as raised:
        run_one(FUNCTION, task(kind))
    return raised.value


def test_what_a_library_prints_spoils_no_answer() -> None:
    assert run_one(FUNCTION, task("prints")) == "printed"


def test_workers_leave_the_interrupt_to_their_parent_and_keep_to_one_thread() -> None:
    assert run_one(FUNCTION, task("signals")) == (True, "1")


def test_workers_are_replaced_after_a_while() -> None:
    with Supervisor(FUNCTION, workers=1, recycle_after=3) as supervisor:
        pids = [result.value for result in supervisor.run(task("pid") for _ in range(9))]
        assert len(set(pids)) == 3
        assert len({result.value for result in supervisor.run([task("pid")])} | set(pids)) == 4


def test_workers_are_kept_between_runs() -> None:
    with Supervisor(FUNCTION, workers=1) as supervisor:
        first = [result.value for result in supervisor.run([task("pid")])]
        assert [result.value for result in supervisor.run([task("pid")])] == first


def test_leaving_early_ends_the_workers_at_work() -> None:
    with Supervisor(FUNCTION, workers=2) as supervisor:
        results = supervisor.run([task("pid"), task("sleeps", deadline_s=60), task("pid")])
        pid = next(results).value
        results.close()
        assert not [worker for worker in supervisor._workers if worker.tasks]
        supervisor.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_slow_consumer_makes_no_task_late() -> None:
    results = []
    for result in run([task("fine", number, deadline_s=3.0) for number in range(7)], FUNCTION, workers=2):
        time.sleep(0.6)
        results.append(result)
    assert all(result.error is None for result in results)


def test_tasks_are_taken_one_by_one_from_a_long_list() -> None:
    taken = []

    def endless() -> Any:
        number = 0
        while True:
            taken.append(number)
            yield task("fine", number)
            number += 1

    results = run(endless(), FUNCTION, workers=2)
    for _ in range(20):
        next(results)
    results.close()
    assert len(taken) <= 20 + 2 * 2 + 1


def test_a_function_that_cannot_be_loaded_is_said() -> None:
    with pytest.raises(MixtasteError, match="no_such_module"):
        run_one("no_such_module:job", task("fine"))


def test_workers_end_with_their_parent() -> None:
    program = (
        f"import sys; sys.path.insert(0, {HERE!r})\n"
        "from profiler.service.workers import Supervisor, Task\n"
        "supervisor = Supervisor('test_workers:job', workers=1)\n"
        "print(next(supervisor.run([Task('', ('pid',)), Task('', ('pid',))])).value, flush=True)\n"
        "import time; time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    for _ in range(200):
        if not Path(f"/proc/{pid}").exists() and not alive(pid):
            return
        time.sleep(0.05)
    pytest.fail("the worker lives on")


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_limits_grow_with_the_file() -> None:
    assert limits_of(100_000) == Limits(5.0, 512_000_000)
    assert limits_of(50_000_000) == Limits(50.0, 450_000_000)


def test_reading_a_file_that_is_not_there_is_an_error_of_that_file(tmp_path: Path) -> None:
    pytest.importorskip("parsers.registry", reason="the readers' registry")
    with pytest.raises(SessionError, match=r"none\.rpp"):
        workers.read_limited(str(tmp_path / "none.rpp"))
