"""A page as it is read at the desk: its text, its claims on their words, its bytes."""
