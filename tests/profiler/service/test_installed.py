from pathlib import Path

from parsers.session import Plugin
from profiler.service.installed import installed, unused


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")


def test_bundles_and_files_are_found_below_the_folders_and_not_inside_bundles(tmp_path: Path):
    make(tmp_path, "a/Comp X.vst3/Contents/x86_64-linux/Comp X.so", "b/Old.dll", "b/readme.txt", "c/Verb.clap")
    assert [(one.name, one.format) for one in installed([str(tmp_path), str(tmp_path / "gone")])] == [
        ("Comp X", "VST3"),
        ("Old", "VST2"),
        ("Verb", "CLAP"),
    ]


def test_what_may_be_the_same_counts_as_used(tmp_path: Path):
    make(tmp_path, "FabFilter Pro-Q 3.vst3", "Diva(x64).dll", "WaveShell1-VST3 11.0.vst3", "Dust.vst3", "X.clap")
    held = [
        Plugin("Pro-Q 3", "FabFilter", "VST3", "1"),
        Plugin("Diva", "u-he", "VST2", "2"),
        Plugin("EQ", "", "JS", ""),
    ]
    assert [one.name for one in unused(installed([str(tmp_path)]), held)] == ["Dust", "X"]
