"""One package a format, found through `parsers.registry`."""
