"""sitrep reads conflict reporting and keeps a ledger of claims, not of facts."""

__version__ = "0.1.0"
