"""Regions of a playlist as clips."""

from __future__ import annotations

from collections.abc import Mapping

from parsers.formats.ardour.clock import Clock
from parsers.formats.ardour.controls import amplitude_db, points, yes
from parsers.formats.xml import Element, finite
from parsers.plugins.scales import decibels
from parsers.session import Clip, Envelope, SourceRef

__all__ = ["read_regions", "sources_of"]

_STRETCHED = "Stretched"


def sources_of(session: Element) -> dict[str, str]:
    """Id of each source → the file's name."""
    return {one.get("id", ""): one.get("name", "") for one in session.iterfind("Sources/Source")}


def read_regions(playlist: Element, sources: Mapping[str, str], clock: Clock) -> tuple[Clip, ...]:
    """The regions of a playlist, in file order. A region's id stays its own for life."""
    seen: dict[str, int] = {}
    clips = []
    for place, region in enumerate(playlist.iterfind("Region"), 1):
        identity = region.get("id", "") or f"#{place}"
        seen[identity] = count = seen.get(identity, 0) + 1
        clips.append(_clip(region, identity if count == 1 else f"{identity}#{count}", sources, clock))
    return tuple(clips)


def _clip(region: Element, identity: str, sources: Mapping[str, str], clock: Clock) -> Clip:
    length = region.get("length", "0")
    if "@" in length:
        start_s, length_s = clock.span(length)
    else:
        start_s, length_s = clock.seconds(region.get("position")), clock.seconds(length)
    kind = region.get("type", "audio")
    gain = amplitude_db(region.get("scale-amplitude") or region.get("scale-gain"))
    flags = region.get("flags", "").split(",")
    return Clip(
        id=identity,
        name=region.get("name", ""),
        position_s=start_s,
        length_s=max(length_s, 0.0),
        source=SourceRef(kind, path=sources.get(region.get("source-0", ""), "")),
        source_offset_s=clock.seconds(region.get("start")),
        gain_db=gain,
        fade_in_s=_fade(region, "FadeIn", "fade-in-active", clock),
        fade_out_s=_fade(region, "FadeOut", "fade-out-active", clock),
        auto_fade=yes(region.get("default-fade-in")) and yes(region.get("default-fade-out")),
        muted=yes(region.get("muted")) or "Muted" in flags,
        envelopes=_envelope(region, clock),
        extra=tuple(_stretch(region)),
    )


def _fade(region: Element, name: str, switch: str, clock: Clock) -> float:
    """Length of a fade: where its last point lies."""
    if not yes(region.get(switch), neutral=True):
        return 0.0
    events = region.find(f"{name}/AutomationList/events")
    words = (events.text or "").split() if events is not None else []
    return max(clock.seconds(words[-2]), 0.0) if len(words) >= 2 else 0.0


def _envelope(region: Element, clock: Clock) -> tuple[Envelope, ...]:
    """The drawn gain of a region; a list that was never touched is marked as default."""
    drawn = region.find("Envelope/AutomationList")
    found = () if drawn is None else points(drawn, clock, decibels)
    if len(found) < 2 or all(point.value == 0 for point in found):
        return ()
    return (Envelope("clip.gain", active=yes(region.get("envelope-active")), points=found),)


def _stretch(region: Element) -> list[str]:
    """By how much the material was stretched and shifted before it became this region's source."""
    stretch, shift = finite(region.get("stretch"), 1.0), finite(region.get("shift"), 1.0)
    return [f"{_STRETCHED} {stretch:g} {shift:g}"] if (stretch, shift) != (1.0, 1.0) else []
