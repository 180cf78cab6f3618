"""Weapons and vehicles, by class and by designation."""
