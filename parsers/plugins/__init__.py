"""One decoder a file: state bytes into standard terms."""
