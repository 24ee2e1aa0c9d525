from __future__ import annotations

import pickle

import pytest

from parsers import errors


class PickyError(errors.SessionError):
    def __init__(self, *, reason: str) -> None:
        super().__init__(f"because {reason}", path="/a.rpp", offset=3)
        self.reason = reason


@pytest.mark.parametrize("kind", [getattr(errors, name) for name in errors.__all__])
def test_an_error_travels_between_processes_whole(kind: type[errors.MixtasteError]) -> None:
    error = kind("it is broken", remedy="Mend it.")
    if isinstance(error, errors.SessionError):
        error.path, error.line = "/a.rpp", 7
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made one call before
    assert type(again) is kind
    assert str(again) == str(error)
    assert again.__dict__ == error.__dict__


def test_an_error_with_arguments_of_its_own_travels_too() -> None:
    error = PickyError(reason="of the rain")
    error.add_note("seen at noon")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made one call before
    assert (again.reason, again.place, str(again)) == ("of the rain", "byte 3", str(error))
    assert again.__notes__ == ["seen at noon"]
