"""Case: a folder with a ledger and an archive, and the way of a document through all rooms into it."""
