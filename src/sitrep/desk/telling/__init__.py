"""An incident as its page tells it: the answer, the accused, all sources side by side, grades, how it came so."""
