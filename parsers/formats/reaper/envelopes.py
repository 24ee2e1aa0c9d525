"""Automation envelopes of tracks, sends, clips and plug-in parameters.

Values are stored as linear amplitudes (also when drawn on a fader scale, ``VOLTYPE 1``), pans with the sign turned
round against the static pan, mutes as 1 = sounding (RPP_FORMAT §8).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from parsers.formats.reaper.lexis import arguments, level, level_text, number, number_text, shown
from parsers.formats.reaper.lines import HELD, SWITCH, TEXT, Argument, Line, Table, rest
from parsers.formats.reaper.pools import ITEM, SHAPES, item_of
from parsers.formats.reaper.scan import STRUCTURE, Lines
from parsers.session import AutomationItem, Envelope, EnvelopePoint

__all__ = [
    "CLIP_ENVELOPES",
    "HARDWARE_ENVELOPES",
    "LINES",
    "MASTER_ENVELOPES",
    "SEND_ENVELOPES",
    "TRACK_ENVELOPES",
    "Drive",
    "read_envelope",
    "read_point",
]


class Drive(NamedTuple):
    """What an envelope drives: the term, how a stored value becomes the term's and back, and the neutral value.

    write  None where there is no closed way back
    """

    target: str
    read: Callable[[str], float]
    write: Callable[[float], str] | None
    neutral: float


def _turned(text: str) -> float:
    return 0.0 - number(text)


def _turned_text(value: float) -> str:
    return number_text(0.0 - value)


def _silent(text: str) -> float:
    return 1.0 - number(text)


def _silent_text(value: float) -> str:
    return number_text(1.0 - value)


def _levels(target: str) -> Drive:
    return Drive(target, level, level_text, 0.0)


def _pans(target: str) -> Drive:
    return Drive(target, _turned, _turned_text, 0.0)


def _numbers(target: str, neutral: float = 0.0) -> Drive:
    return Drive(target, number, number_text, neutral)


def _mutes(target: str) -> Drive:
    return Drive(target, _silent, _silent_text, 0.0)


TRACK_ENVELOPES = {
    "VOLENV2": _levels("fader.gain"),
    "VOLENV": _levels("prefx.gain"),
    "VOLENV3": _levels("trim.gain"),
    "PANENV2": _pans("pan.position"),
    "PANENV": _pans("prefx.pan"),
    "WIDTHENV2": _numbers("pan.width", 1.0),
    "WIDTHENV": _numbers("prefx.width", 1.0),
    "DUALPANENVL2": _pans("pan.left"),
    "DUALPANENV2": _pans("pan.right"),
    "DUALPANENVL": _pans("prefx.pan.left"),
    "DUALPANENV": _pans("prefx.pan.right"),
    "MUTEENV": _mutes("mute"),
}
"""The ``2`` is the one after the inserts (the fader's own), the bare one before them."""
MASTER_ENVELOPES = {f"MASTER{name}": drive for name, drive in TRACK_ENVELOPES.items() if name != "MUTEENV"} | {
    "MASTERPLAYSPEEDENV": _numbers("play_rate", 1.0)
}
SEND_ENVELOPES = {
    "AUXVOLENV": _levels("send.gain"),
    "AUXPANENV": _pans("send.pan"),
    "AUXMUTEENV": _mutes("send.mute"),
}
HARDWARE_ENVELOPES = {f"HW{name[3:]}": drive for name, drive in SEND_ENVELOPES.items()}
CLIP_ENVELOPES = {
    "VOLENV": _levels("clip.gain"),
    "PANENV": _pans("clip.pan"),
    "MUTEENV": _mutes("clip.muted"),
    "PITCHENV": _numbers("clip.pitch"),
}

_ITEM_LINE = f"{ITEM.key} "

LINES = Table(
    [
        Line("EGUID", (Argument("id", TEXT, ""),)),
        Line("ACT", (Argument("active", SWITCH, "1"), *rest("-1")), always=True),
    ]
)


def read_envelope(scan: Lines, index: int, drive: Drive, *, head: bool = False) -> tuple[Envelope | str, int]:
    """Read the envelope whose block opens at `index`.

    head     its first line has arguments that must be kept (parameter envelopes): they go first into ``extra``
    Returns  the envelope, or its whole block as text when it holds neither points nor automation items ("" when the
             file ends in it); and the index after it
    """
    lines = scan.lines
    given: dict[str, str] = {}
    extra: list[str] = [scan.text(index, index + 1)[1:]] if head else []
    points: list[EnvelopePoint] = []
    items: list[AutomationItem] = []
    read = drive.read
    place = index + 1
    count = len(lines)
    while place < count and (line := lines[place]) != ">":
        if line[:3] == "PT ":
            # Most points by far say these three things, in healthy numbers.
            try:
                _, time, value, shape = line.split(" ")
                points.append(EnvelopePoint(number(time), read(value), SHAPES[shape]))
                place += 1
                continue
            except (ValueError, KeyError):
                pass
            point, left, trouble = read_point(line[3:], drive)
            points.append(point)
            if left:
                extra.append(left)
            if trouble:
                scan.warn(place, trouble)
            place += 1
        elif line.startswith(_ITEM_LINE):
            item, left, trouble = item_of(line[len(_ITEM_LINE) :])
            items.append(item)
            extra.append(left)
            if trouble:
                scan.warn(place, trouble)
            place += 1
        else:
            place = _gather(scan, place, given, extra)
    end = place + 1 if place < count else scan.unclosed(index)
    if scan.cut is not None:
        return "", end
    if not points and not items:
        return scan.text(index, end), end
    fields = LINES.read(given, extra, lambda trouble: scan.warn(index, trouble))
    return Envelope(drive.target, fields["active"], tuple(points), fields["id"], tuple(extra), tuple(items)), end


def _gather(scan: Lines, place: int, given: dict[str, str], extra: list[str]) -> int:
    """File a line or block that is no point; returns the index after it."""
    line = scan.lines[place]
    if line[:1] == "<":
        scan.refuse(place, STRUCTURE)
        end = scan.past(place)
        scan.keep(extra, place, end)
        return end
    key, _, remainder = line.partition(" ")
    if key in LINES.by_key:
        given[key] = remainder
    elif line:
        extra.append(shown(line))
    return place + 1


def read_point(remainder: str, drive: Drive) -> tuple[EnvelopePoint, str, str]:
    """Read ``time value shape …`` of a ``PT`` line.

    Returns  the point; what the line says beyond it, keyed by the time as written, or ""; what is wrong, or ""
    """
    words = arguments(remainder) if "  " in remainder else remainder.split(" ")
    try:
        time, value = number(words[0]), drive.read(words[1])
    except (ValueError, IndexError):
        trouble = f"an envelope point says {shown(remainder)[:40]!r}; {drive.neutral:g} is taken"
        return EnvelopePoint(_time(words), drive.neutral, "linear"), shown(f"PT {remainder}"), trouble
    shape = words[2] if len(words) > 2 else "0"
    left = ""
    if len(words) > 3 and any(word not in {"0", ""} for word in words[3:]):
        left = shown(" ".join(("PT", words[0], HELD, HELD, *words[3:])))
    return EnvelopePoint(time, value, SHAPES.get(shape) or shown(shape) or "linear"), left, ""


def _time(words: list[str]) -> float:
    try:
        return number(words[0])
    except (ValueError, IndexError):
        return 0.0
