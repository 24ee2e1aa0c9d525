"""Logic Pro projects and GarageBand songs, channel strip and plug-in settings."""
