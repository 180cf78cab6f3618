"""The happenings of a page: which deeds, with what means, where and when, told how often."""
