"""An AAF read into a Session.

Of the compositions in a file, those for the top level are read; one that only serves as a part of another is laid out
where it is used. Several for the top level (the reels of a film, the songs of an evening) are one session whose
folders they are, so that a save stays a save and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from parsers.errors import SessionError
from parsers.formats.aaf.applications import Application, application_of
from parsers.formats.aaf.auids import ADJUSTED_CLIP, LOWER_LEVEL, SUB_CLIP, TIMECODE_DATA, TOP_LEVEL, Pid
from parsers.formats.aaf.container import is_compound
from parsers.formats.aaf.markers import markers_of
from parsers.formats.aaf.objects import Object, auid, child, children, class_of, data_of, integer, text, timestamp
from parsers.formats.aaf.opened import open_bytes, reading
from parsers.formats.aaf.segments import Flattener
from parsers.formats.aaf.sources import Mobs
from parsers.formats.aaf.tracks import Lane, lanes_of, tracks_of
from parsers.formats.aaf.values import Budget
from parsers.session import Marker, Session, Track

__all__ = ["read", "recognises"]

NOT_CARRIED = (
    "an AAF carries no plug-ins, sends, busses, tempo or static faders: told are clips, clip gain, automation, pan, "
    "fades, speed, mutes and markers"
)
_LEAST_STEPS = 20_000
_BYTES_A_STEP = 64
"""A file holds five times fewer objects than this allows (each takes 320 bytes at least: two entries of the directory
and its properties); what is met more often is met in circles."""
_NAMED = 5
"""So many compositions are named in a warning; of more, their count is told."""


def recognises(data: bytes) -> bool:
    """Whether bytes without a telling name are an AAF."""
    return is_compound(data)


def read(data: bytes, *, path: str = "") -> Session:
    """Read an AAF.

    data    all its bytes; the essence among them is not looked at
    path    goes into the session and the errors
    Raises  BrokenSessionError, SessionTooLargeError
    """
    try:
        with reading():
            session = _read(data)
    except SessionError as error:
        error.path = path
        raise
    return replace(session, path=path)


def _read(data: bytes) -> Session:
    file = open_bytes(data)
    budget = Budget(_LEAST_STEPS + len(data) // _BYTES_A_STEP)
    header = file.header
    application = application_of(header)
    mobs = Mobs(file.content, budget)
    compositions = [mob for mob in mobs if class_of(mob) == "CompositionMob"]
    chosen = _chosen(compositions, budget)
    flattener = Flattener(mobs, application, budget)
    reels = [_reel(one, flattener, application, budget) for one in chosen]
    remarks = [*_remarks(application), *_about(compositions, chosen, reels)]
    return Session(
        format="aaf",
        app=application.name or "AAF",
        app_version=application.version,
        master=Track(id="master", name="Master", kind="master", output="none"),
        tracks=_tracks(reels, application),
        saved_at=_time(header),
        sample_rate=_sample_rate(reels, mobs),
        markers=tuple(marker for reel in reels for marker in reel.markers),
        title=reels[0].name if reels else "",
        extra=tuple(line for reel in reels for line in reel.extra),
        warnings=(*remarks, *budget.warnings),
        time_step_s=max((lane.frame_s for reel in reels for lane in reel.lanes), default=0.0),
        parts=tuple(reel.name for reel in reels) if len(reels) > 1 else (),
    )


@dataclass(frozen=True, slots=True)
class _Reel:
    """One composition."""

    name: str
    lanes: list[Lane]
    markers: tuple[Marker, ...]
    extra: tuple[str, ...]


def _chosen(compositions: Sequence[Object], budget: Budget) -> list[Object]:
    """The compositions for the top level; where none says so, the only one, or those that no other one refers to."""
    said = [one for one in compositions if auid(one, Pid.USAGE) == TOP_LEVEL]
    if said:
        return said
    free = [one for one in compositions if auid(one, Pid.USAGE) == ""]
    if len(free) < 2:
        return free
    used = {reference for one in free for reference in _references(one, budget)}
    return [one for one in free if bytes(data_of(one, Pid.MOB_ID) or b"") not in used] or free[:1]


def _references(composition: Object, budget: Budget) -> set[bytes]:
    """Ids of the mobs that a composition's clips refer to."""
    found = set()
    for thing, _ in composition.walk_references():
        budget.spend()
        if class_of(thing) == "SourceClip":
            found.add(bytes(data_of(thing, Pid.SOURCE_ID) or b""))
    return found


def _reel(composition: Object, flattener: Flattener, application: Application, budget: Budget) -> _Reel:
    return _Reel(
        text(composition, Pid.MOB_NAME).strip(),
        lanes_of(composition, flattener, application, budget),
        markers_of(composition, budget),
        tuple(_timecode(composition)),
    )


def _timecode(composition: Object) -> Iterable[str]:
    """The timecode at which it starts, as a line: frames, frames a second, whether frames are dropped."""
    for slot in children(composition, Pid.SLOTS):
        segment = child(slot, Pid.SEGMENT)
        if segment is None or auid(segment, Pid.DATA) not in TIMECODE_DATA or class_of(segment) != "Timecode":
            continue
        start, fps = integer(segment, Pid.TIMECODE_START, 0), integer(segment, Pid.TIMECODE_FPS, 0)
        dropped = integer(segment, Pid.TIMECODE_DROP, 0)
        yield f"TIMECODE {start} {fps} {'DF' if dropped else 'NDF'}"
        return


def _tracks(reels: Sequence[_Reel], application: Application) -> tuple[Track, ...]:
    """The tracks; of several compositions each in a folder of its own."""
    if len(reels) == 1:
        return tuple(tracks_of(reels[0].lanes, application))
    found: list[Track] = []
    for number, reel in enumerate(reels, start=1):
        folder = f"#reel {number}"
        found.append(Track(id=folder, name=reel.name, kind="folder"))
        found += [
            replace(track, id=f"{folder} {track.id}", folder=folder, output=folder)
            for track in tracks_of(reel.lanes, application)
        ]
    return tuple(found)


def _remarks(application: Application) -> list[str]:
    found = [NOT_CARRIED]
    if not application.is_verified:
        who = application.name or "an application that it does not name"
        found.append(f"written by {who}, whose files are not known here: read by the general rules, check what is told")
    if application.curves == "combined":
        found.append(f"{application.name} exports clip gain and volume automation as one curve: told as clip gain")
    return found


def _about(compositions: Sequence[Object], chosen: Sequence[Object], reels: Sequence[_Reel]) -> list[str]:
    """What the choice among compositions left out or put together."""
    found = []
    if not compositions:
        found.append("the file holds no composition: a bin of clips, or audio alone")
    elif not any(reel.lanes for reel in reels):
        found.append("its composition has no sound track")
    if len(reels) > 1:
        found.append(f"it holds {len(reels)} compositions, read as folders: {_listed([reel.name for reel in reels])}")
    parts = (LOWER_LEVEL, SUB_CLIP, ADJUSTED_CLIP)
    left = [one for one in compositions if one not in chosen and auid(one, Pid.USAGE) not in parts]
    if left:
        found.append(f"not read: {_listed([text(one, Pid.MOB_NAME) for one in left])}, not meant for the top level")
    return found


def _listed(names: Sequence[str]) -> str:
    said = ", ".join(f"“{name}”" if name else "one without a name" for name in names[:_NAMED])
    return said if len(names) <= _NAMED else f"{said} and {len(names) - _NAMED} more"


def _time(header: Object) -> float | None:
    found = timestamp(header, Pid.HEADER_MODIFIED)
    if found is None:
        return None
    try:
        return datetime(*found, tzinfo=UTC).timestamp()
    except ValueError:
        return None


def _sample_rate(reels: Sequence[_Reel], mobs: Mobs) -> int | None:
    """The rate of the tracks where they count samples, else the rate of most of the audio."""
    counted = [lane.rate for reel in reels for lane in reel.lanes if not lane.frame_s and lane.rate.denominator == 1]
    if counted:
        return max(rate.numerator for rate in counted)
    return max(mobs.rates, key=lambda rate: (mobs.rates[rate], rate), default=None)
