"""One reason, or tight family of tests of one reason, a file."""
