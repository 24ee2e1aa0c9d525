"""What can be known of a move's circumstances: audio, loudness, masking, the scene."""
