"""What a song took over from the template it was made from."""

from __future__ import annotations

from parsers.session import Scalar
from profiler.history.inheritance import beside_template, template_of
from profiler.history.records import MoveObject, Role, Setting, Song, SongHistory, TrackRef

VOX, BASS = "{11111111-0000-4000-8000-000000000001}", "{11111111-0000-4000-8000-000000000002}"


def setting(track: str, term: str, value: Scalar, *, name: str = "Vox", default: Scalar | None = 0.0) -> Setting:
    return Setting("song", "me", MoveObject(TrackRef(track, name, number=1)), term, value, "dB", "s", 1.0, default)


def history(song: str, *settings: Setting, tracks: tuple[str, ...] = ()) -> SongHistory:
    roles = {track: Role("unknown", 0.0) for track in tracks} | {"{MASTER-OF-THE-SESSION}": Role("master", 1.0)}
    return SongHistory(Song(song, song, ()), settings=settings, roles=roles)


def test_a_setting_stands_beside_the_value_that_the_template_has() -> None:
    template = history("template", setting(VOX, "fader.gain", -6.0), tracks=(VOX, BASS))
    song = history("song", setting(VOX, "fader.gain", -4.0), setting(VOX, "pan.position", 0.3), tracks=(VOX, BASS))
    assert [one.template for one in beside_template(song, [template])] == [-6.0, 0.0]  # centred there: not listed


def test_the_template_is_the_one_of_which_most_is_left() -> None:
    small, large = history("small", tracks=(VOX,)), history("large", tracks=(VOX, BASS, "{" + "3" * 36 + "}"))
    song = history("song", tracks=(VOX, BASS))
    assert template_of(song, [large, small]) is small
    assert template_of(song, [large]) is large
    assert template_of(history("other", tracks=("{" + "4" * 36 + "}",)), [large, small]) is None


def test_ids_that_programs_count_up_prove_nothing_without_the_name() -> None:
    template = history("template", setting("12", "fader.gain", -6.0, name="Kick"), tracks=("12",))
    other = history("song", setting("12", "fader.gain", -2.0, name="Choir"), tracks=("12",))
    same = history("song", setting("12", "fader.gain", -2.0, name="Kick"), tracks=("12",))
    assert [one.template for one in beside_template(other, [template])] == [None]
    assert [one.template for one in beside_template(same, [template])] == [-6.0]
