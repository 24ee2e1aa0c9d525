"""Candidates, ranked by the profile."""
