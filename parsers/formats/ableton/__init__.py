"""Ableton Live sets of versions 8 to 12, packed or plain."""
