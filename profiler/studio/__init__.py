"""Simulated engineers and stems: the demo's archive and the benchmarks' truth."""
