"""Who is said to say what: attributions, quotations, hedges, chains of sources."""
