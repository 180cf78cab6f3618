"""What may be shown to whom: names, places and accusations under a profile. Pure functions over lines."""
