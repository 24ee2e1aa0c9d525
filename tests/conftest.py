"""Settings of the whole suite: no deadlines in properties, since machines are slow and shared."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
