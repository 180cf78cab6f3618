"""Exports in other people's shapes: rows as ACLED, UCDP and event coders have them, and what is lost on the way."""
