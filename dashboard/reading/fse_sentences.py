"""What every FSE+ page, file and document says, in the same words."""

NOT_EXPENDITURE = (
    "Cette page porte sur les participants, non sur les dépenses : un contrôle de service fait "
    "vérifie aussi les pièces et les comptes, qui ne sont pas ici."
)
COFUNDED = "Cofinancé par l'Union européenne"
AUTHORITATIVE = "Ma Démarche FSE+ fait foi"
EMBLEM_SLOT = "Emplacement de l'emblème de l'Union européenne, à apposer sur toute diffusion"
TABLE_NOTE = (
    "La situation et le niveau de formation ne se demandent pas sous l'objectif l : leur base est "
    "sans ses participants. "
    "Un résultat est cumulé : il compte aussi les sorties dont le délai court encore ; son taux ne "
    "porte que sur les sorties dont le délai est échu. EECO15 (minorités) n'a pas de champ "
    "individuel ; EECO18 et EECO19 comptent des organismes, non des personnes. L'âge est l'année "
    "d'entrée moins l'année de naissance : près de 18, 25, 30 ou 55 ans, il peut dépasser d'un an "
    "l'âge révolu."
)
