"""The demonstration: two simulated engineers, learnt like any archive, the truth printed beside each finding."""
