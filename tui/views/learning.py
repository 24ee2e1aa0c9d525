"""What learning found, what the store holds, and what landed while watching."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.lines import Line, Style, Styled, table, wrap
from tui.views.say import counted, joined, when

if TYPE_CHECKING:
    from profiler.service.reports import Landed, LearnReport, Status

__all__ = [
    "failed_lines",
    "landed_object",
    "landed_words",
    "learn_lines",
    "learn_object",
    "status_lines",
    "status_object",
]

_FAILED = 12


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


def failed_lines(failed: tuple[tuple[str, str], ...], columns: int = 80) -> Iterator[Line]:
    """The files that could not be read, with why; a dozen at most."""
    for path, why in failed[:_FAILED]:
        yield (Styled(f"  {path}", Style.WARN),)
        for text in wrap(why.split(" "), columns=columns, first="    "):
            yield (text,)
    if len(failed) > _FAILED:
        yield (f"  and {counted(len(failed) - _FAILED, 'file')} more (--json has all)",)


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
    }


def status_lines(status: Status) -> Iterator[Line]:
    """The store at a glance."""
    coverage = [
        f"{number:,} {word}"
        for key, word in (("decoded", "read in full"), ("named", "read in part"), ("opaque", "not readable"))
        if (number := status.coverage.get(key, 0))
    ]
    verdicts = [f"{number:,} {guess}" for guess, number in status.verdicts.items()]
    rows = [
        ("store", status.store),
        ("user", status.user),
        ("learnt", f"{counted(status.songs, 'song')}, {counted(status.saves, 'save')}"),
        ("moves", f"{status.moves:,} in {counted(status.gestures, 'gesture')}"),
        ("verdicts", joined(verdicts) or "none yet"),
        ("answers", f"{status.answers:,} given, {counted(status.questions, 'question')} waiting"),
        ("windows", counted(status.windows, "window")),
        ("plug-ins", joined(coverage) or "none yet"),
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
