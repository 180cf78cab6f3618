"""The append-only store of a case: what came in, what was read, what was thought of it, who judged.

History is the tables, the current state is a view of them. Nothing here is ever changed; what is deleted leaves a
tombstone that says so.
"""
