"""The list of plug-ins: what is worth teaching is told, what changes by itself or is read already is not."""

from __future__ import annotations

from parsers.session import Plugin
from profiler.service.plugins import PluginUse
from tui.lines import plain
from tui.views.plugins import use_lines


def use(name: str, *, opaque: int = 1, named: int = 0, pairs: int = 10, changed: int = 3, **more: object) -> PluginUse:
    plugin = Plugin(name, "Maker", "VST3", name, bool(more.pop("instrument", False)))
    return PluginUse(plugin, opaque + named, 0, named, opaque, pairs, changed, **more)


def text(uses: list[PluginUse]) -> str:
    return "\n".join(map(plain, use_lines(uses, columns=80)))


def test_effects_that_change_and_are_not_readable_are_offered_for_teaching():
    found = text([use("Comp X", changed=2), use("Tape Y", changed=5), use("Read", opaque=0, named=1)])
    assert "Often changed and not readable: Tape Y (5 of 10), Comp X (2 of 10)" in found
    assert "plugin teach" in found


def test_what_changes_by_itself_plays_or_was_asked_is_not_offered():
    every = [use("Random", changed=9), use("Synth", instrument=True), use("Asked", shown=3), use("Still", changed=0)]
    assert "Often changed" not in text(every)


def test_lines_fit_a_narrow_terminal():
    uses = [use(f"A Plug-in With A Rather Long Name {number}") for number in range(5)]
    assert all(len(line) <= 80 for line in text(uses).splitlines())
