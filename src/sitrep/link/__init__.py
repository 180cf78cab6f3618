"""Claims to incidents: which tell of one happening, who holds what, where they contradict; pure functions."""
