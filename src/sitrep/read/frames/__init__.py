"""Trigger words with their arguments, sides and acts: the frame of one happening."""
