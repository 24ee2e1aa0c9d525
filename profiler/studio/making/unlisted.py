"""Reasons that are in nobody's catalogue: each a rule on the scene that names a place for one control.

They hold in every song and for every engineer, which is what makes them objective, and they look like taste to whoever
does not know them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from profiler.studio.bench import SPARE_BAND, Bench, Change, Draft
from profiler.studio.controls import HPF_BAND
from profiler.studio.truth import Control

__all__ = ["RULES", "Rule", "unlisted"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One such reason.

    family  term of the controls that it moves
    places  control and value that the rule asks for in this scene
    apart   a control that is nearer than this to its place (a ratio for Hz and ms, else a difference) is left alone
    """

    name: str
    family: str
    words: str
    places: Callable[[Bench], Iterator[tuple[Control | None, float]]]
    apart: float


def unlisted(bench: Bench, *, family: str = "") -> Draft | None:
    """A control that stands away from the place its rule gives is brought there.

    family  only rules of this family; "" = any
    """
    rules = [rule for rule in RULES if not family or rule.family == family]
    for rule in bench.rng.sample(rules, len(rules)):
        for control, place in rule.places(bench):
            if control is None or _is_near(rule, bench.number(control), place):
                continue
            value = bench.hand(rule.family, place * 2 ** bench.rng.gauss(0, 0.05) if rule.apart > 1 else place)
            return Draft("unlisted", (Change(control, value),), rule.words, reason=rule.name, holds=True)
    return None


def _is_near(rule: Rule, now: float, place: float) -> bool:
    return 1 / rule.apart < now / place < rule.apart if rule.apart > 1 else abs(now - place) < 1.5


def _space_by_tempo(bench: Bench) -> Iterator[tuple[Control | None, float]]:
    for part in bench.plan.parts_of("lead vocal", "snare"):
        reverb = bench.returns()["reverb return"]
        yield bench.knob(part.id, "send.gain", to=reverb), -13.0 - (bench.plan.bpm - 100) / 10


def _fader_by_arrangement(bench: Bench) -> Iterator[tuple[Control | None, float]]:
    crowd = len(bench.plan.parts_of("electric guitar", "keys", "strings"))
    for part in bench.plan.parts_of("keys", "strings", "electric guitar"):
        yield bench.knob(part.id, "fader.gain"), -8.0 - 1.5 * crowd


def _fader_by_key(bench: Bench) -> Iterator[tuple[Control | None, float]]:
    for part in bench.plan.parts_of("bass", "kick"):
        yield bench.knob(part.id, "fader.gain"), -9.0 + 0.5 * bench.plan.tonic


def _depth_by_crowd(bench: Bench) -> Iterator[tuple[Control | None, float]]:
    crowd = len(bench.plan.parts_of("electric guitar", "keys", "strings", "backing vocal"))
    for part in bench.plan.parts_of("electric guitar", "keys", "strings", "backing vocal"):
        for number in (2, 3, SPARE_BAND):
            yield bench.knob(part.id, f"eq.{number}.gain", job="equaliser"), -0.8 * crowd - 0.7


def _cut_at_ringing(bench: Bench) -> Iterator[tuple[Control | None, float]]:
    for part in bench.plan.parts_of("electric guitar", "keys", "strings", "backing vocal"):
        for number in (SPARE_BAND, 3):
            gain = bench.knob(part.id, f"eq.{number}.gain", job="equaliser")
            if gain is not None and bench.number(gain) <= -1:
                yield bench.knob(part.id, f"eq.{number}.frequency", job="equaliser"), part.formant_hz


def _corner_by_crowd(bench: Bench) -> Iterator[tuple[Control | None, float]]:
    for part in bench.plan.parts_of("lead vocal", "electric guitar", "keys", "snare", "bass"):
        busy = len(bench.plan.parts)
        base = 30.0 if part.role == "bass" else 70.0
        yield bench.knob(part.id, f"eq.{HPF_BAND}.frequency", job="equaliser"), base * 1.12 ** (busy - 5)


def _echo_by_phrase(bench: Bench) -> Iterator[tuple[Control | None, float]]:
    notes = bench.plan.parts_of("lead vocal")[0].notes
    gaps = [b.start_s - a.start_s - a.length_s for a, b in pairwise(notes)]
    wait = 1000 * (sum(gaps) / len(gaps) + 0.11)
    yield bench.knob(bench.returns()["delay return"], "delay.time", job="delay"), wait


def _release_by_note(bench: Bench) -> Iterator[tuple[Control | None, float]]:
    for part in bench.plan.parts_of("bass", "lead vocal", "electric guitar"):
        mean = sum(note.length_s for note in part.notes) / len(part.notes)
        yield bench.knob(part.id, "compressor.release", job="compressor"), 1000 * mean * 0.57


def _ceiling_by_level(bench: Bench) -> Iterator[tuple[Control | None, float]]:
    for track in bench.tracks_with("limiter"):
        part = bench.part(track)
        if part is not None:
            yield bench.knob(track, "limiter.ceiling", job="limiter"), -0.25 * abs(bench.sound(track).loudness) + 2.5


RULES: tuple[Rule, ...] = (
    Rule("space by tempo", "send.gain", "A fast song has no room for a long tail.", _space_by_tempo, 0),
    Rule(
        "fader by arrangement", "fader.gain", "The more chords play, the lower each of them.", _fader_by_arrangement, 0
    ),
    Rule("fader by key", "fader.gain", "In this key the low end comes out weaker.", _fader_by_key, 0),
    Rule("depth by crowd", "eq.gain", "Four players in that range need a cut each.", _depth_by_crowd, 0),
    Rule("cut at ringing", "eq.frequency", "That is where this instrument's body rings.", _cut_at_ringing, 1.15),
    Rule("corner by crowd", "hpf.frequency", "So many tracks add up down there.", _corner_by_crowd, 1.2),
    Rule("echo by phrase", "delay.time", "The echo falls into the singer's pauses.", _echo_by_phrase, 1.1),
    Rule("release by note", "compressor.release", "It lets go before the next note begins.", _release_by_note, 1.15),
    Rule("ceiling by level", "limiter.ceiling", "The master needs that much on this source.", _ceiling_by_level, 0),
)
