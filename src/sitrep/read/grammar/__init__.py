"""The shape of sentences: the parse, its repairs, phrases, clauses, mood and time of telling."""
