"""What every FSE+ page, file and document says, in the same words."""

NOT_EXPENDITURE = (
    "Cette page porte sur les participants, non sur les dépenses : un contrôle de service fait "
    "vérifie aussi les pièces et les comptes, qui ne sont pas ici."
)
COFUNDED = "Cofinancé par l'Union européenne"
AUTHORITATIVE = "Ma Démarche FSE+ fait foi"
EMBLEM_SLOT = "Emplacement de l'emblème de l'Union européenne, à apposer sur toute diffusion"
