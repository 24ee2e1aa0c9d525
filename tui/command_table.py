"""The table of commands: every command that exists, in the order of the help. A new one is a new file and a line."""

from __future__ import annotations

from tui.program import Entry

__all__ = ["COMMANDS"]

_READ, _LEARN, _WORDS, _TASTE, _KEEP = (
    "Reading sessions (nothing is stored)",
    "Learning an archive",
    "Reasons and questions",
    "Taste",
    "Keeping",
)

COMMANDS: dict[str, Entry] = {
    "inspect": Entry(_READ, "tui.commands.inspect:inspect", "Show one session as mixtaste reads it."),
    "diff": Entry(_READ, "tui.commands.diff:diff", "Tell what changed between two saves."),
}
