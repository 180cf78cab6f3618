"""The review queue: what is next, what may be decided and changed, and how often the reader was right."""
