"""What a song took over from the template that it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.session import Scalar
from profiler.history.records import Setting, SongHistory

__all__ = ["beside_template", "template_of"]

_UNIQUE = 16
"""An id as long as this is drawn from so many that no two sessions hit on it (a GUID has 32 digits)."""
_SHARED = 0.5
"""A project made from a template keeps the template's track ids; half of them remain at least (choice)."""


def template_of(history: SongHistory, templates: Sequence[SongHistory]) -> SongHistory | None:
    """The template that a song was made from: of whose tracks, by id, it has the greatest share; None = none."""
    best, most = None, 0.0
    for template in sorted(templates, key=lambda one: one.song.id):
        tracks = _tracks(template)
        share = len(tracks & _tracks(history)) / len(tracks) if tracks else 0.0
        if share >= _SHARED and share > most and template.song.id != history.song.id:
            best, most = template, share
    return best


def beside_template(history: SongHistory, templates: Sequence[SongHistory]) -> tuple[Setting, ...]:
    """The settings of a song, each with the value that its control has in the template, where it is there.

    A control that the template does not list rests at its default there, if its track is one of the template's and it
    is the track's own: an insert or a send that is not listed is not there.
    """
    template = template_of(history, templates)
    if template is None:
        return history.settings
    tracks = _tracks(template)
    values = {(one.object.key, one.term): one.value for one in template.settings}

    def there(setting: Setting) -> Scalar | None:
        thing = setting.object
        found = values.get((thing.key, setting.term))
        track = thing.track
        own = track is not None and thing.insert is None and thing.send is None
        known = track is not None and not tracks.isdisjoint({track.id, f"{track.id} {track.name}"})
        return setting.default if found is None and own and known else found

    return tuple(replace(setting, template=there(setting)) for setting in history.settings)


def _tracks(history: SongHistory) -> frozenset[str]:
    """Ids of its tracks, without the master, whose id every session has.

    A short id is one that a program counts up anew in every session: it says nothing without the track's name, which is
    known of those that have a setting.
    """
    refs = {one.object.track for one in history.settings if one.object.track and one.object.track.number}
    counted = {f"{ref.id} {ref.name}" for ref in refs if len(ref.id) < _UNIQUE}
    unique = {name for name, role in history.roles.items() if len(name) >= _UNIQUE and role.name != "master"}
    return frozenset(counted | unique)
