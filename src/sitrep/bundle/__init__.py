"""Evidence bundles: all that an incident rests on, in one folder or archive that a stranger can check offline."""
