"""Asking an installed plug-in what it shows with states that no decoder reads: the optional extra ``mixtaste[host]``.

Nothing is asked unless the person says so. The plug-in runs in a process of its own with limits of time and memory; one
that crashes or hangs loses the state that it was at, and is started again for the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from parsers.plugins.errors import BrokenStateError
from parsers.plugins.naming import term_of
from parsers.plugins.teaching.errors import TeachingError
from parsers.plugins.teaching.readings import readings_of
from parsers.plugins.wrapper import split_vst3
from parsers.session import Value
from profiler.service.host_child import HostError, Shown
from profiler.service.workers import Limits, Supervisor, Task

__all__ = ["Answers", "ask", "check"]

Halves: TypeAlias = tuple[bytes, bytes]
"""A state of a VST3: the component's, and the edit controller's."""

_CHILD = "profiler.service.host_child:shown"
_LIMITS = Limits(60.0, 4_000_000_000)
"""For one state, the plug-in's start included: samplers take their time, and map large files."""
_HOPELESS = 5
"""So many failures before the first answer, and no more states are tried."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a plug-in answered.

    shown   name of the state → term → value
    failed  name of the state → why there is no answer
    """

    shown: dict[str, dict[str, Value]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def check(path: str) -> None:
    """Raise HostError where the extra is not installed or there is no such plug-in."""
    if find_spec("pedalboard") is None:
        raise HostError(
            "asking installed plug-ins needs an extra that is not installed",
            remedy="Install it: pip install 'mixtaste[host]' (it brings pedalboard, which is under the GPL).",
        )
    if not path.lower().endswith(".vst3") or not Path(path).exists():
        raise HostError(f"{path} is no VST3 that is there", remedy="Say where it is: --vst3 PATH.")


def ask(
    path: str, name: str, states: Mapping[str, bytes], *, progress: Callable[[int, int], None] = lambda *_: None
) -> Answers:
    """What the plug-in shows with each state, one process for all as long as it lives.

    path      of the VST3;  name, what sessions call the plug-in
    states    name → the plug-in's own state, as any host keeps it
    progress  (done, of how many)
    """
    halves = {state: _halves(data) for state, data in sorted(states.items())}
    answers = Answers()
    undecided: list[str] = []
    with Supervisor(_CHILD, workers=1) as supervisor:

        def put(asked: Sequence[str], witness: Halves | None) -> None:
            tasks = [Task(state, (path, name, halves[state], witness), _LIMITS) for state in asked]
            for result in supervisor.run(tasks):
                state = result.task.path
                if result.error is not None:
                    answers.failed[state] = result.error.found
                elif result.value is None:
                    undecided.append(state)
                else:
                    answers.shown[state] = _values(result.value)
                progress(len(answers.shown) + len(answers.failed), len(states))
                if len(answers.failed) >= _HOPELESS and not answers.shown:
                    return

        put(list(halves), None)
        witness = next(iter(answers.shown), None)
        if witness is not None:
            put(undecided, halves[witness])
        else:
            answers.failed.update(dict.fromkeys(undecided, "the plug-in shows the same as without the state"))
    return answers


def _halves(state: bytes) -> Halves:
    """The component's and the controller's part; a state that is no pair is the component's, or a preset."""
    try:
        halves = split_vst3(state)
    except BrokenStateError:
        return state, b""
    return halves.component, halves.controller


def _values(told: Iterable[Shown]) -> dict[str, Value]:
    """What was shown as values; a name that occurs twice keeps both."""
    found: dict[str, Value] = {}
    counts: dict[str, int] = {}
    for one in told:
        if not one.name.strip():
            continue
        term = term_of(one.name.strip())
        counts[term] = count = counts.get(term, 0) + 1
        found[term if count == 1 else f"{term}#{count}"] = _value(one)
    return found


def _value(one: Shown) -> Value:
    """A number with its unit, or the text."""
    text = one.text.strip()
    typed = f"{text} {one.unit}" if one.unit and one.unit.lower() not in text.lower() else text
    try:
        (reading,) = readings_of([typed], "plugin.x")
    except TeachingError:
        return Value(text, "", "host")
    if reading.value is None:
        return Value(text, "", "host")
    # Plug-ins keep knobs as float32 from 0 to 1: a level of 0 dB comes back as 0.000001.
    return Value(round(reading.value, 4 if reading.unit == "dB" else 6) + 0.0, reading.unit, "host")
