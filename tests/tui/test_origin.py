from __future__ import annotations

from pathlib import Path

import pytest

from tui.errors import MixedInstallationError
from tui.origin import check_origin


def test_our_packages_come_from_one_place():
    check_origin()


def test_another_programs_package_of_the_same_name_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    stray = tmp_path / "straystore"
    stray.mkdir()
    (stray / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(MixedInstallationError, match="straystore in"):
        check_origin(("parsers", "straystore"))


def test_a_missing_package_is_noticed():
    with pytest.raises(MixedInstallationError, match="no folder"):
        check_origin(("parsers", "no_such_package_anywhere"))
