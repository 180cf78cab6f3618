"""Who is named: persons, groups, countries, roles, and how the page calls them again."""
