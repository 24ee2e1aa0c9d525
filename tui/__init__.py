"""People: the command line, the terminal application."""
