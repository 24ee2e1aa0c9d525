"""Where one song is mixed: its session as it stands, what was done so far, and what the engineer is after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from parsers.session import Insert, Scalar, Session, Track
from profiler.studio.chance import Stream
from profiler.studio.controls import ControlSpec, spec_of
from profiler.studio.desk import PLUGINS, get, insert_of, put
from profiler.studio.hands import on_hand_grid
from profiler.studio.physics import Band, Sound, bands_of
from profiler.studio.song import Part, SongPlan
from profiler.studio.stems import Tape
from profiler.studio.truth import Control, EngineerTruth, Kind

__all__ = ["SPARE_BAND", "Bench", "Change", "Draft"]

SPARE_BAND = 6
"""The bell that every equaliser has to spare, beside the five of `controls.BANDS`."""


@dataclass(frozen=True, slots=True)
class Change:
    """One control to be turned."""

    control: Control
    value: Scalar


@dataclass(frozen=True, slots=True)
class Draft:
    """A gesture that a hand is about to make.

    changes  the principal move first
    caused   moves of taste that the gesture makes good for (an equaliser that the fader follows)
    rests_on controls that nobody may touch before the next save, or the reason would not hold any more
    holds    whether the studio's physics finds the reason satisfied
    """

    kind: Kind
    changes: tuple[Change, ...]
    words: str
    reason: str = ""
    holds: bool = False
    named: str = ""
    caused: tuple[Change, ...] = ()
    rests_on: tuple[Control, ...] = ()


@dataclass(slots=True)
class Bench:
    """The state of one song between two saves.

    goals    where taste wants each control in this song, by control
    singles  at most one gesture on a track between two saves
    """

    plan: SongPlan
    tape: Tape
    engineer: EngineerTruth
    session: Session
    rng: Stream
    goals: Mapping[Control, float]
    habitual: frozenset[Control]
    """Controls whose goal is a habit of the engineer."""
    singles: bool = False
    touched: set[Control] = field(default_factory=set)
    busy: set[str] = field(default_factory=set)
    held: set[Control] = field(default_factory=set)
    """Controls with an experiment that is still on: nothing else turns them."""
    earlier: dict[Control, list[Scalar]] = field(default_factory=dict)
    """Values that a control held at earlier saves and left."""

    def new_interval(self) -> None:
        """Forget what was touched: a save was made."""
        self.touched.clear()
        self.busy.clear()

    def value(self, control: Control) -> Scalar:
        """Where the control stands now."""
        return get(self.session, control)

    def number(self, control: Control) -> float:
        """Where a control that holds a number stands now."""
        return float(get(self.session, control))

    def role(self, track: str) -> str:
        """The true role of a track."""
        found = next((part.role for part in self.plan.parts if part.id == track), None)
        return found or next(name for name, each in self.returns().items() if each == track)

    def returns(self) -> dict[str, str]:
        """Id of the returns' tracks by role."""
        parts = {part.id for part in self.plan.parts}
        names = ("reverb return", "delay return")
        return dict(zip(names, (track.id for track in self.session.tracks if track.id not in parts), strict=True))

    def part(self, track: str) -> Part | None:
        """The recorded part on a track, None for a return."""
        return next((part for part in self.plan.parts if part.id == track), None)

    def sound(self, track: str) -> Sound:
        """The recording on a track."""
        return self.tape.sounds[track]

    def track(self, id: str) -> Track:
        """The track as it stands."""
        found = self.session.track(id)
        if found is None:
            raise KeyError(id)
        return found

    def knob(self, track: str, term: str, *, job: str = "", to: str = "") -> Control | None:
        """The control, if this channel has it, it can be heard, and nobody touched it since the last save.

        job  of the plug-in that holds it
        to   id of the track that a send feeds
        """
        clip = ""
        insert: Insert | None = None
        if job:
            insert = insert_of(self.session, track, job)
            if insert is None or (not insert.enabled and term != "insert.enabled"):
                return None
            if term != "insert.enabled" and term not in insert.parameters:
                return None
        if to and all(send.to != to for send in self.track(track).sends):
            return None
        if term.startswith("clip."):
            clips = self.track(track).clips
            if not clips:
                return None
            clip = clips[0].id
        control = Control(track, term, insert=insert.id if insert else "", send=to, clip=clip)
        return control if self.is_free(control) else None

    def is_free(self, control: Control) -> bool:
        """Whether nobody touched the control since the last save, and no experiment holds it."""
        busy = self.singles and control.track in self.busy
        return not busy and control not in self.touched and control not in self.held

    def spec(self, control: Control) -> ControlSpec | None:
        """What is known of people's taste in this control."""
        target = ""
        if control.send:
            target = next(role for role, track in self.returns().items() if track == control.send)
        return spec_of(self.role(control.track), control.term, target)

    def bands(self, track: str) -> tuple[Band, ...]:
        """The bands of a track's equaliser that are on."""
        insert = insert_of(self.session, track, "equaliser")
        return bands_of(insert.parameters) if insert and insert.enabled else ()

    def clip_gain(self, track: str) -> float:
        """Gain of a part's clip, dB."""
        return self.track(track).clips[0].gain_db

    def settings_of(self, track: str, job: str) -> tuple[Control, ...]:
        """Every setting of a track's plug-in for a job; () where it has none."""
        insert = insert_of(self.session, track, job)
        return tuple(Control(track, term, insert=insert.id) for term in insert.parameters) if insert else ()

    def is_untouched(self, track: str, job: str) -> bool:
        """Whether nobody touched any setting of this plug-in since the last save."""
        return self.touched.isdisjoint(self.settings_of(track, job))

    def hand(self, term: str, value: float) -> float:
        """The value as this engineer's hand leaves it."""
        grid, share = self.engineer.fader_grid, self.engineer.round_share
        return on_hand_grid(term, value, self.rng, fader_grid=grid, round_share=share)

    def does(self, change: Change) -> bool:
        """Whether a change would move its control at all."""
        return get(put(self.session, change.control, change.value), change.control) != self.value(change.control)

    def tracks_with(self, job: str) -> list[str]:
        """Ids of the tracks that have a plug-in for this job, switched on."""
        return [
            track.id
            for track in self.session.tracks
            if any(each.plugin == PLUGINS[job] and each.enabled for each in track.inserts)
        ]

    def make(self, changes: Iterable[Change]) -> None:
        """Turn the controls and remember where they were."""
        for change in changes:
            self.earlier.setdefault(change.control, []).append(self.value(change.control))
            self.session = put(self.session, change.control, change.value)
            self.touched.add(change.control)
            self.busy.add(change.control.track)
