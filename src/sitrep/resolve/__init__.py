"""Resolve: opinions about the world, which day, which place, which code, with rivals and reasons."""
