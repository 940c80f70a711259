"""How released figures are read, on a page as in a document."""
