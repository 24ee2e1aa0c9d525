"""A profile as an engineer reads it: sentences first, then every dimension by role with how surely it is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.lines import Line, Style, Styled, table, wrap
from tui.views.say import counted

if TYPE_CHECKING:
    from profiler.taste.profile import Profile, ProfileDimension

__all__ = ["profile_lines"]


def profile_lines(profile: Profile, *, columns: int, name: str = "") -> Iterator[Line]:
    """Yield the whole profile.

    name  of the user, for the first line
    """
    yield (
        Styled(f"{name or 'Profile'}", Style.TITLE),
        f"   {counted(profile.songs, 'song')}, {counted(profile.moves, 'move')}",
    )
    if not profile.sentences and not profile.dimensions:
        yield ()
        yield from _wrapped("", "Too few songs to say anything of your taste yet.", columns)
        return
    yield ()
    for sentence in profile.sentences:
        yield from _wrapped("- ", sentence, columns)
    roles: dict[str, list[ProfileDimension]] = {}
    for dimension in profile.dimensions:
        roles.setdefault(dimension.dimension.role, []).append(dimension)
    for role in sorted(roles):
        yield ()
        yield (Styled(role, Style.STRONG),)
        yield from table(
            [_row(dimension) for dimension in roles[role]],
            heads=("", "usually", "90 % sure between", "songs", "strictness"),
            aligns=("left", "right", "left", "right", "left"),
            columns=columns,
        )
    if profile.windows:
        yield ()
        yield (Styled("Windows", Style.STRONG),)
        for window in profile.windows:
            yield from _wrapped("  ", window.sentence(), columns)


def _row(dimension: ProfileDimension) -> tuple[str, str, str, str, str]:
    say = dimension.dimension.say
    strict = dimension.strictness
    how = "stricter" if strict < 0.8 else "looser" if strict > 1.25 else "usual"
    return (
        f"  {dimension.dimension.label}{' (locked)' if dimension.locked else ''}",
        say(dimension.mean),
        f"{say(dimension.lo90)} … {say(dimension.hi90)}",
        str(dimension.songs),
        f"{how} (×{strict:.1f})",
    )


def _wrapped(first: str, text: str, columns: int) -> Iterator[Line]:
    for line in wrap(text.split(" "), columns=columns, first=first):
        yield (line,)
