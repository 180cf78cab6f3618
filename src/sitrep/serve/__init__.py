"""The desk in a browser: pages and the same data as JSON, on the loopback address."""
