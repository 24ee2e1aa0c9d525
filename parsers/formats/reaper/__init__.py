"""REAPER: projects and their backups, effect chains and track templates."""
