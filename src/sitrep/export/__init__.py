"""Export: what was read joined with how it was resolved, as lines, cards, tables and their schemas."""
