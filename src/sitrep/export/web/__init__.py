"""Exports for the web: annotations of the pages that were read, and drafts of reviews of what they claim."""
