"""Settings into band energies."""
