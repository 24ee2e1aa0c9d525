"""What a host process does: load one installed VST3 and say what it shows with a state.

The only module that imports pedalboard, and only in processes of `profiler.service.workers`: a plug-in may crash, hang
or print as it likes. A state is handed over as a VST3 preset, whose layout is Steinberg's own:

    "VST3", u32 version, class id as 32 letters, u64 place of the list, data, "List", u32 count, entries of
    4 letters, u64 place, u64 bytes: ``Comp`` the component's state, ``Cont`` the edit controller's

Head and class id are those of the plug-in's own preset. Evidence: pedalboard 0.9.26 and ZamAudio's VST3 4.1: a preset
put together from the plug-in's own halves is its own byte for byte, and a changed one is shown as changed.
"""

from __future__ import annotations

import re
import struct
from functools import lru_cache
from typing import Any, NamedTuple

from parsers.errors import MixtasteError
from profiler.service.installed import same_name

__all__ = ["HostError", "Shown", "shown"]

_PATIENCE_S = 20.0
_HEAD = 40
_MOST = 2048
_OF_THE_HOST = re.compile(r"MIDI CC \d+\|\d+|Bypass", re.IGNORECASE)
"""Parameters that a wrapper adds to every plug-in: controllers, and a bypass that sessions keep outside the state."""


class HostError(MixtasteError):
    """A plug-in cannot be asked, or does not answer for a state."""


class Shown(NamedTuple):
    """One parameter as the plug-in shows it: its name, text, and unit ("" where the text holds it or there is none)."""

    name: str
    text: str
    unit: str


def shown(
    path: str, name: str, state: tuple[bytes, bytes], witness: tuple[bytes, bytes] | None = None
) -> list[Shown] | None:
    """What the plug-in shows with a state; None where that is what it shows as it starts, and so proves nothing.

    path     of the VST3;  name, what sessions call the plug-in
    state    the component's, or a whole preset; and the edit controller's, often empty
    witness  a state with which it showed something else: with that set before, what it shows is proved
    Raises  HostError
    """
    plugin, own, at_start = _loaded(path, name)
    try:
        plugin.preset_data = own  # what the last state set and this one does not is forgotten
        if witness is not None:
            plugin.preset_data = _preset(own, *witness)
        before = _panel(plugin)
        plugin.preset_data = _preset(own, *state)
        now = _panel(plugin)
    except Exception as error:  # a border: whatever the plug-in's wrapper raises
        raise HostError(f"the plug-in does not take the state ({error})") from error
    if witness is not None and now == before:
        raise HostError("the plug-in keeps the settings it had and does not take the state")
    return None if witness is None and now == at_start else now


def _panel(plugin: Any) -> list[Shown]:
    """Every knob of the plug-in itself, without meters."""
    # The wrapper's own list: its public one tries a thousand values of each parameter.
    knobs = [one for one in plugin._parameters if one.is_automatable and not _OF_THE_HOST.fullmatch(one.name)]  # noqa: SLF001 - as above
    return [Shown(str(one.name), str(one.string_value), str(one.label).strip()) for one in knobs[:_MOST]]


@lru_cache(maxsize=1)
def _loaded(path: str, name: str) -> tuple[Any, bytes, list[Shown]]:
    """The plug-in, its preset and what it shows as it starts."""
    try:
        import pedalboard
    except ImportError as error:
        raise HostError(f"pedalboard cannot be loaded ({error})", remedy="Install it: mixtaste[host].") from error
    try:
        held = pedalboard.VST3Plugin.get_plugin_names_for_file(path)
        meant = next((one for one in held if same_name(one, name)), "")
        if meant:
            which = meant if len(held) > 1 else None
            plugin = pedalboard.load_plugin(path, plugin_name=which, initialization_timeout=_PATIENCE_S)
            return plugin, bytes(plugin.preset_data), _panel(plugin)
    except Exception as error:  # as above
        raise HostError(f"the plug-in cannot be loaded ({error})", remedy="Is it a VST3, licensed here?") from error
    raise HostError(f"{path} holds {', '.join(held) or 'nothing'}, not {name}", remedy="Say which file it is.")


def _preset(own: bytes, component: bytes, controller: bytes) -> bytes:
    """A preset of these halves; a component that is a whole preset as it is."""
    if component.startswith(b"VST3"):
        return component
    data = component + controller
    start = _HEAD + 8
    entries = struct.pack("<4sQQ4sQQ", b"Comp", start, len(component), b"Cont", start + len(component), len(controller))
    return own[:_HEAD] + struct.pack("<Q", start + len(data)) + data + b"List" + struct.pack("<I", 2) + entries
