"""What happened: songs, saves, moves, gestures, settings, roles."""
