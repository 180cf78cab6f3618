"""The joined view: what was read and how it was resolved, as the records of the contract."""
