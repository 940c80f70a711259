"""From the files people send to the canonical tables."""
