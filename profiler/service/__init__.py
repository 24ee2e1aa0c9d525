"""The whole walk, run once or in the background."""
