"""Migrations of the primary tables, oldest first."""
