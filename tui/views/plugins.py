"""Plug-ins and what was taught of them, as tables and sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from parsers.session import Scalar
from parsers.vocabulary import describe
from tui.lines import Line, Style, Styled, table, wrap
from tui.views.say import counted

if TYPE_CHECKING:
    from profiler.exports.teachings_json import Teaching
    from profiler.service.hosting import Hosted
    from profiler.service.installed import Installed
    from profiler.service.plugins import PluginUse

__all__ = ["hosted_lines", "installed_lines", "plugin_lines", "taught_lines", "use_lines"]


_TOLD = 3
_BY_ITSELF = 0.6
"""A plug-in whose state differs in so many of all pairs of saves changes by itself. Source: RPP_PLUGINS §4.2."""


def use_lines(uses: Sequence[PluginUse], *, columns: int) -> Iterator[Line]:
    """One row a plug-in, and the sum."""
    if not uses:
        yield ("No plug-in is known yet. Start with: mixtaste learn FOLDER",)
        return
    yield from table(
        [
            (
                use.plugin.name or use.plugin.uid,
                Styled(use.plugin.format, Style.DIM),
                str(use.instances),
                _read(use),
                f"{use.changed} of {use.pairs}" if use.pairs else "–",
                str(len(use.songs)),
                Styled(counted(len(use.taught), "knob") + " taught" if use.taught else "", Style.DIM),
            )
            for use in uses
        ],
        heads=("plug-in", "", "instances", "read", "changed", "songs", ""),
        aligns=("left", "left", "right", "left", "right", "right", "left"),
        columns=columns,
    )
    total = sum(use.instances for use in uses)
    parts = [f"{sum(getattr(use, how) for use in uses)} {how}" for how in ("decoded", "named", "opaque")]
    yield (Styled(f"{counted(len(uses), 'plug-in')}, {counted(total, 'instance')}: {', '.join(parts)}", Style.DIM),)
    worth = [use for use in uses if _is_worth_teaching(use)]
    if worth:
        most = sorted(worth, key=lambda use: -use.changed)[:_TOLD]
        told = [f"{use.plugin.name} ({use.changed} of {use.pairs})" for use in most]
        for line in wrap(told, columns=columns, first="Often changed and not readable: ", joint=", "):
            yield (Styled(line, Style.DIM),)
        yield (Styled("Teach a knob of one: plugin teach --help. Ask one itself: plugin host --help", Style.DIM),)


def _is_worth_teaching(use: PluginUse) -> bool:
    """An effect of which settings are opaque and change, and not at nearly every save: such changes are no moves."""
    opaque = use.opaque and not use.decoded and not use.named and not use.plugin.instrument and not use.shown
    return bool(opaque) and 0 < use.changed < _BY_ITSELF * use.pairs


def _read(use: PluginUse) -> str:
    """How far its instances are read, the usual way first."""
    parts = {"decoded": use.decoded, "named": use.named, "opaque": use.opaque}
    held = {how: count for how, count in parts.items() if count}
    if len(held) <= 1:
        return next(iter(held), "–")
    return ", ".join(f"{count} {how}" for how, count in sorted(held.items(), key=lambda item: -item[1]))


def plugin_lines(use: PluginUse, *, columns: int) -> Iterator[Line]:
    """Everything about one plug-in."""
    plugin = use.plugin
    about = ", ".join(filter(None, [plugin.vendor, plugin.format, plugin.uid, "instrument" * plugin.instrument]))
    yield Styled(plugin.name or plugin.uid, Style.TITLE), Styled(f"  {about}", Style.DIM)
    yield (f"  {counted(use.instances, 'instance')} in the latest saves, read: {_read(use)}",)
    if use.pairs:
        yield (f"  settings changed in {use.changed} of {counted(use.pairs, 'pair')} of saves",)
    for one in use.taught:
        yield from taught_lines([one])
    if use.names:
        told = [f"{place} {name}" for place, name in use.names.items()]
        for line in wrap(told, columns=columns, first="  named by envelopes: ", joint=", "):
            yield (line,)
    if use.shown:
        yield (f"  showed its settings itself with {counted(use.shown, 'state')}",)
    if use.script:
        for line in wrap([use.script], columns=columns, first="  named by your own script: "):
            yield (line,)
    for line in wrap(list(use.songs.values()), columns=columns, first="  songs: ", joint=", "):
        yield (line,)


def installed_lines(there: Sequence[Installed], *, columns: int) -> Iterator[Line]:
    """One row a plug-in that is installed and in no song."""
    if not there:
        yield ("Every plug-in that is installed there is in a song.",)
        return
    rows = [(one.name, Styled(one.format, Style.DIM), Styled(one.path, Style.DIM)) for one in there]
    yield from table(rows, heads=("installed, in no song", "", ""), giving=2, columns=columns)


def hosted_lines(asked: Hosted) -> Iterator[Line]:
    """What asking an installed plug-in came to."""
    if not asked.states:
        yield (f"Every state of {asked.plugin.name} is known already.",)
        return
    read = f"{asked.read} of {counted(asked.states, 'state')}"
    yield (f"{asked.plugin.name} showed {counted(asked.parameters, 'parameter')} with {read}",)
    yield (Styled(f"  asked: {asked.path}", Style.DIM),)
    for why, count in asked.failed.items():
        yield (f"  {counted(count, 'state')}: {why}",)


def taught_lines(taught: Sequence[Teaching]) -> Iterator[Line]:
    """What was taught, with the readings that prove it."""
    for one in taught:
        readings = ", ".join(f"{_stored(stored)} is {shown}" for stored, shown in one.readings)
        label = describe(one.term).label if not one.term.startswith("plugin.") else one.term.removeprefix("plugin.")
        yield f"  {one.name}: ", Styled(label, Style.STRONG), f" ({one.term}), {_SCALES[one.law.kind]}: {readings}"


_SCALES = {
    "linear": "on a straight scale",
    "decibel": "a level of what is stored",
    "log": "on a scale of equal ratios",
    "power": "on a power scale",
    "skewed": "on a scale with its middle moved",
    "choice": "by name",
}


def _stored(stored: Scalar) -> str:
    return f"{stored:.6g}" if isinstance(stored, float) else str(stored)
