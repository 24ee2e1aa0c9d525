"""`mixtaste config`: thresholds, budgets and folders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tui.lines import Line, Style, Styled, wrap
from tui.program import group
from tui.shell import Shell


@group(example="mixtaste config show\nmixtaste config set roots ~/Music/Sessions")
def config() -> None:
    """Show or set what may be chosen: thresholds, budgets, folders."""


@config.subcommand(example="mixtaste config show --json")
def show(shell: Shell) -> None:
    """Show every choice, its value and what it means."""
    from profiler.config import choices, get, load, path

    chosen = load()
    values = {key.name: get(chosen, key.name) for key in choices()}
    shell.answer_one(
        lambda: {"schema": "mixtaste/config/1", "path": str(path()), "values": _jsonable(values)},
        lambda: _lines(values, {key.name: key.doc for key in choices()}, shell.out.columns),
    )


@config.subcommand(name="get", example="mixtaste config get objective")
@click.argument("key")
def get_(shell: Shell, key: str) -> None:
    """Print one choice."""
    from profiler.config import get, load, path

    value = get(load(), key)
    shell.answer_one(
        lambda: {"schema": "mixtaste/config/1", "path": str(path()), "values": _jsonable({key: value})},
        lambda: [(text,) for text in _texts(value)],
    )


@config.subcommand(name="set", example="mixtaste config set objective 0.85")
@click.argument("key")
@click.argument("values", nargs=-1, metavar="VALUE…")
def set_(shell: Shell, key: str, values: tuple[str, ...]) -> None:
    """Set one choice; a list of folders takes several values, and none empties it."""
    from profiler.config import change, get, path

    value = get(change(key, values), key)
    shell.answer_one(
        lambda: {"schema": "mixtaste/config/1", "path": str(path()), "values": _jsonable({key: value})},
        lambda: [(f"{key} = {', '.join(_texts(value)) or '(empty)'}",)],
    )


@config.subcommand(name="path", example="mixtaste config path")
def path_(shell: Shell) -> None:
    """Print where the configuration is kept."""
    from profiler.config import path

    place = str(path())
    shell.answer_one(lambda: {"schema": "mixtaste/config/1", "path": place, "values": {}}, lambda: [(place,)])


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, tuple) else [str(value)]


def _jsonable(values: dict[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _lines(values: dict[str, Any], docs: dict[str, str], columns: int) -> Iterator[Line]:
    for name, value in values.items():
        yield (Styled(name, Style.STRONG), f" = {', '.join(_texts(value)) or '(empty)'}")
        for text in wrap(docs[name].split(" "), columns=columns, first="    "):
            yield (Styled(text, Style.DIM),)
