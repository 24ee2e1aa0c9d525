from pathlib import Path

import pytest

from parsers.session import Clip, Session, SourceRef, Track
from profiler.evidence.files import find


@pytest.mark.parametrize("place", ["Song.logicx/Media/Audio Files", "Song.logicx/Media", "Audio Files"])
def test_the_audio_of_a_bundle_is_found_in_it_and_beside_it(tmp_path: Path, place: str) -> None:
    folder = tmp_path / place
    folder.mkdir(parents=True)
    (folder / "Vox#01.aif").write_bytes(b"FORM")
    clip = Clip("#0.0", "Vox#01", 0.0, 1.0, SourceRef("audio", "Vox#01.aif"))
    master = Track(id="master", name="Master", kind="master")
    session = Session("logic", "Logic Pro", "12.2", master, (Track(id="Audio 1@88", name="Vox", clips=(clip,)),))
    line = tmp_path / "Song.logicx" / "Alternatives" / "000"
    assert find(session, line) == {"Vox#01.aif": str(folder / "Vox#01.aif")}
