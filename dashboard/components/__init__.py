"""Pieces of pages: filters, tiles, charts, maps, tables and the words around them."""
