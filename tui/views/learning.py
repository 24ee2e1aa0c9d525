"""What learning found, what the store holds, and what landed while watching."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tui.lines import Line, Style, Styled, table, wrap
from tui.views.say import counted, joined, when

if TYPE_CHECKING:
    from profiler.service.reports import Landed, LearnReport, Status, Stranger

__all__ = [
    "failed_lines",
    "landed_object",
    "landed_words",
    "learn_lines",
    "learn_object",
    "status_lines",
    "status_object",
    "stranger_lines",
]

_FAILED = 12
_STRANGERS = 12


def learn_object(report: LearnReport) -> dict[str, object]:
    """Schema ``mixtaste/learned/1``."""
    return {
        "schema": "mixtaste/learned/1",
        "dry_run": report.dry_run,
        "read": report.read,
        "unchanged": report.unchanged,
        "failed": [{"path": path, "found": why} for path, why in report.failed],
        "would_read": list(report.would_read),
        "songs": report.songs,
        "saves": report.saves,
        "moves": report.moves,
        "gestures": report.gestures,
        "settled": report.settled,
        "coverage": dict(report.coverage),
        "strangers": _stranger_objects(report.strangers),
    }


def learn_lines(report: LearnReport) -> Iterator[Line]:
    """What was read, what could not be, and what is known now."""
    if report.dry_run:
        for path in report.would_read:
            yield (path,)
        yield (
            Styled(f"{counted(len(report.would_read), 'file')} would be read", Style.STRONG),
            f", {report.unchanged:,} unchanged",
        )
        return
    yield (
        Styled(f"Read {counted(report.read, 'file')}", Style.STRONG),
        f", {report.unchanged:,} unchanged",
        Styled(f", {len(report.failed):,} could not be read", Style.WARN) if report.failed else "",
    )
    yield from failed_lines(report.failed)
    known = ", ".join([counted(report.songs, "song"), counted(report.saves, "save"), counted(report.moves, "move")])
    yield (f"Known now: {known} in {counted(report.gestures, 'gesture')}, {report.settled:,} of them settled",)
    if told := _coverage(report.coverage):
        yield (f"Plug-ins: {told}",)
    yield from stranger_lines(report.strangers)


def failed_lines(failed: tuple[tuple[str, str], ...], columns: int = 80) -> Iterator[Line]:
    """The files that could not be read, with why; a dozen at most."""
    for path, why in failed[:_FAILED]:
        yield (Styled(f"  {path}", Style.WARN),)
        for text in wrap(why.split(" "), columns=columns, first="    "):
            yield (text,)
    if len(failed) > _FAILED:
        yield (f"  and {counted(len(failed) - _FAILED, 'file')} more (--json has all)",)


def stranger_lines(strangers: tuple[Stranger, ...], columns: int = 80) -> Iterator[Line]:
    """Authors of saves who are no users here, and how to say who they are; a dozen at most."""
    if not strangers:
        return
    saves = sum(one.saves for one in strangers)
    yield (f"{counted(saves, 'save')} of a version history are by people who are no users here:",)
    for one in strangers[:_STRANGERS]:
        email = Styled(f" <{one.email}>" if one.email else "", Style.DIM)
        yield (f"  {one.author or '(no name)'}", email, f", {counted(one.saves, 'save')}")
    if len(strangers) > _STRANGERS:
        yield (f"  and {counted(len(strangers) - _STRANGERS, 'author')} more (--json has all)",)
    hint = "To have each learnt as a user: mixtaste user add NAME. If one of them is a user here already:"
    example = f'mixtaste config set owners "{strangers[0].email or strangers[0].author} = NAME" …,'
    for text in wrap([*hint.split(" "), example, "then", "learn", "again."], columns=columns):
        yield (text,)


def _coverage(coverage: Mapping[str, int]) -> str:
    words = (("decoded", "read in full"), ("named", "read in part"), ("opaque", "not readable"))
    return joined([f"{number:,} {word}" for key, word in words if (number := coverage.get(key, 0))])


def _stranger_objects(strangers: tuple[Stranger, ...]) -> list[dict[str, object]]:
    return [{"author": one.author, "email": one.email, "saves": one.saves} for one in strangers]


def status_object(status: Status) -> dict[str, object]:
    """Schema ``mixtaste/status/1``."""
    return {
        "schema": "mixtaste/status/1",
        "store": status.store,
        "user": status.user,
        "songs": status.songs,
        "saves": status.saves,
        "moves": status.moves,
        "gestures": status.gestures,
        "verdicts": dict(status.verdicts),
        "answers": status.answers,
        "questions": status.questions,
        "windows": status.windows,
        "coverage": dict(status.coverage),
        "failed": [{"path": path, "found": why} for path, why in status.failed],
        "recent": [
            {
                "song": recent.song,
                "name": recent.name,
                "time": recent.time,
                "saves": recent.saves,
                "moves": recent.moves,
            }
            for recent in status.recent
        ],
        "derivation": dict(status.derivation),
        "away": [{"root": one.root, "saves": one.saves} for one in status.away],
        "strangers": _stranger_objects(status.strangers),
    }


def status_lines(status: Status) -> Iterator[Line]:
    """The store at a glance."""
    verdicts = [f"{number:,} {guess}" for guess, number in status.verdicts.items()]
    rows = [
        ("store", status.store),
        ("user", status.user),
        ("learnt", f"{counted(status.songs, 'song')}, {counted(status.saves, 'save')}"),
        ("moves", f"{status.moves:,} in {counted(status.gestures, 'gesture')}"),
        ("verdicts", joined(verdicts) or "none yet"),
        ("answers", f"{status.answers:,} given, {counted(status.questions, 'question')} waiting"),
        ("windows", counted(status.windows, "window")),
        ("plug-ins", _coverage(status.coverage) or "none yet"),
    ]
    yield from table(rows, heads=("", ""), giving=1)
    if status.recent:
        yield ()
        yield (Styled("Learnt lately", Style.STRONG),)
        yield from table(
            [(recent.name, when(recent.time), str(recent.saves), str(recent.moves)) for recent in status.recent],
            heads=("song", "last save", "saves", "moves"),
            aligns=("left", "left", "right", "right"),
        )
    for one in status.away:
        yield ()
        yield (
            Styled("Away: ", Style.WARN),
            one.root,
            f" is not there now (not mounted?). Its {counted(one.saves, 'save')} are kept.",
        )
    if status.strangers:
        yield ()
        yield from stranger_lines(status.strangers)
    if status.failed:
        yield ()
        yield (Styled(f"{counted(len(status.failed), 'file')} cannot be read", Style.WARN),)
        yield from failed_lines(status.failed)


def landed_object(landed: Landed) -> dict[str, object]:
    """Schema ``mixtaste/landed/1``."""
    return {
        "schema": "mixtaste/landed/1",
        "path": landed.path,
        "time": landed.time,
        "song": landed.song,
        "moves": [move.id for move in landed.moves],
        "error": landed.error,
    }


def landed_words(landed: Landed) -> Line:
    """One line for the watcher and the terminal application."""
    head = (Styled(when(landed.time), Style.DIM), "  ")
    if landed.error:
        return (*head, landed.path, Styled(f": {landed.error}", Style.WARN))
    return (
        *head,
        Styled(landed.song, Style.STRONG),
        f": {counted(len(landed.moves), 'new move')}  ",
        Styled(landed.path, Style.DIM),
    )
