"""Names of places: where they stand, which place each means, and in what sense."""
