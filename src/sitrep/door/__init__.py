"""The Python door: a case, its claims and one text, as objects and tables for whoever works in a notebook."""
