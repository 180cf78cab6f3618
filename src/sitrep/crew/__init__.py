"""Crew: worker processes that outlive the death of any of them. It knows no claim and no page."""
