"""From source files to a published snapshot."""
