"""`mixtaste plugin`: which plug-ins there are, how far they are read, and teaching the rest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parsers.errors import UnreadableFileError
from parsers.text import safe
from tui.errors import WrongUseError
from tui.exits import Exit
from tui.program import group
from tui.shell import Shell
from tui.terminal import has_terminal
from tui.views.say import counted
from tui.writing import write_whole

if TYPE_CHECKING:
    from profiler.exports.teachings_json import Teaching

_TEACH = """mixtaste plugin teach 'Comp X' 1.rpp 2.rpp 3.rpp --as compressor.threshold \\
    --reading '-30.0 dB' --reading '-18.5 dB' --reading '-4.0 dB'"""


@group(example="mixtaste plugin list\nmixtaste plugin list 'Comp X'\n" + _TEACH, default="list")
def plugin() -> None:
    """List plug-ins and how far they are read; teach the knobs of those that mixtaste does not know."""


@plugin.subcommand(name="list", example="mixtaste plugin list\nmixtaste plugin list 'Comp X' --json")
@click.argument("name", required=False)
@click.option("--unused", is_flag=True, help="Those that are installed and in no song (see `config`: plugin_folders).")
def list_(shell: Shell, name: str | None, *, unused: bool) -> None:
    """List the plug-ins of all songs; or everything about one, with the songs that use it.

    decoded: in standard terms. named: under its own names. opaque: only that it changed is known.
    """
    from tui.views.plugins import installed_lines, plugin_lines, use_lines

    columns = shell.out.columns
    if unused:
        there = shell.pipeline.plugins.unused()
        shell.answer(lambda: (one.to_json() for one in there), lambda: installed_lines(there, columns=columns))
        return
    if name is None:
        found = shell.pipeline.plugins.uses()
        shell.answer(lambda: (use.to_json() for use in found), lambda: use_lines(found, columns=columns))
        return
    found = shell.pipeline.plugins.show(name)
    shell.answer(
        lambda: (use.to_json() for use in found),
        lambda: (line for use in found for line in plugin_lines(use, columns=columns)),
    )


@plugin.subcommand(example=_TEACH)
@click.argument("name")
@click.argument("saves", nargs=-1, metavar="[SAVE…]")
@click.option("--as", "term", required=True, metavar="TERM", help="What the knob is: a standard term, or plugin.NAME.")
@click.option("--reading", "readings", multiple=True, metavar="TEXT", help="What it showed at a save; one for each.")
@click.option("--track", default="", metavar="TRACK", help="Where it was moved, if it is on several tracks.")
@click.option("--unit", default="", metavar="UNIT", help="Of a plugin.NAME that shows no unit.")
def teach(
    shell: Shell, name: str, saves: tuple[str, ...], *, term: str, readings: tuple[str, ...], track: str, unit: str
) -> None:
    """Teach one knob: save, move it, save, move it again, save; then type what it showed each time.

    Three saves with the knob far apart prove most scales. SAVE is a session file for each reading, in the same order;
    or one song, or one file that was saved over: its latest saves; or nothing: the song saved last with this plug-in.
    It reaches every save that was ever learnt. Nothing is guessed: what the readings do not prove is refused, with
    what would.
    """
    shown = readings or _asked(shell, name, saves)
    taught = shell.pipeline.plugins.teach(
        shell.user_id, name, term=term, shown=shown, saves=saves, track=track, unit=unit
    )
    _answer(shell, [taught])


@plugin.subcommand(
    example="mixtaste plugin host 'Comp X' --vst3 '/Library/Audio/Plug-Ins/VST3/Comp X.vst3'\n"
    "mixtaste plugin host 'Comp X' --forget"
)
@click.argument("name")
@click.option("--vst3", "path", default="", metavar="PATH", help="The installed plug-in; default: by plugin_folders.")
@click.option("--forget", "forgotten", is_flag=True, help="Take back what it showed.")
def host(shell: Shell, name: str, path: str, *, forgotten: bool) -> Exit:
    """Ask the installed plug-in itself what its knobs show.

    It is asked about each of its states in the songs that were learnt that mixtaste cannot read, in a process of its
    own with limits of time and memory; one at which it crashes is lost alone. What it showed is kept, also for when it
    is gone, and `plugin teach` can give it standard terms. It needs an extra: pip install 'mixtaste[host]'. Saves that
    come later want to be asked about again.
    """
    from tui.progress import ProgressLine
    from tui.views.plugins import hosted_lines

    if forgotten:
        gone = shell.pipeline.plugins.forget_installed(name)
        shell.answer_one(
            lambda: {"schema": "mixtaste/untaught/1", "plugin": name, "term": "", "words": gone},
            lambda: [("Took back what ", name, " showed with ", counted(gone, "state"))],
        )
        return Exit.DONE
    with ProgressLine(shell.out) as progress:
        asked = shell.pipeline.plugins.ask_installed(shell.user_id, name, path=path, progress=progress)
    shell.answer_one(asked.to_json, lambda: hosted_lines(asked))
    return Exit.PARTLY if asked.failed else Exit.DONE


@plugin.subcommand(example="mixtaste plugin forget 'Comp X' compressor.threshold --yes")
@click.argument("name")
@click.argument("term")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(shell: Shell, name: str, term: str, *, yes: bool) -> None:
    """Take back what was taught of one knob."""
    shell.confirm(f"Take back what was taught of {name}, {term}?", yes=yes)
    gone = shell.pipeline.plugins.forget(name, term)
    shell.answer_one(
        lambda: {"schema": "mixtaste/untaught/1", "plugin": name, "term": term, "words": gone},
        lambda: [("Took back ", counted(gone, "teaching"), f" of {name}, {term}")],
    )


@plugin.subcommand(example="mixtaste plugin export my-plugins.json")
@click.argument("file", type=click.Path())
def export(shell: Shell, file: str) -> None:
    """Write all that was taught to one small file, to be shared. It holds no song, path or person."""
    from profiler.exports.teachings_json import SCHEMA, dumps

    write_whole(Path(file), dumps(shell.pipeline.plugins.teachings()), kind="teachings", mark=SCHEMA)
    shell.answer_one(lambda: {"schema": "mixtaste/exported/1", "path": file}, lambda: [("Written: ", file)])


@plugin.subcommand(name="import", example="mixtaste plugin import my-plugins.json")
@click.argument("file", type=click.Path())
def import_(shell: Shell, file: str) -> None:
    """Take in what somebody else taught; where both taught one knob, the file wins."""
    from profiler.exports.checked import ImportRefusedError

    try:
        taken = shell.pipeline.plugins.take_in(shell.user_id, Path(file).read_bytes())
    except OSError as error:
        raise UnreadableFileError(f"cannot be read ({error.strerror or error})", path=file) from error
    except ImportRefusedError as error:
        raise UnreadableFileError(error.found, path=file, remedy=error.remedy) from error
    _answer(shell, taken)


def _answer(shell: Shell, taught: Sequence[Teaching]) -> None:
    from profiler.exports.teachings_json import to_json
    from tui.views.plugins import taught_lines

    shell.answer(
        lambda: map(to_json, taught),
        lambda: [(f"Learnt {counted(len(taught), 'knob')}:" if taught else "Nothing new.",), *taught_lines(taught)],
    )


def _asked(shell: Shell, name: str, saves: Sequence[str]) -> tuple[str, ...]:
    """The readings, asked for one by one at a terminal."""
    if shell.manner.json or not has_terminal():
        raise WrongUseError("the readings are missing", remedy="Give one for each save: --reading '-18.5 dB'.")
    places = saves if len(saves) > 1 else ("the save before the last two", "the save before the last", "the last save")
    return tuple(click.prompt(safe(f"What did {name} show at {place}?")) for place in places)
