"""The table of commands: every command that exists, in the order of the help. A new one is a new file and a line."""

from __future__ import annotations

from tui.program import Entry

__all__ = ["COMMANDS"]

_READ, _LEARN, _WORDS, _TASTE, _KEEP = (
    "Reading sessions (nothing is stored)",
    "Learning an archive",
    "Reasons and questions",
    "Taste",
    "People, settings and the store",
)

COMMANDS: dict[str, Entry] = {
    "demo": Entry(_READ, "tui.commands.demo:demo", "Show everything on an archive made for the purpose."),
    "inspect": Entry(_READ, "tui.commands.inspect:inspect", "Show one session as mixtaste reads it."),
    "diff": Entry(_READ, "tui.commands.diff:diff", "Tell what changed between two saves."),
    "learn": Entry(_LEARN, "tui.commands.learn:learn", "Read an archive, find the moves, judge why."),
    "watch": Entry(_LEARN, "tui.commands.watch:watch", "Learn saves as they land."),
    "status": Entry(_LEARN, "tui.commands.status:status", "Show what was learnt and what waits."),
    "songs": Entry(_LEARN, "tui.commands.songs:songs", "List the songs; merge, split, tag or leave them out."),
    "saves": Entry(_LEARN, "tui.commands.saves:saves", "List the saves of one song; say who made them."),
    "moves": Entry(_LEARN, "tui.commands.moves:moves", "List what was changed from save to save."),
    "settings": Entry(_LEARN, "tui.commands.settings:settings", "Show where each control came to rest."),
    "role": Entry(_LEARN, "tui.commands.role:role", "Say what a track is in the mix."),
    "plugin": Entry(_LEARN, "tui.commands.plugin:plugin", "List plug-ins and how far they are read; teach the rest."),
    "why": Entry(_WORDS, "tui.commands.why:why", "Show why a move was made, with odds and numbers."),
    "ask": Entry(_WORDS, "tui.commands.ask:ask", "Answer questions, most useful first."),
    "questions": Entry(_WORDS, "tui.commands.questions:questions", "List the questions, for scripts."),
    "answer": Entry(_WORDS, "tui.commands.answer:answer", "Answer one question, for scripts."),
    "window": Entry(_TASTE, "tui.commands.window:window", "Find between which values a control is fine."),
    "profile": Entry(_TASTE, "tui.commands.profile:profile", "Show, export or import the aesthetic profile."),
    "rank": Entry(_TASTE, "tui.commands.rank:rank", "Rank candidates that another program made."),
    "suggest": Entry(_TASTE, "tui.commands.suggest:suggest", "Say what became of a suggestion."),
    "user": Entry(_KEEP, "tui.commands.user:user", "Say who mixes here."),
    "config": Entry(_KEEP, "tui.commands.config:config", "Show or set thresholds, budgets and folders."),
    "forget": Entry(_KEEP, "tui.commands.forget:forget", "Forget a song, as if it had never been seen."),
    "backup": Entry(_KEEP, "tui.commands.backup:backup", "Copy the store."),
    "restore": Entry(_KEEP, "tui.commands.restore:restore", "Put a backup in the store's place."),
    "rebuild": Entry(_KEEP, "tui.commands.rebuild:rebuild", "Make everything derived again."),
}
