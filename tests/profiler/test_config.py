from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiler import config
from profiler.config import Config, ConfigError


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MIXTASTE_CONFIG", str(tmp_path / "mine.toml"))
    return tmp_path / "mine.toml"


@pytest.mark.usefixtures("file")
def test_without_a_file_everything_is_at_its_default() -> None:
    assert config.load() == Config()
    assert (Config().objective, Config().subjective, Config().testable) == (0.8, 0.2, 0.6)


def test_the_home_moves_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MIXTASTE_CONFIG", raising=False)
    monkeypatch.setenv("MIXTASTE_HOME", str(tmp_path))
    assert config.path() == tmp_path / "config" / "config.toml"


def test_what_the_file_says_holds(file: Path) -> None:
    file.write_text('objective = 0.9\nroots = ["/songs", "~/more"]\nworkers = 3\naudio = "none"\n')
    loaded = config.load()
    assert (loaded.objective, loaded.workers, loaded.audio) == (0.9, 3, "none")
    assert loaded.roots == ("/songs", str(Path.home() / "more"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("objektive = 0.9", "The nearest is objective"),
        ("[watch]\nx = 1", "nearest is"),
        ("objective = 2", "between 0 and 1"),
        ("objective = nan", "between 0 and 1"),
        ("objective = true", "must be a number"),
        ("workers = 1.5", "whole number"),
        ('roots = "/songs"', "list of texts"),
        ('audio = "some"', "none, excerpt, full"),
        ("objective = 0.1", "below objective"),
        ('owners = ["Ben"]', "/archive/ben = Ben"),
        ('owners = ["= Ben"]', "/archive/ben = Ben"),
        ("objective = ", "no TOML"),
    ],
)
def test_a_slip_is_an_error_that_names_file_and_key(file: Path, text: str, said: str) -> None:
    file.write_text(text)
    with pytest.raises(ConfigError, match=said) as raised:
        config.load()
    assert str(raised.value).startswith(str(file))


def test_a_file_that_cannot_be_read_is_said(file: Path) -> None:
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="cannot be read"):
        config.load()


def test_setting_a_value_keeps_the_rest_of_the_file(file: Path) -> None:
    file.write_text('# mine\nroots = [\n  "/a", # first\n  "/b",\n]\nobjective = 0.9 # careful\n')
    assert config.change("roots", ["/c"]).roots == ("/c",)
    assert file.read_text() == '# mine\nroots = ["/c"]\nobjective = 0.9 # careful\n'
    assert config.change("workers", ["2"]).workers == 2
    assert config.load() == Config(objective=0.9, roots=("/c",), workers=2)


def test_owners_are_folders_and_authors(file: Path) -> None:
    config.change("owners", ["~/ben=Ben", "a = b@c.de = Cleo", "/x ="])
    assert config.load().owners == (f"{Path.home() / 'ben'} = Ben", "a = b@c.de = Cleo", "/x = ")
    assert file.read_text().startswith("owners = [")


def test_setting_makes_the_file(file: Path) -> None:
    config.change("audio", ["full"])
    assert file.read_text() == 'audio = "full"\n'


def test_a_value_that_does_not_fit_is_not_written(file: Path) -> None:
    file.write_text("objective = 0.9")
    for name, texts in (("objective", ["0.1"]), ("workers", ["many"]), ("workers", []), ("colour", ["red"])):
        with pytest.raises(ConfigError):
            config.change(name, texts)
    assert file.read_text() == "objective = 0.9"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=3))
def test_any_text_can_be_set_and_is_read_back(file: Path, names: list[str]) -> None:
    assert config.change("skip_folders", names).skip_folders == tuple(names)
    assert config.load().skip_folders == tuple(names)
    file.unlink()


def test_every_choice_says_what_it_is() -> None:
    assert all(key.doc.endswith((".", ")")) and "\n" not in key.doc for key in config.choices())
    assert [key.name for key in config.choices()][:2] == ["objective", "subjective"]
    assert config.get(Config(), "testable") == 0.6
    with pytest.raises(ConfigError, match="testable"):
        config.get(Config(), "testabel")
