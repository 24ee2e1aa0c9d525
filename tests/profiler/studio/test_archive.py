"""What is written to disk is what was meant, and the truth is what a reader would see."""

import json
import math
from collections import Counter
from hashlib import sha256
from itertools import pairwise

import pytest

from parsers.registry import read_file
from profiler.studio.archive import StudioOptions, build
from profiler.studio.demo_script import CAST, QUESTION_CONTROLS, build_demo
from profiler.studio.desk import get, spoken_term
from profiler.studio.truth import Control, load_truth


def same(one, other):
    if isinstance(one, float) and isinstance(other, float) and not (math.isinf(one) or math.isinf(other)):
        return math.isclose(one, other, rel_tol=1e-6, abs_tol=2e-4)
    return one == other


@pytest.fixture(scope="module")
def read(studio):
    folder, truth = studio
    return {path: read_file(str(folder / path)) for song in truth.songs for path in song.saves}


def controls_of(session):
    """Every control that the studio can turn, with where it stands."""
    for track in session.tracks:
        for term in ("fader.gain", "pan.position", "mute", "polarity"):
            yield Control(track.id, term)
        for send in track.sends:
            yield Control(track.id, "send.gain", send=send.to)
        for clip in track.clips:
            yield Control(track.id, "clip.gain", clip=clip.id)
        for insert in track.inserts:
            yield Control(track.id, "insert.enabled", insert=insert.id)
            for term in insert.parameters:
                yield Control(track.id, term, insert=insert.id)


def test_every_save_reads_back_without_a_warning(studio, read):
    _, truth = studio
    for song in truth.songs:
        assert 4 <= len(song.saves) <= 10
        for path in song.saves:
            session = read[path]
            assert session.warnings == ()
            assert session.bpm_at(0.0) == pytest.approx(song.bpm)
            assert session.tempo_is_default == song.tempo_is_default
            assert [track.id for track in session.tracks] == [part.id for part in song.parts]
            assert len(session.markers) == 5
            assert all(track.clips or track.id in {p.id for p in song.parts[-2:]} for track in session.tracks)
            plugins = {insert.plugin.name for track in session.tracks for insert in track.inserts}
            assert {"ReaEQ", "ReaComp", "ReaDelay", "ReaGate", "ReaLimit", "ReaVerbate"} == plugins


def test_saves_are_hours_to_days_apart_and_their_files_bear_their_times(studio, read):
    folder, truth = studio
    for song in truth.songs:
        times = [read[path].saved_at for path in song.saves]
        assert all(300 < later - earlier < 11 * 86_400 for earlier, later in pairwise(times))
        for path, saved in zip(song.saves, times, strict=True):
            assert (folder / path).stat().st_mtime == saved


def test_the_moves_are_all_that_differs_between_consecutive_saves(studio, read):
    _, truth = studio
    told = {(move.before_save, move.after_save, move.control): move for _, move in truth.moves()}
    seen = set()
    for song in truth.songs:
        for earlier, later in pairwise(song.saves):
            before, after = read[earlier], read[later]
            for control in controls_of(after):
                if not same(get(before, control), get(after, control)):
                    seen.add((earlier, later, control))
                    move = told[earlier, later, control]
                    assert same(move.before, get(before, control))
                    assert same(move.after, get(after, control))
                    assert move.term == spoken_term(after, control)
    assert seen == set(told)


def test_only_views_names_and_versions_change_beside_the_moves(studio, read):
    _, truth = studio
    for song in truth.songs:
        for earlier, later in pairwise(song.saves):
            for one, other in zip(read[earlier].tracks, read[later].tracks, strict=True):
                assert [clip.source for clip in one.clips] == [clip.source for clip in other.clips]
                assert [insert.id for insert in one.inserts] == [insert.id for insert in other.inserts]
                assert (one.kind, one.channels, one.output) == (other.kind, other.channels, other.output)


def test_views_change_at_every_save(studio):
    folder, truth = studio
    for song in truth.songs:
        lines = [
            next(line for line in (folder / path).read_bytes().splitlines() if b"CURSOR" in line) for path in song.saves
        ]
        assert len(set(lines)) == len(lines)


def test_clips_find_their_recordings(studio, read):
    folder, truth = studio
    for song in truth.songs:
        for track in read[song.saves[0]].tracks:
            for clip in track.clips:
                assert (folder / song.folder / clip.source.path).is_file()


def test_saves_are_named_as_people_name_them(studio):
    _, truth = studio
    suffixes = Counter(path.rpartition(".")[2].lower() for song in truth.songs for path in song.saves)
    assert set(suffixes) <= {"rpp", "rpp-bak"}
    for song in truth.songs:
        assert len(set(song.saves)) == len(song.saves)


def test_all_songs_of_an_engineer_begin_from_one_template(studio, read):
    _, truth = studio
    for engineer in truth.engineers:
        returns = [read[song.saves[0]].tracks[-2:] for song in truth.songs_of(engineer.name)]
        first = returns[0]
        for other in returns[1:]:
            for one, two in zip(first, other, strict=True):
                assert (one.id, one.name, one.gain_db) == (two.id, two.name, two.gain_db)
                assert [i.state_hash for i in one.inserts] == [i.state_hash for i in two.inserts]


def test_kinds_come_near_the_engineers_own_rates(studio):
    _, truth = studio
    for engineer in truth.engineers:
        kinds = Counter(move.kind for song in truth.songs_of(engineer.name) for move in song.moves)
        total = sum(kinds.values())
        assert total > 60
        for kind in ("unlisted", "taste", "experiment", "mistake"):
            assert kinds[kind] / total == pytest.approx(engineer.rates[kind], abs=0.12)


def test_a_client_asks_in_whole_saves(studio):
    _, truth = studio
    intervals = {}
    for _, move in truth.moves():
        intervals.setdefault((move.before_save, move.after_save), set()).add((move.kind, move.reason))
    asked = [kinds for kinds in intervals.values() if ("request", "") in kinds]
    assert asked
    assert all(kinds <= {("request", ""), ("objective", "R1")} for kinds in asked)


def test_experiments_are_taken_back_soon(studio):
    _, truth = studio
    for song in truth.songs:
        order = {path: number for number, path in enumerate(song.saves)}
        for move in song.moves:
            if move.kind == "experiment":
                later = [
                    order[other.after_save] - order[move.after_save]
                    for other in song.moves
                    if other.control == move.control and order[other.after_save] > order[move.after_save]
                ]
                assert min(later) <= 4  # three saves, and one more when an old save came back in between


def test_taste_goes_toward_where_this_engineer_likes_it(studio):
    _, truth = studio
    nearer = total = 0
    for song, move in truth.moves():
        engineer = truth.engineer(song.engineer)
        window = engineer.windows.get(f"{move.role}:{move.term}")
        if (
            move.kind == "taste"
            and move.principal
            and window
            and isinstance(move.before, float)
            and move.term != "pan.position"
        ):
            shift = window.step * song.shifts[f"{move.role}:{move.term}"]
            ideal = window.ideal * 2**shift if window.log else window.ideal + shift
            away = [abs(math.log2(v / ideal)) if window.log else abs(v - ideal) for v in (move.before, move.after)]
            nearer += away[1] < away[0]
            total += 1
    assert total > 40
    assert nearer / total > 0.75


def test_a_habit_is_the_same_in_every_song_that_shows_it(studio):
    _, truth = studio
    for engineer in truth.engineers:
        for habit in engineer.habits:
            ends = {}
            for song in truth.songs_of(engineer.name):
                for move in song.moves:
                    name = f"{move.role}:{move.term}"
                    if name == f"{habit.role}:{habit.term}" and move.kind == "taste" and "@" not in habit.term:
                        ends.setdefault(song.name, []).append(move.after)
            if habit.kind == "never":
                assert len(ends) <= 1


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    options = StudioOptions(songs=1, saves=(4, 4), tasks=1, seconds=4.0)
    digests = []
    for name in ("one", "two"):
        build(tmp_path / name, seed=9, engineers=1, options=options)
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        digests.append([(str(f.relative_to(tmp_path / name)), sha256(f.read_bytes()).hexdigest()) for f in files])
    assert digests[0] == digests[1]
    build(tmp_path / "three", seed=10, engineers=1, options=options)
    assert (tmp_path / "three" / "truth.json").read_bytes() != (tmp_path / "one" / "truth.json").read_bytes()


def test_the_truth_survives_its_file(studio, catalogue):
    for folder, truth in (studio, catalogue):
        assert load_truth(folder) == truth


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        build(tmp_path, seed=1, engineers=1, options=StudioOptions(songs=1))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_candidates_name_controls_that_their_session_has(studio):
    folder, truth = studio
    assert len(truth.tasks) == 4
    for task in truth.tasks:
        session = read_file(str(folder / task.session))
        rows = json.loads((folder / task.candidates).read_text())
        assert {row["id"] for row in rows} == set(task.utilities)
        assert len(rows) == 8
        for row in rows:
            assert len(row["changes"]) == 4
            for change in row["changes"]:
                track = session.track(change["object"]["track"]["id"])
                assert track is not None
                assert track.name == change["object"]["track"]["name"]
                if "insert" in change["object"]:
                    place = change["object"]["insert"]["position"]
                    assert track.inserts[place - 1].id == change["object"]["insert"]["id"]
        assert task.best in task.utilities
        assert max(task.utilities.values()) <= 0


def test_the_two_of_the_demonstration_rank_the_same_candidates_differently(tmp_path):
    truth = build_demo(tmp_path / "demo", songs=1)
    assert [engineer.name for engineer in truth.engineers] == [person.name for person in CAST]
    tasks = {task.engineer: task for task in truth.tasks}
    assert tasks["Ada"].session == tasks["Ben"].session
    assert tasks["Ada"].best == "bright and dry"
    assert tasks["Ben"].best == "warm and deep"
    for engineer in truth.engineers:
        assert set(QUESTION_CONTROLS) <= set(engineer.windows)


def test_the_published_generator_keeps_its_families_and_halves(catalogue):
    _, truth = catalogue
    leading = [move for _, move in truth.moves() if move.principal]
    families = Counter(_family(move) for move in leading)
    shares = {name: count / len(leading) for name, count in families.items()}
    wanted = {"level": 0.30, "eq gain": 0.22, "eq frequency": 0.15, "filter": 0.12, "dynamics": 0.13, "delay": 0.08}
    for name, share in wanted.items():
        assert shares[name] == pytest.approx(share, abs=0.05)
    objective = sum(move.subjective is False for move in leading) / len(leading)
    assert objective == pytest.approx(0.5, abs=0.08)
    assert {move.kind for move in leading} == {"objective", "unlisted", "taste"}


def _family(move):
    if move.family in ("level", "clip"):
        return "level"
    return f"eq {move.term.rpartition('.')[2]}" if move.family == "eq" else move.family


def test_gestures_of_the_published_generator_stay_on_their_tracks(catalogue):
    _, truth = catalogue
    for song in truth.songs:
        by_interval = {}
        for move in song.moves:
            if move.reason != "R2":
                by_interval.setdefault((move.after_save, move.control.track), set()).add(move.gesture)
        assert all(len(gestures) <= 2 for gestures in by_interval.values())
