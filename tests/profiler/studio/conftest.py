"""Two small archives, made once: one with every kind of move, one by the published generator."""

import pytest

from profiler.studio.archive import StudioOptions, build


@pytest.fixture(scope="session")
def studio(tmp_path_factory):
    folder = tmp_path_factory.mktemp("studio") / "archive"
    return folder, build(folder, seed=7, engineers=2, options=StudioOptions(songs=4, tasks=2))


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory):
    folder = tmp_path_factory.mktemp("catalogue") / "archive"
    options = StudioOptions(songs=4, saves=(9, 10), families="catalogue")
    return folder, build(folder, seed=6, engineers=2, options=options)
