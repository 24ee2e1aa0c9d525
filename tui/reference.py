"""The parts of `docs/interface.md` that are made from the program itself: `python -m tui.reference docs/interface.md`.

Commands with their options and examples, exit codes, and the schemas of every object. The page marks each part by
``<!-- made: NAME -->`` … ``<!-- end -->``; a test holds the page to the program.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from tui.cli import program
from tui.command_table import COMMANDS
from tui.exits import Exit

__all__ = ["PARTS", "fill"]

_EXITS = {
    Exit.DONE: "done",
    Exit.PARTLY: "done in part (what failed is listed)",
    Exit.WRONG_USE: "wrong use",
    Exit.UNREADABLE: "input cannot be read",
    Exit.STORE: "store unavailable or damaged",
    Exit.INTERRUPTED: "interrupted",
}
_EVERYWHERE = {"json", "plain", "user", "store", "quiet", "verbose", "debug", "help", "version"}


def fill(page: str, schemas: Path) -> str:
    """The page with each marked part made anew.

    schemas  folder of the JSON Schema files
    """
    for name, make in PARTS.items():
        head, mark, rest = page.partition(f"<!-- made: {name} -->\n")
        _, end, after = rest.partition("<!-- end -->")
        if mark and end:
            page = "".join([head, mark, *(f"{line}\n" for line in make(schemas)), end, after])
    return page


def _commands(_schemas: Path) -> Iterator[str]:
    yield "| command | what it does | options of its own |"
    yield "|---|---|---|"
    context = click.Context(program, info_name="mixtaste")
    for name in COMMANDS:
        command = program.get_command(context, name)
        if command is not None:
            yield from _rows(command, context, name)


def _rows(command: click.Command, parent: click.Context, name: str) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None:
                alone = inner == getattr(command, "default", "")
                yield from _rows(found, parent if alone else context, name if alone else inner)
        return
    usage = " ".join([context.command_path, *filter(None, (_argument(each) for each in command.params))])
    own = ", ".join(
        f"`{_option(option)}`"
        for option in command.params
        if isinstance(option, click.Option) and option.name not in _EVERYWHERE
    )
    yield f"| `{usage}` | {command.get_short_help_str(120)} | {own} |"


def _argument(parameter: click.Parameter) -> str:
    if not isinstance(parameter, click.Argument):
        return ""
    name = parameter.make_metavar(click.Context(program))
    return name.replace("|", "\\|")


def _option(option: click.Option) -> str:
    value = "" if option.is_flag else " " + option.make_metavar(click.Context(program)).strip("[]").replace("|", "\\|")
    return option.opts[-1] + value


def _exit_codes(_schemas: Path) -> Iterator[str]:
    yield "| code | meaning |"
    yield "|---|---|"
    for code, meaning in _EXITS.items():
        yield f"| {int(code)} | {meaning} |"


def _objects(schemas: Path) -> Iterator[str]:
    yield "| schema | what it is | fields |"
    yield "|---|---|---|"
    for file in sorted(schemas.glob("*.json")):
        schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        fields = ", ".join(f"`{field}`" for field in schema["properties"] if field != "schema")
        yield f"| [`{schema['title']}`](schemas/{file.name}) | {schema['description']} | {fields} |"


PARTS = {"commands": _commands, "exit codes": _exit_codes, "objects": _objects}
"""Name of a part → what makes its lines."""


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(fill(target.read_text(encoding="utf-8"), target.parent / "schemas"), encoding="utf-8")
