"""Songs, saves and settings as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from parsers.vocabulary import describe
from profiler.history.records import MoveObject, Save, Setting, Song
from profiler.history.words import track_name
from tui.lines import Line, Style, Styled, table
from tui.views.places import file_name, is_in_bundle
from tui.views.say import counted, when

__all__ = ["object_words", "save_lines", "setting_lines", "song_lines"]


def song_lines(songs: Sequence[Song], users: Mapping[str, str], *, columns: int) -> Iterator[Line]:
    """One row a song.

    users  id → name
    """
    if not songs:
        yield ("No song is known yet. Start with: mixtaste learn FOLDER",)
        return
    yield from table(
        [
            (
                song.name,
                str(len(song.saves)),
                when(song.saves[0].time) if song.saves else "–",
                when(song.saves[-1].time) if song.saves else "–",
                ", ".join(users.get(user, user) for user in song.users if user) or "–",
                Styled(", ".join(_marks(song)), Style.DIM),
                Styled(song.id[:8], Style.DIM),
            )
            for song in songs
        ],
        heads=("song", "saves", "first", "last", "by", "", "id"),
        aligns=("left", "right", "left", "left", "left", "left", "left"),
        columns=columns,
    )
    yield (
        Styled(f"{counted(len(songs), 'song')}, {counted(sum(len(song.saves) for song in songs), 'save')}", Style.DIM),
    )


def _marks(song: Song) -> list[str]:
    """What is known of a song beside its saves."""
    marks = [word for word, holds in (("left out", song.excluded), ("template", song.template)) if holds]
    parts = [f"{len(song.parts)} songs in one project"] if song.parts else []
    return [*marks, *song.tags, *parts]


def save_lines(saves: Sequence[Save], users: Mapping[str, str], *, columns: int) -> Iterator[Line]:
    """One row a save, oldest first; one that did not come from the save before names the one it came from."""
    numbers = {save.id: number for number, save in enumerate(saves, start=1)}
    yield from table(
        [
            (
                str(number),
                when(save.time),
                file_name(save.path),
                save.app_version,
                users.get(save.user, save.user) or "–",
                Styled(_branch(numbers, number, save), Style.DIM),
                Styled(save.id[:12], Style.DIM),
            )
            for number, save in enumerate(saves, start=1)
        ],
        heads=("", "saved", "file", "with", "by", "", "id"),
        aligns=("right", "left", "left", "left", "left", "left", "left"),
        giving=2,
        columns=columns,
    )
    if any(is_in_bundle(save.path) for save in saves):
        yield (Styled("The order of the saves that a bundle keeps is inferred.", Style.DIM),)


def _branch(numbers: Mapping[str, int], number: int, save: Save) -> str:
    parent = numbers.get(save.parent or "")
    return f"from {parent}" if parent is not None and parent != number - 1 else ""


def setting_lines(settings: Sequence[Setting], names: Mapping[str, str], makers: Mapping[str, str]) -> Iterator[Line]:
    """Where controls came to rest: inherited, automated and unheard ones marked, and whose they are where several are.

    names   song id → name;  makers  user id → name
    """
    song = None
    users = {setting.user for setting in settings}
    for setting in settings:
        if setting.song != song:
            if song is not None:
                yield ()
            song = setting.song
            yield (Styled(names.get(song, song), Style.TITLE),)
        described = describe(setting.term)
        from_template = setting.template is not None and setting.template == setting.value
        marks = [
            word
            for word, holds in (
                ("from the template", from_template),
                (f"template {described.say(setting.template)}", setting.template is not None and not from_template),
                ("inherited", not from_template and not setting.touched and setting.first == setting.value),
                (f"by {makers.get(setting.user, 'someone unknown')}", len(users) > 1),
                ("automated", setting.automated),
                ("not heard", not setting.audible),
            )
            if holds
        ]
        what = f"  {object_words(setting.object)}: {_value_words(setting)}"
        yield (what, Styled(f"  {', '.join(marks)}" if marks else "", Style.DIM))


def _value_words(setting: Setting) -> str:
    if setting.term == "insert.enabled":
        return "on" if setting.value else "bypassed"
    described = describe(setting.term)
    return f"{described.label} {described.say(setting.value)}"


def object_words(thing: MoveObject) -> str:
    """The object as an engineer points at it: ``Lead Vox, ReaEQ band 3``, ``Kick → Drum Verb``."""
    parts = [track_name(thing.track) if thing.track else "project"]
    if thing.send:
        parts[0] = f"{thing.send.from_name or parts[0]} → {thing.send.to_name or 'a nameless track'}"
    if thing.insert:
        parts.append(thing.insert.plugin or "plug-in")
    if thing.clip:
        parts.append(f"clip {thing.clip.name}".rstrip())
    words = ", ".join(parts)
    if thing.band is not None:
        words += f" band {thing.band}"
    return words
