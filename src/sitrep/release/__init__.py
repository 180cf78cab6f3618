"""Releases: what a case holds on a day, frozen in a folder that can be cited, checked and compared."""
