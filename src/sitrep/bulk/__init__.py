"""Bulk: large inputs cut into shards, each read into one table of claims and one of refusals, keyed by content."""
