"""What changed between two saves, on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from parsers.session import Session
from profiler.history.moves import Comparison
from profiler.history.records import Noise
from profiler.history.words import lines, track_name
from tui.lines import Line, Style, Styled, wrap
from tui.views.places import file_name
from tui.views.say import counted, length

__all__ = ["diff_lines", "nothing_words"]


def diff_lines(before: Session, after: Session, found: Comparison, *, noise: bool, columns: int) -> Iterator[Line]:
    """The moves by track, then the noise when asked for. Nothing at all when there is neither."""
    if found.moves:
        yield from _head(before, after, found)
        yield ()
        page = lines(found)
        for line, following in zip(page, [*page[1:], ""], strict=True):
            heads = not line.startswith(" ") and following.startswith(" ")
            yield from _wrapped(line, columns, style=Style.STRONG if heads else None)
    if noise and found.noise:
        if found.moves:
            yield ()
        yield (Styled(f"{counted(len(found.noise), 'difference')} that mean nothing", Style.STRONG),)
        yield from _noise(found.noise, columns)


def nothing_words(found: Comparison) -> str:
    """Said beside an empty page."""
    if not found.noise:
        return "no move, and nothing else differs"
    return f"no move; {counted(len(found.noise), 'difference')} that mean nothing (--noise lists them)"


def _head(before: Session, after: Session, found: Comparison) -> Iterator[Line]:
    tracks = {move.object.track.id for move in found.moves if move.object.track is not None}
    facts = [counted(len(found.moves), "move") + (f" on {counted(len(tracks), 'track')}" if tracks else "")]
    if before.saved_at is not None and after.saved_at is not None and before.saved_at != after.saved_at:
        later = after.saved_at > before.saved_at
        facts.append(f"saved {length(after.saved_at - before.saved_at)} {'later' if later else 'earlier'}")
    yield (Styled(f"{_name(before)} → {_name(after)}", Style.TITLE), Styled(f"   {', '.join(facts)}", Style.DIM))


def _name(session: Session) -> str:
    return file_name(session.path) or session.title or "session"


def _wrapped(line: str, columns: int, *, style: Style | None) -> Iterator[Line]:
    indent = line[: len(line) - len(line.lstrip())]
    for text in wrap(line.strip().split(" "), columns=columns, first=indent, rest=indent + "    "):
        yield (text if style is None else Styled(text, style),)


def _noise(noise: tuple[Noise, ...], columns: int) -> Iterator[Line]:
    """Equal kinds told once, with the first example."""
    count = Counter((each.what, each.reason) for each in noise)
    first = {(each.what, each.reason): each for each in reversed(noise)}
    for (what, reason), times in count.items():
        example = first[what, reason]
        where = track_name(example.object.track) if example.object.track else "Project"
        said = f"  {what}, {times} times" if times > 1 else f"  {where}: {what}"
        if times == 1 and (example.before or example.after):
            said += f" ({example.before} → {example.after})"
        yield from _wrapped(f"{said}: {reason}", columns, style=Style.DIM)
