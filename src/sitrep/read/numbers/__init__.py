"""Numbers, what they count, and their bounds."""
