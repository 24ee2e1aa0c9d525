"""The manners of every command: common options, an example in its help, and groups whose commands load when used."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

import click

from parsers.text import safe
from tui.output import Manner, Output
from tui.shell import Shell

__all__ = ["CommandGroup", "Entry", "LazyGroup", "command", "group", "shell_of"]

Callback = TypeVar("Callback", bound=Callable[..., Any])

_GIVEN = "mixtaste.given"
_EVERYWHERE = frozenset({"json", "plain", "user", "store", "quiet", "verbose", "debug", "help"})


class Entry(NamedTuple):
    """One line of a table of commands: section of the help, ``module:name`` of the command, what it does."""

    section: str
    target: str
    summary: str


def _common_options() -> list[click.Parameter]:
    def flag(names: list[str], key: str, text: str) -> click.Option:
        return click.Option(names, is_flag=True, expose_value=False, callback=_note(key), help=text)

    def value(names: list[str], key: str, metavar: str, text: str) -> click.Option:
        return click.Option(names, metavar=metavar, expose_value=False, callback=_note(key), help=text)

    return [
        flag(["--json"], "json", "Strict JSON: one object, or JSON Lines for a list."),
        flag(["--plain"], "plain", "Lines of text with units, nothing by colour or drawing alone."),
        value(["--user"], "user", "NAME", "Whose words and taste; default: who is signed in."),
        value(["--store"], "store", "FOLDER_OR_URL", "The store; default: MIXTASTE_STORE or the data folder."),
        flag(["-q", "--quiet"], "quiet", "No progress and no remarks."),
        flag(["-v", "--verbose"], "verbose", "More remarks."),
        flag(["--debug"], "debug", "Tracebacks, for reporting a fault."),
    ]


def _note(key: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """A callback that keeps a given common option for the whole run, wherever on the line it stood."""

    def keep(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value:
            context.find_root().meta.setdefault(_GIVEN, {})[key] = value

    return keep


def shell_of(context: click.Context) -> Shell:
    """The run's shell, made from the options given; one already there (a test's) keeps its output and pipeline."""
    given: Mapping[str, Any] = context.find_root().meta.get(_GIVEN, {})
    manner = Manner(**{name: bool(given.get(name)) for name in ("json", "plain", "quiet", "verbose", "debug")})
    root = context.find_root()
    if root.obj is None:
        root.obj = Shell(manner=manner, out=Output(manner))
        context.call_on_close(root.obj.close)
    shell: Shell = root.obj
    shell.manner = shell.out.manner = manner
    shell.user = str(given.get("user") or "")
    shell.location = given.get("store")
    return shell


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    own: list[tuple[str, str]] = []
    everywhere: list[tuple[str, str]] = []
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
        if record is not None:
            (everywhere if parameter.name in _EVERYWHERE else own).append(record)
    for title, records in (("Options", own), ("Options of every command", everywhere)):
        if records:
            with formatter.section(title):
                formatter.write_dl(records)


class _Mannered(click.Command):
    """A command with the common options and an example."""

    def __init__(self, *args: Any, example: str = "", **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.example = example
        self.params.extend(_common_options())

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's own options, then those that every command has, then a group's commands."""
        _write_options(self, ctx, formatter)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example below the options."""
        super().format_epilog(ctx, formatter)
        with formatter.section("Example"):
            for line in self.example.splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


def command(*, example: str, name: str | None = None) -> Callable[[Callback], click.Command]:
    """Make a command of a function ``(shell, …)``; its docstring is the help.

    example  one or more lines that work as they stand, given names of the reader's own files
    """

    def make(function: Callback) -> click.Command:
        return click.command(name, cls=_Mannered, example=example)(_hand_shell(function))

    return make


def _hand_shell(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **values: Any) -> Any:
        return function(shell_of(click.get_current_context()), *args, **values)

    call.__doc__, call.__name__ = function.__doc__, function.__name__
    call.__click_params__ = getattr(function, "__click_params__", [])  # type: ignore[attr-defined]  # click's own hook
    return call


class LazyGroup(click.Group):
    """A group that imports a command when it is used; its own help comes from the table alone."""

    def __init__(self, *args: Any, table: Mapping[str, Entry], **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.table = table
        self.params.extend(_common_options())

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Import and return the command, or None."""
        entry = self.table.get(cmd_name)
        if entry is None:
            return None
        module, _, name = entry.target.partition(":")
        found: click.Command = getattr(importlib.import_module(module), name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the nearest ones."""
        if args and args[0] not in self.table and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.table, n=3)
            also = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"There is no command {safe(args[0], limit=60)!s}.{also}")
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands first: they are what is looked for."""
        self.format_commands(ctx, formatter)
        _write_options(self, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Write the table, a section at a time."""
        for section in dict.fromkeys(entry.section for entry in self.table.values()):
            with formatter.section(section):
                formatter.write_dl(
                    [(name, entry.summary) for name, entry in self.table.items() if entry.section == section]
                )


class CommandGroup(_Mannered, click.Group):
    """A small group in one file, with the common options and an example.

    default  name of the command that runs when none of the group's is named, "" for none
    """

    default = ""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command in where no command of the group is named."""
        if self.default and not {"-h", "--help"} & set(args) and _first_word(args) not in self.commands:
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def subcommand(self, *, example: str, name: str | None = None) -> Callable[[Callback], click.Command]:
        """Make a command of a function, as `command` does, and add it here."""

        def make(function: Callback) -> click.Command:
            made = command(example=example, name=name)(function)
            self.add_command(made)
            return made

        return make


def _first_word(args: list[str]) -> str:
    """The first argument that is neither an option nor the value of one."""
    before = ""
    for arg in args:
        if not arg.startswith("-") and before not in {"--user", "--store"}:
            return arg
        before = arg
    return ""


def group(*, example: str, default: str = "") -> Callable[[Callable[[], None]], CommandGroup]:
    """Make a group of a function whose docstring is the help; its commands follow in the same file.

    default  name of the command that the group's own name alone stands for
    """

    def make(function: Callable[[], None]) -> CommandGroup:
        made = click.group(cls=CommandGroup, example=example)(function)
        made.default = default
        return made

    return make
