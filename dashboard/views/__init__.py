"""The pages, each a list of what it shows."""
