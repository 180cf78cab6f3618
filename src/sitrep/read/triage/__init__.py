"""Triage: which sentences of a page are worth reading, judged by their words before any parse."""
