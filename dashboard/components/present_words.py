"""The sentence an association may say in public, with its denominators and its date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.components.present_ladder import Ladder
from dashboard.disclosure import share, thresholds
from dashboard.formats import day, number, percent, plural

SUPPORT = "avec le soutien de l'Union européenne (FSE+)"


@dataclass(frozen=True, slots=True)
class Part:
    """A count over its base: `7 sur 19`."""

    count: int
    base: int

    @property
    def is_sayable(self) -> bool:
        """Tell whether the base is large enough for a figure said in public."""
        return share(self.count, self.base) is not None


@dataclass(frozen=True, slots=True)
class Facts:
    """What may be said at a date about operations.

    `operations` is how many; `since` is the start of the first one, when every start is known.
    `in_work` is EECR04 among exits whose four weeks are over; `in_work_later` the people in work
    among those met at six months, out of `later_due` exits old enough. `window` is how long an
    immediate result may wait, in words.
    """

    as_of: date
    since: date | None
    operations: int
    ladder: Ladder
    women: int
    in_work: Part
    in_work_later: Part
    later_due: int
    is_later_representative: bool
    window: str = "quatre semaines"


def public_sentence(facts: Facts) -> str:
    """Return the sentence to be said, or an empty text when too few people would be told of."""
    if not Part(facts.women, facts.ladder.people).is_sayable:
        return ""
    told = (_people(facts), _countable(facts), _at_exit(facts), _later(facts))
    return " ".join(filter(None, told))


def left_unsaid(facts: Facts) -> list[str]:
    """Return what the sentence leaves out, and why."""
    minimum = thresholds().minimum_base_for_rate
    if not Part(facts.women, facts.ladder.people).is_sayable:
        return [
            f"Moins de {minimum} personnes : aucune phrase n'est proposée, elle pourrait désigner "
            "quelqu'un."
        ]
    told = [
        _why_not(f"les suites dans les {facts.window}", facts.in_work, facts.in_work.base),
        _why_not("la situation à six mois", facts.in_work_later, facts.later_due),
    ]
    if facts.in_work_later.is_sayable and not facts.is_later_representative:
        told.append(
            "La situation à six mois n'est pas dans la phrase : les réponses sont trop peu "
            "nombreuses pour représenter toutes les sorties."
        )
    return [item for item in told if item]


def counted(part: Part) -> str:
    """Return `17 sur 40 (43 %)`, without the share under the minimum base, `n/d` over none."""
    if not part.base:
        return "n/d"
    rate = share(part.count, part.base)
    whole = f"{number(part.count)} sur {number(part.base)}"
    return whole if rate is None else f"{whole} ({percent(rate, part.base)})"


def sexes(heads: Iterable[tuple[str, int]]) -> str:
    """Return people by sex as words: those met only, `X` when someone is."""
    nouns = {
        "F": ("femme", "femmes"),
        "M": ("homme", "hommes"),
        "X": ("personne X (ni femme ni homme)", "personnes X (ni femmes ni hommes)"),
        "unknown": ("personne au sexe non renseigné", "personnes au sexe non renseigné"),
    }
    return ", ".join(plural(count, *nouns[sex]) for sex, count in heads if count)


def _people(facts: Facts) -> str:
    least = thresholds().minimum_base_for_rate
    is_told = least <= facts.women <= facts.ladder.people - least
    women = f", dont {plural(facts.women, 'femme')}," if is_told else ""
    where = "une opération" if facts.operations == 1 else f"{number(facts.operations)} opérations"
    began = f"depuis le {day(facts.since)}" if facts.since else "depuis le début des opérations"
    return (
        f"Au {day(facts.as_of)}, {plural(facts.ladder.people, 'personne')}{women} ont été "
        f"accueillies {began} dans {where} {SUPPORT}."
    )


def _countable(facts: Facts) -> str:
    ladder = facts.ladder
    said = plural(ladder.countable, "est comptée", "sont comptées")
    return (
        f"Cela fait {plural(ladder.participations, 'participation')} de plus d'un jour, dont "
        f"{said} par le FSE+ (dossier complet)."
    )


def _at_exit(facts: Facts) -> str:
    part = facts.in_work
    if not part.is_sayable:
        return ""
    return (
        f"Sur {plural(part.base, 'participation terminée', 'participations terminées')} depuis "
        f"{facts.window} au moins, de personnes au chômage ou inactives à l'entrée, "
        f"{_followed(part)} d'un emploi dans les {facts.window}."
    )


def _later(facts: Facts) -> str:
    part = facts.in_work_later
    if not part.is_sayable or not facts.is_later_representative:
        return ""
    due = plural(facts.later_due, "sortie avait", "sorties avaient")
    return (
        f"Six mois après la sortie, {counted(part)} des personnes au chômage ou inactives à "
        f"l'entrée qui ont répondu étaient en emploi ; {due} ce recul."
    )


def _followed(part: Part) -> str:
    rate = percent(share(part.count, part.base), part.base)
    verb = "étaient suivies" if part.count > 1 else "était suivie"
    return f"{number(part.count)} ({rate}) {verb}"


def _why_not(what: str, part: Part, reached: int) -> str:
    if part.is_sayable:
        return ""
    if not reached:
        return f"La phrase ne dit pas {what} : aucune sortie n'est encore assez ancienne."
    if not part.base:
        return f"La phrase ne dit pas {what} : aucune réponse n'est enregistrée."
    minimum = thresholds().minimum_base_for_rate
    return (
        f"La phrase ne dit pas {what} : la base ({number(part.base)}) est inférieure à {minimum}."
    )
