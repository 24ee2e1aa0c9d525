"""Sends: receives by index on their destination, and hardware outputs (RPP_FORMAT §5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from parsers.formats.reaper.lines import INTEGER, LEVEL, PAN, SWITCH, Argument, Kind, Line, Table, choice, rest
from parsers.session import Envelope, Send

__all__ = [
    "HARDWARE",
    "HARDWARE_KEYS",
    "RECEIVE",
    "RECEIVES",
    "Receive",
    "channel_code",
    "channel_text",
    "hardware",
    "numbered",
]

_TAPS = choice({0: "post_fader", 1: "pre_fx", 3: "pre_fader", 2: "pre_fader"}, other="post_fader")
_TAP_CODES = {"post_fader": "0", "pre_fx": "1", "pre_fader": "3"}


def channel_text(text: str) -> str:
    """Channels of a code: ``1/2`` a pair, ``3`` one, ``1-4`` more, "" none. Raises ValueError.

    The low ten bits are the first channel from 0; above them stands 0 for a pair, 1 for one channel, n for 2 n.
    """
    code = INTEGER.read(text)
    if code == -1:
        return ""
    first, width = code & 0x3FF, code >> 10
    if code < 0 or width > 64:
        raise ValueError(text)
    if width == 0:
        return f"{first + 1}/{first + 2}"
    return f"{first + 1}" if width == 1 else f"{first + 1}-{first + 2 * width}"


_CHANNELS = re.compile(r"(\d+)(?:([/-])(\d+))?")


def channel_code(channels: str) -> str:
    """Inverse of `channel_text`; what it never gives reads as channels 1/2."""
    found = _CHANNELS.fullmatch(channels)
    if found is None:
        return "0" if channels else "-1"
    first = int(found[1]) - 1
    if found[2] is None:
        return str(1024 + first)
    return str(first if found[2] == "/" else first + 1024 * ((int(found[3]) - first) // 2))


_CHANNEL = Kind(channel_text, channel_code)
_TAP = Kind(_TAPS.read, lambda tap: _TAP_CODES.get(tap, "0"))
_SHARED = (
    Argument("tap", _TAP, "0"),
    Argument("gain_db", LEVEL, "1"),
    Argument("pan", PAN, "0"),
    Argument("muted", SWITCH, "0"),
)

RECEIVE = Line(
    "AUXRECV",
    (
        Argument("source", INTEGER, "-1"),
        *_SHARED,
        Argument("mono", SWITCH, "0"),
        Argument("polarity_inverted", SWITCH, "0"),
        Argument("source_channel", _CHANNEL, "0"),
        Argument("channel", _CHANNEL, "0"),
        *rest("-1:U", "0", "-1", ""),
    ),
    always=True,
)
HARDWARE = Line(
    "HWOUT",
    (
        Argument("channel", _CHANNEL, "0"),
        *_SHARED,
        Argument("polarity_inverted", SWITCH, "0"),
        Argument("source_channel", _CHANNEL, "0"),
        *rest("-1:U", "-1"),
    ),
    always=True,
)
HARDWARE_KEYS = {"HWOUT": "HWOUT", "MASTERHWOUT": "MASTERHWOUT"}
RECEIVES = Table([RECEIVE, HARDWARE])


class Receive(NamedTuple):
    """A receive as its destination holds it: 0-based index of the source track, and all but the ends of the send.

    line  the line itself, for a receive whose source is not there
    """

    line: str
    source: int
    fields: Mapping[str, Any]
    envelopes: tuple[Envelope, ...]
    extra: tuple[str, ...]


def hardware(fields: Mapping[str, Any], envelopes: tuple[Envelope, ...], extra: tuple[str, ...]) -> Send:
    """The send that a hardware output is; its id is still to be `numbered`."""
    named = dict(fields)
    return Send(id="", to=f"hardware:{named.pop('channel')}", envelopes=envelopes, extra=extra, **named)


def numbered(to: str, channel: str, seen: dict[tuple[str, str], int]) -> str:
    """An id that survives renumbering: destination, its channels, and the count of equal ones so far."""
    seen[to, channel] = ordinal = seen.get((to, channel), 0) + 1
    return f"{to} {channel} #{ordinal}"
