"""Ardour and Mixbus sessions, snapshots and backups of versions 3 to 8."""
