"""A user's own code book: event kinds and fields mapped from the ontology, and dictionaries imported into one."""
