"""What plug-ins wrap their settings in: one file a container, from bytes to named fields or to the bytes inside."""
