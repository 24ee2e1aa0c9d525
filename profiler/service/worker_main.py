"""What a reading worker does: take a task from standard input, run it within limits, answer on standard output.

Started by `profiler.service.workers`, which see. Frames are eight bytes of length (little endian) and a pickle; tasks
are ``(arguments, deadline in s, memory in bytes)``, answers ``(True, value)`` or ``(False, error)``; the first answer
is ``(True, None)`` when the function is loaded. End of input is the end of the worker.
"""

from __future__ import annotations

import importlib
import os
import pickle
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from parsers.errors import BrokenSessionError, MixtasteError, SessionTooLargeError

__all__ = ["main", "read_frame", "write_frame"]

_LENGTH = struct.Struct("<Q")

_CPU_MARGIN_S = 2
"""Processor time beyond the deadline after which the system ends a worker whose parent does not."""


def write_frame(stream: IO[bytes], message: object) -> None:
    """Write one message.

    Raises OSError where the other side is gone, and whatever pickling raises, before anything is written.
    """
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Return the next message, still pickled; None at the end of the stream or when it ends within a message."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None


def main(function: str, niceness: int) -> None:
    """Serve tasks until the input ends. ``function`` is "module:name"."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    tasks, answers = sys.stdin.buffer, _private_stdout()
    _limit_once(niceness)
    module, _, name = function.partition(":")
    run = getattr(importlib.import_module(module), name)
    write_frame(answers, (True, None))
    while (frame := read_frame(tasks)) is not None:
        arguments, deadline_s, memory = pickle.loads(frame)  # noqa: S301 - our own parent wrote it
        _limit_task(deadline_s, memory)
        answer = _answered(run, arguments, memory)
        _lift_memory_limit()
        try:
            write_frame(answers, answer)
        except (pickle.PicklingError, TypeError, AttributeError, MemoryError, RecursionError) as error:
            write_frame(answers, (False, _unforeseen(error)))


def _answered(run: Callable[..., Any], arguments: tuple[Any, ...], memory: int) -> tuple[bool, Any]:
    try:
        return True, run(*arguments)
    except MixtasteError as error:
        return False, error
    except MemoryError:
        return False, SessionTooLargeError(f"reading it takes more than {memory / 1e6:.0f} MB of memory")
    except Exception as error:  # noqa: BLE001 - a border: whatever one file does, the others are read
        return False, _unforeseen(error)


def _unforeseen(error: BaseException) -> BrokenSessionError:
    """Return an error that no reader should raise as one of the file, the trace as its note."""
    broken = BrokenSessionError(
        f"reading it failed unexpectedly ({type(error).__name__}: {str(error)[:200]})",
        remedy="This is a fault of mixtaste: please report it.",
    )
    broken.add_note("".join(traceback.format_exception(error, limit=-20)))
    return broken


def _private_stdout() -> IO[bytes]:
    """Return the answers' stream, out of the reach of anything that prints."""
    stream = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return stream


if sys.platform == "win32":

    def _limit_once(niceness: int) -> None:
        """Windows has no such limits: there only the parent's deadline holds."""

    def _limit_task(deadline_s: float, memory: int) -> None:
        """As above."""

    def _lift_memory_limit() -> None:
        """As above."""

else:
    import resource

    def _limit_once(niceness: int) -> None:
        os.nice(niceness)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def _limit_task(deadline_s: float, memory: int) -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime + deadline_s) + _CPU_MARGIN_S
        _soften(resource.RLIMIT_CPU, seconds)
        if sys.platform == "linux":  # elsewhere address space says nothing about memory
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
            _soften(resource.RLIMIT_AS, pages * resource.getpagesize() + memory)

    def _lift_memory_limit() -> None:
        if sys.platform == "linux":
            _soften(resource.RLIMIT_AS, resource.RLIM_INFINITY)

    def _soften(kind: int, value: int) -> None:
        """Set the limit that the process may set again, never above the one it may not."""
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY and (value == resource.RLIM_INFINITY or value > hard):
            value = hard
        resource.setrlimit(kind, (value, hard))
