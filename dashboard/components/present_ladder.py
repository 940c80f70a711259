"""Three answers to « combien ? » — people, participations, those FSE+ counts — and the gaps."""

from dataclasses import dataclass

from dashboard.formats import number, plural


@dataclass(frozen=True, slots=True)
class Ladder:
    """The counts from people to what the funder reads, for one sex or all.

    `participations` last more than a day; `short` are the contacts of one day or less, left out
    of them; `incomplete` are the participations without every compulsory item; `countable` is
    EECO01.
    """

    people: int
    short: int
    participations: int
    incomplete: int
    countable: int

    @property
    def files(self) -> int:
        """Return the files opened: one per person and operation, contacts of a day included."""
        return self.participations + self.short

    @property
    def again(self) -> int:
        """Return the files opened by people who already have one in another operation."""
        return self.files - self.people


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of the ladder: its count, how it differs from the one above, and why."""

    title: str
    value: int
    change: str
    meaning: str


MEANINGS = {
    "Personnes": "Chaque personne compte une fois, quel que soit le nombre d'opérations.",
    "Dossiers ouverts": (
        "Un dossier par personne et par opération : une personne suivie dans deux opérations en a "
        "deux. Un retour dans la même opération n'en ouvre pas d'autre."
    ),
    "Participations": "Sans les contacts d'un jour ou moins, qui ne sont pas des participations.",
    "Comptées par le FSE+ (EECO01)": (
        "Sans les dossiers incomplets : tant qu'il manque le sexe, l'âge, la situation, la durée "
        "de chômage ou le diplôme, la participation ne compte nulle part."
    ),
}
"""The levels of the ladder, in order, with what separates each from the one above."""


def rungs(ladder: Ladder) -> tuple[Rung, ...]:
    """Return the ladder from people down to what FSE+ counts; each change adds up."""
    values = (ladder.people, ladder.files, ladder.participations, ladder.countable)
    changes = ("", *map(_signed, (ladder.again, -ladder.short, -ladder.incomplete)))
    return tuple(
        Rung(title, value, change, meaning)
        for (title, meaning), value, change in zip(MEANINGS.items(), values, changes, strict=True)
    )


def in_words(ladder: Ladder) -> str:
    """Return the sentence that goes down the ladder."""
    gaps = [
        f"{plural(ladder.again, 'dossier')} de plus pour des personnes suivies dans plusieurs "
        "opérations"
        if ladder.again
        else "",
        f"{plural(ladder.short, 'contact')} d'un jour au plus en moins" if ladder.short else "",
        plural(ladder.incomplete, "dossier incomplet", "dossiers incomplets") + " en moins"
        if ladder.incomplete
        else "",
    ]
    told = ", ".join(filter(None, gaps)) or "aucun écart entre les trois"
    return (
        f"{plural(ladder.people, 'personne')}, {plural(ladder.participations, 'participation')}, "
        f"dont {number(ladder.countable)} que le financeur compte (EECO01) : {told}."
    )


def _signed(change: int) -> str:
    if not change:
        return "="
    return f"{'+' if change > 0 else '−'}{number(abs(change))}"
