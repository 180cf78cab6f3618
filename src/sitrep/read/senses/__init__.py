"""Whether a word tells a happening of public life at all, or sport, figure, story, accident."""
