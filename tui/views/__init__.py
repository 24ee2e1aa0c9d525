"""What is shown to people: records of the profiler made into lines of text."""
