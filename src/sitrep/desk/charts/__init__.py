"""What maps, timelines and lists of incidents are drawn from, and the filters that choose it."""
