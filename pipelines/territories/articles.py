"""French articles before the names of communes."""

import polars as pl

# Insee codes of the article (TNCC); 0 and 1 have none.
ARTICLES = {
    "2": "Le ",
    "3": "La ",
    "4": "Les ",
    "5": "L'",
    "6": "Aux ",
    "7": "Las ",
    "8": "Los ",
}


def with_article(name: pl.Expr, article_code: pl.Expr) -> pl.Expr:
    """Put before a name the article its Insee code stands for."""
    return pl.concat_str(article_code.replace_strict(ARTICLES, default=""), name)
