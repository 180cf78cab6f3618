"""What reviewing needs and yields: order, sample, error rates with intervals, agreement. Pure functions over lines."""
