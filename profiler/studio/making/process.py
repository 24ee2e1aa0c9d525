"""Moves with a reason in the work itself: back to an earlier value, a whole group, a copied chain, a reset."""

from __future__ import annotations

from parsers.session import Scalar, Session
from profiler.studio.bench import Bench, Change, Draft
from profiler.studio.desk import get, insert_of
from profiler.studio.hands import to_grid
from profiler.studio.song import Part
from profiler.studio.truth import Control

__all__ = ["copy_chain", "mirror_double", "reset_band", "restore", "return_to_earlier", "trim_group", "undo"]

_DRUMS = ("kick", "snare", "hi-hat")
_SLIP = 0.05
"""Share of moves of this kind that land beside their aim."""


def return_to_earlier(bench: Bench, *, terms: tuple[str, ...] = ()) -> Draft | None:
    """A control goes back exactly to where it stood at an earlier save.

    terms   only controls whose term ends so; () = any
    """
    choices = [
        (control, value)
        for control, values in bench.earlier.items()
        for value in values
        if bench.is_free(control) and value != bench.value(control) and (not terms or control.term.endswith(terms))
    ]
    if not choices:
        return None
    control, value = bench.rng.choice(choices)
    slip = bench.rng.random() < 2 * _SLIP and not isinstance(value, bool | str)
    if slip:
        value = round(float(value) * 1.03 + 0.2, 1)
    name = bench.track(control.track).name
    return Draft(
        "objective", (Change(control, value),), f"Tried something on {name}, put it back.", reason="R1", holds=not slip
    )


def trim_group(bench: Bench) -> Draft | None:
    """The faders of the kit, of the singers, or of everything go by one step."""
    groups = [
        bench.plan.parts_of(*_DRUMS),
        bench.plan.parts_of("lead vocal", "backing vocal"),
        bench.plan.parts_of("electric guitar", "keys", "strings"),
        list(bench.plan.parts),
    ]
    able = [group for group in groups if len(group) >= 3]
    if not able:
        return None
    group = bench.rng.choice(able)
    faders = [bench.knob(part.id, "fader.gain") for part in group]
    step = bench.rng.choice((0.5, 1.0, 1.5, 2.0, 3.0)) * bench.rng.choice((-1, 1))
    slip = bench.rng.random() < _SLIP
    changes = [Change(fader, round(bench.number(fader) + step, 6)) for fader in faders if fader is not None]
    if len(changes) < 3:
        return None
    if slip:
        changes[-1] = Change(changes[-1].control, round(float(changes[-1].value) + 0.3, 6))
    words = f"Took {'everything' if group is groups[3] else 'the whole group'} {'up' if step > 0 else 'down'}."
    return Draft("objective", tuple(changes), words, reason="R2", holds=not slip or len(changes) > 3)


def _doubles(bench: Bench) -> tuple[Part, Part] | None:
    left = next((part for part in bench.plan.parts if part.sibling == "L"), None)
    right = next((part for part in bench.plan.parts if part.sibling == "R"), None)
    return (left, right) if left and right else None


def copy_chain(bench: Bench) -> Draft | None:
    """Equaliser and compressor of one side of a double become those of the other."""
    pair = _doubles(bench)
    if pair is None:
        return None
    one, other = pair if bench.rng.random() < 0.5 else pair[::-1]
    changes = []
    for job in ("equaliser", "compressor"):
        source = insert_of(bench.session, one.id, job)
        if not bench.is_untouched(other.id, job):
            return None
        for term, value in source.parameters.items() if source else ():
            control = bench.knob(other.id, term, job=job)
            if control and not term.startswith("plugin.") and bench.value(control) != value.value:
                changes.append(Change(control, value.value))
    if len(changes) < 3:
        return None
    words = f"The same chain on {one.name} and {other.name}."
    chains = [bench.settings_of(part.id, job) for part in pair for job in ("equaliser", "compressor")]
    rests_on = tuple(control for chain in chains for control in chain)
    return Draft("objective", tuple(changes), words, reason="R3", holds=True, named=one.id, rests_on=rests_on)


def mirror_double(bench: Bench) -> Draft | None:
    """Both sides of a double are panned alike, one to each side; or the second follows the first."""
    pair = _doubles(bench)
    if pair is None:
        return None
    pans = [bench.knob(part.id, "pan.position") for part in pair]
    left, right = pans
    if left is None or right is None or abs(bench.number(left) + bench.number(right)) <= 0.02 < abs(bench.number(left)):
        return None
    slip = bench.rng.random() < 2 * _SLIP
    side = bench.rng.choice((0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0))
    standing = bench.number(left)
    follows = standing < -0.15
    partner = (-standing if follows else side) * (0.85 if slip else 1)
    changes = [Change(right, round(partner, 3))]
    if not follows:
        changes.append(Change(left, -side))
    words = "The doubles sit left and right alike."
    return Draft("objective", tuple(changes), words, reason="P1", holds=not slip, named=pair[0].id, rests_on=(left,))


def reset_band(bench: Bench) -> Draft | None:
    """A bell goes back to 0 dB, as a double click leaves it."""
    choices = []
    for part in bench.plan.parts:
        for number in (2, 3, 6):
            control = bench.knob(part.id, f"eq.{number}.gain", job="equaliser")
            if control and abs(bench.number(control)) > 1:
                choices.append(control)
    if not choices:
        return None
    control = bench.rng.choice(choices)
    name = bench.track(control.track).name
    return Draft("objective", (Change(control, 0.0),), f"Reset the band on {name}.", reason="R8", holds=True)


def restore(bench: Bench, old: Session) -> Draft | None:
    """The mix goes back to an earlier save as a whole."""
    changes = []
    for control in bench.earlier:
        value = get(old, control)
        if value != bench.value(control):
            changes.append(Change(control, value))
    if not changes:
        return None
    return Draft("objective", tuple(changes), "Went back to an earlier save.", reason="R1", holds=True)


def undo(bench: Bench, control: Control, value: Scalar) -> Draft:
    """The experiment is over: the control goes back to where it stood."""
    back = to_grid(value + 0.3, 0.1) if isinstance(value, float) and bench.rng.random() < 2 * _SLIP else value
    name = bench.track(control.track).name
    return Draft(
        "objective", (Change(control, back),), f"Tried something on {name}, put it back.", reason="R1",
        holds=back == value,
    )  # fmt: skip
