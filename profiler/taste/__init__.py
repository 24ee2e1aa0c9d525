"""The aesthetic profile: what remains when the reasons are taken out."""
