"""Who may use a desk that others can reach: users, passwords, sessions, tokens, and what each role may do."""
