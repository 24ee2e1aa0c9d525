"""Plug-ins that rewrite their state at every save, so that a change of it means nothing: data and its use.

What else of a state is no setting (clocks, ids, windows, memory that was never set) is masked where states are read
(`parsers.plugins.masks`). Evidence (project's research, RPP_PLUGINS §4): these were rewritten in every consecutive pair
of saves seen, packed or enciphered, and no mask is known.
"""

from __future__ import annotations

from parsers.session import Insert

__all__ = ["ALWAYS", "rewritten"]

ALWAYS: tuple[str, ...] = ("kontakt", "battery 4", "revalver 4")
"""Beginnings of bare names, lower case."""


def rewritten(insert: Insert) -> str | None:
    """Why a changed state of this plug-in is no decision, or None where it may be one."""
    if insert.plugin.name.casefold().startswith(ALWAYS):
        return "this plug-in rewrites its state at every save"
    return None
