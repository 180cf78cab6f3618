"""Situation reports: what a case holds of some days, counted and quoted, as a page, a document and a snapshot."""
