"""What an engineer teaches of a plug-in that no decoder knows: readings, scales, where a knob is kept, teachings."""
