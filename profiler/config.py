"""What a person may choose: thresholds, budgets, folders. One flat TOML file, read strictly.

The file is ``config.toml`` in the platform's configuration folder; ``MIXTASTE_HOME`` moves it with everything else,
``MIXTASTE_CONFIG`` names it outright. A key that is not known is an error that names the nearest one, so that a typing
slip never passes for a choice.
"""

from __future__ import annotations

import ast
import difflib
import inspect
import json
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from parsers.errors import MixtasteError
from store.places import config_folder

__all__ = ["Config", "ConfigError", "Key", "change", "choices", "get", "load", "path"]

_SHARE = {"least": 0.0, "most": 1.0}
_FOLDERS = {"folders": True}

AUDIO = ("none", "excerpt", "full")


@dataclass(frozen=True, slots=True)
class Config:
    """Every choice there is, at its default."""

    objective: float = field(default=0.8, metadata=_SHARE)
    """From this probability on, a move is settled as objective."""
    subjective: float = field(default=0.2, metadata=_SHARE)
    """Up to this probability, a move may be settled as subjective (a habit or a word is needed as well)."""
    testable: float = field(default=0.6, metadata=_SHARE)
    """The share of a family's reasons that must have been testable before a verdict is settled."""
    roots: tuple[str, ...] = field(default=(), metadata=_FOLDERS)
    """Folders of sessions that are watched."""
    media_roots: tuple[str, ...] = field(default=(), metadata=_FOLDERS)
    """Folders in which audio files are looked for when they are not where the session says."""
    plugin_folders: tuple[str, ...] = field(default=(), metadata=_FOLDERS)
    """Folders in which plug-ins are installed, so that those that no song uses can be listed; none: not looked at."""
    jsfx_folders: tuple[str, ...] = field(default=(), metadata=_FOLDERS)
    """Folders of JSFX scripts, each like REAPER's own folder Effects, whose headers tell the names and units of their
    sliders; none: REAPER's own, where it is."""
    owners: tuple[str, ...] = field(default=(), metadata={"pairs": True})
    """Who made what: texts like "/archive/ben = Ben" for a folder, "anna@berg.org = Anna" or "A. Berg = Anna" for an
    author in a version history. Without a name after the sign it is not known who."""
    skip_folders: tuple[str, ...] = ("Media", "Audio Files", "Samples", "peaks", "node_modules")
    """Names of folders that hold no sessions and are not looked into; those that begin with a dot never are."""
    workers: int = field(default=0, metadata={"least": 0, "most": 256})
    """Reading processes while learning; 0 is one for each core."""
    audio: str = field(default="excerpt", metadata={"among": AUDIO})
    """How much audio is measured while learning: none, excerpt or full."""
    questions_a_day: int = field(default=12, metadata={"least": 0, "most": 1000})
    """How many questions are asked in a day at most."""
    random_share: float = field(default=0.1, metadata=_SHARE)
    """The share of questions drawn at random, which tell how far the verdicts can be trusted."""
    reconcile_minutes: float = field(default=10.0, metadata={"least": 0.05, "most": 1440.0})
    """Minutes between two full looks through the roots; events are only a hint."""


class ConfigError(MixtasteError):
    """The configuration, or a value given for it, is not usable.

    path  of the file, "" for a value given by hand
    """

    def __init__(self, found: str, *, path: str = "", remedy: str = "") -> None:
        super().__init__(found, remedy=remedy)
        self.path = path

    def __str__(self) -> str:
        sentence = super().__str__()
        return f"{self.path}: {sentence}" if self.path else sentence


@dataclass(frozen=True, slots=True)
class Key:
    """One choice: its name, kind (``number whole text list``), default, limits, and what it is, in a sentence."""

    name: str
    kind: str
    default: Any
    limits: Mapping[str, Any]
    doc: str


def path() -> Path:
    """Where the configuration is, or would be."""
    named = os.environ.get("MIXTASTE_CONFIG")
    return Path(named).expanduser() if named else config_folder() / "config.toml"


def load(file: Path | None = None) -> Config:
    """Read the configuration; where there is no file everything is at its default.

    file  None: the person's own (`path`)
    Raises ConfigError, which names the file and the key.
    """
    file = path() if file is None else file
    return _config(_document(_text(file), file), file)


@lru_cache(maxsize=1)
def choices() -> tuple[Key, ...]:
    """Every choice, in the order they are shown."""
    docs = _docs()
    kinds = {"float": "number", "int": "whole", "str": "text", "tuple[str, ...]": "list"}
    return tuple(
        Key(one.name, kinds[str(one.type)], one.default, one.metadata, docs.get(one.name, "")) for one in fields(Config)
    )


def get(config: Config, name: str) -> Any:
    """Return one choice by name.

    Raises ConfigError for a name that is not known.
    """
    return getattr(config, _key(name).name)


def change(name: str, texts: Sequence[str], *, file: Path | None = None) -> Config:
    """Set one choice and write it; everything else in the file, comments included, stays. Return the new whole.

    texts  one for a single value; for a list its elements
    Raises ConfigError for an unknown name or unfit value; then nothing is written.
    """
    file = path() if file is None else file
    key = _key(name)
    value = _parsed(key, texts)
    lines = _text(file).splitlines(keepends=True)
    first, after = _statement(lines, name)
    if first == len(lines) and lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    lines[first:after] = [f"{name} = {_spelt(value)}\n"]
    text = "".join(lines)
    config = _config(_document(text, file), file)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = file.with_name(file.name + ".part")
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise ConfigError(f"cannot be written ({error.strerror or error})", path=str(file)) from error
    return config


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read ({error})", path=str(file)) from error


def _document(text: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"is no TOML ({error})", path=str(file)) from error


def _config(document: Mapping[str, Any], file: Path) -> Config:
    try:
        return _in_order(Config(**{name: _checked(_key(name), value) for name, value in document.items()}))
    except ConfigError as error:
        error.path = str(file)
        raise


def _in_order(config: Config) -> Config:
    if config.subjective >= config.objective:
        raise ConfigError("subjective must be below objective")
    return config


def _key(name: str) -> Key:
    by_name = {key.name: key for key in choices()}
    if name in by_name:
        return by_name[name]
    near = difflib.get_close_matches(name, by_name, n=1, cutoff=0.0)[0]
    raise ConfigError(f"nothing can be chosen by the name {name}", remedy=f"The nearest is {near}.")


def _checked(key: Key, value: Any) -> Any:
    """Return the value as `Config` holds it; folders with ~ resolved and made absolute."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    if key.kind == "list":
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ConfigError(f"{key.name} must be a list of texts")
        if key.limits.get("pairs"):
            return tuple(map(_pair, value))
        return tuple(map(_folder, value)) if key.limits.get("folders") else tuple(value)
    if key.kind == "text":
        if value not in key.limits["among"]:
            raise ConfigError(f"{key.name} must be one of {', '.join(key.limits['among'])}")
        return value
    if not whole and not (key.kind == "number" and isinstance(value, float)):
        raise ConfigError(f"{key.name} must be a {'whole ' if key.kind == 'whole' else ''}number")
    least, most = key.limits["least"], key.limits["most"]
    if not least <= value <= most:  # NaN is not within either
        raise ConfigError(f"{key.name} must be between {least:g} and {most:g}")
    return value if key.kind == "whole" else float(value)


def _folder(text: str) -> str:
    return os.path.abspath(Path(text).expanduser())  # noqa: PTH100 - resolve() would hide links from people


def _pair(text: str) -> str:
    """A folder or author and a user, "WHAT = NAME"; a folder is made absolute."""
    what, sign, name = (part.strip() for part in text.rpartition("="))
    if not sign or not what:
        raise ConfigError(f"owners must be texts like /archive/ben = Ben, not {text}")
    is_folder = what.startswith(("~", "/", "\\")) or what[1:3] in {":\\", ":/"}
    return f"{_folder(what) if is_folder else what} = {name}"


def _parsed(key: Key, texts: Sequence[str]) -> Any:
    """Return the value that a person typed, as TOML has it."""
    if key.kind == "list":
        if key.limits.get("pairs"):
            return list(map(_pair, texts))
        return [_folder(text) for text in texts] if key.limits.get("folders") else list(texts)
    if len(texts) != 1:
        raise ConfigError(f"{key.name} takes one value")
    if key.kind == "text":
        return texts[0]
    try:
        return int(texts[0]) if key.kind == "whole" else float(texts[0])
    except ValueError:
        raise ConfigError(f"{key.name} must be a number, not {texts[0]}") from None


def _spelt(value: Any) -> str:
    """Return a value in TOML: JSON's spelling of numbers, texts and lists of these is TOML's too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _statement(lines: Sequence[str], name: str) -> tuple[int, int]:
    """Return the lines that set the name, first and one past the last; the end of the file where none does."""
    for first, line in enumerate(lines):
        if line.partition("=")[0].strip().strip("\"'") != name or "=" not in line:
            continue
        for after in range(first + 1, len(lines) + 1):
            try:
                tomllib.loads("".join(lines[first:after]))
            except tomllib.TOMLDecodeError:
                continue  # a list over several lines
            return first, after
    return len(lines), len(lines)


def _docs() -> dict[str, str]:
    """Return the sentence under each field of `Config`, from its source: one home for what a choice means."""
    (definition,) = ast.parse(inspect.getsource(Config)).body
    docs: dict[str, str] = {}
    name = ""
    for node in definition.body if isinstance(definition, ast.ClassDef) else ():
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
        elif name and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            docs[name] = " ".join(str(node.value.value).split())
    return docs
