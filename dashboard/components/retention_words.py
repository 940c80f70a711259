"""Maintien en emploi in plain French: survival, the test, differences in days."""

from collections.abc import Sequence
from typing import Any

from dashboard.components.words import in_sentence
from dashboard.disclosure import thresholds
from dashboard.formats import NO_BREAK_SPACE, decimal, interval, number, percent, plural, short_name
from dashboard.observatory import ReleasedRetention
from dashboard.observatory.retention_question import Told
from pipelines.vocabulary import Continuity, Obstacle

THRESHOLD = 0.05
SMALLEST_P = 0.001
MOST_NAMED = 10
"""With more groups tested than this, none is named: some would differ by chance alone."""
TOLD = 3
"""How many established differences a sentence names; the table has them all."""
NO_EFFECT = "Une différence n'est pas un effet du dispositif : les publics accueillis diffèrent."
HELD = {
    Continuity.ANY_EMPLOYER: "en emploi",
    Continuity.SAME_EMPLOYER: "chez le même employeur",
}
MINUS = "−"
Row = dict[str, Any]


def typeset(text: str) -> str:
    """Return a sentence whose colons and semicolons never begin a line."""
    for sign in (":", ";", "»"):
        text = text.replace(f" {sign}", f"{NO_BREAK_SPACE}{sign}")
    return text.replace("« ", f"«{NO_BREAK_SPACE}")


def told_apart(by: Told | None) -> str:
    """Return how a title names what groups are told apart by; nothing for the whole."""
    if by is None:
        return ""
    if isinstance(by, Obstacle):
        return f", avec et sans le frein « {in_sentence(by.label)} »"
    return f", par {in_sentence(by.label)}"


def survival(row: Row, days: int) -> str:
    """Return `58,7 % (57,6 % à 59,9 %)` for a day, or that too few people are at risk.

    Nothing ended, or everything did: the interval has no width and is not written.
    """
    rate, base = row[f"survival_{days}"], row[f"at_risk_{days}"]
    if rate is None:
        return f"moins de {thresholds().minimum_at_risk_for_curve} personnes à risque"
    low, high = row[f"low_{days}"], row[f"high_{days}"]
    return percent(rate, base) + (f" ({interval(low, high, base)})" if low < high else "")


def overall(released: ReleasedRetention, days: int) -> str:
    """Return how many people were hired, and how many still hold on after some days."""
    row = released.whole.row(0, named=True)
    hired = plural(row["people"], "personne embauchée", "personnes embauchées")
    if row[f"survival_{days}"] is None:
        return (
            f"{hired}. Moins de {thresholds().minimum_at_risk_for_curve} sont encore suivies en "
            f"emploi à {days} jours : aucune part n'est donnée à cette échéance."
        )
    followed = row[f"followed_{days}"]
    where = HELD[released.question.continuity]
    return (
        f"{hired}, dont {number(followed)} depuis assez longtemps pour être suivie"
        f"{'s' if followed > 1 else ''} {days} jours. À {days} jours, {survival(row, days)} "
        f"tiennent encore {where}, sans interruption de plus de 30 jours."
    )


def mean_days(row: Row, horizon: int) -> str:
    """Return how many days of employment a person has on average, and the median."""
    if row["rmst"] is None:
        return ""
    half = (
        f"la moitié tiennent {number(row['median'])} jours ou plus"
        if row["median"] is not None
        else "plus de la moitié tiennent encore là où la courbe s'arrête"
    )
    return f"En moyenne, {number(round(row['rmst']))} jours d'emploi sur {horizon} ; {half}."


def p_text(p_value: float) -> str:
    """Return `p = 0,013`, never rounded onto the threshold, however close to it."""
    if p_value < SMALLEST_P:
        return f"p{NO_BREAK_SPACE}<{NO_BREAK_SPACE}0,001"
    digits = 3 if p_value < 2 * THRESHOLD else 2
    while float(f"{p_value:.{digits}f}") in {THRESHOLD, 1.0} and p_value not in {THRESHOLD, 1.0}:
        digits += 1
    written = f"{p_value:.{digits}f}".replace(".", ",")
    return f"p{NO_BREAK_SPACE}={NO_BREAK_SPACE}{written}"


def verdict(p_value: float | None) -> str:
    """Return what the log-rank test says, judged on the p-value as computed."""
    if p_value is None:
        return "Aucune fin d'emploi ne départage ces groupes : le test ne peut rien dire."
    told = p_text(p_value)
    if p_value < THRESHOLD:
        return f"Les courbes se distinguent (test du log-rank, {told})."
    place = "égal au" if p_value == THRESHOLD else "au-dessus du"
    return (
        f"Rien ne permet de distinguer les courbes (test du log-rank, {told}, {place} seuil de "
        f"0,05)."
    )


def comparison(released: ReleasedRetention) -> str:
    """Return what the test says of the groups large enough, and which ones it leaves out."""
    minimum = thresholds().minimum_base_for_comparison
    left_out = _left_out(released, minimum)
    if released.tested:
        return " ".join(filter(None, (verdict(released.p_value), left_out)))
    large = [row for row in released.groups.to_dicts() if row["people"] >= minimum]
    known = [row for row in large if row["code"] not in {None, "unknown"}]
    told = (
        f"Un seul groupe connu compte {minimum} personnes : il n'y a rien à comparer."
        if known
        else f"Aucun groupe connu ne compte {minimum} personnes : rien n'est comparé."
    )
    return " ".join(filter(None, (told, left_out)))


def difference(gap: float | None, low: float | None, high: float | None) -> str:
    """Return a difference in days with its interval, or that none is established."""
    if gap is None or low is None or high is None:
        return "non comparé"
    if low <= 0 <= high:
        return f"pas de différence établie (de {signed(low)} à {signed(high)} jours)"
    near, far = sorted((abs(low), abs(high)))
    side = "plus" if gap > 0 else "moins"
    days = _days(abs(gap))
    noun = "jour" if abs(gap) < 1.5 else "jours"
    return f"{days} {noun} d'emploi de {side} (de {_days(near)} à {_days(far)})"


def differences(rows: Sequence[Row], horizon: int) -> str:
    """Return the differences established between the groups tested, the largest first."""
    tested = [row for row in rows if row["difference"] is not None]
    found = [row for row in tested if not row["difference_low"] <= 0 <= row["difference_high"]]
    if not tested:
        return ""
    if not found:
        return (
            f"Sur {horizon} jours, aucune différence de durée moyenne d'emploi n'est établie "
            "entre ces groupes."
        )
    if len(tested) > MOST_NAMED:
        return _many(len(found), len(tested), horizon)
    is_pair = len(tested) == 2
    found = [row for row in found if row["difference"] > 0 or not is_pair]
    found.sort(key=lambda row: -abs(row["difference"]))
    named = " ; ".join(_named(row) for row in found[:TOLD])
    rest = " Les autres écarts sont dans le tableau." if len(found) > TOLD else ""
    others = "l'autre groupe" if is_pair else "l'ensemble des autres groupes"
    return f"En moyenne sur {horizon} jours, comparé à {others} : {named}.{rest}"


def _many(found: int, tested: int, horizon: int) -> str:
    verb = "s'écarte" if found == 1 else "s'écartent"
    chance = plural(max(1, round(THRESHOLD * tested)), "groupe")
    return (
        f"Sur {horizon} jours, pris un à un, {plural(found, 'groupe')} sur {tested} "
        f"{verb} des autres en durée moyenne d'emploi ; "
        f"environ {chance} s'en écarteraient par le seul hasard."
    )


def _named(row: Row) -> str:
    told = difference(row["difference"], row["difference_low"], row["difference_high"])
    return f"{short_name(row['label'])}, {told}"


def _left_out(released: ReleasedRetention, minimum: int) -> str:
    """Return who is not in the test: groups too small, and people of an unknown group."""
    rows = [row for row in released.groups.to_dicts() if row["code"] not in released.tested]
    unknown = [row for row in rows if row["code"] in {None, "unknown"}]
    small = [row for row in rows if row not in unknown and row["people"] < minimum]
    named = [f"{short_name(row['label'])} ({plural(row['people'], 'personne')})" for row in small]
    if len(small) > TOLD:
        people = sum(row["people"] for row in small)
        named = [f"{number(len(small))} groupes ({plural(people, 'personne')} en tout)"]
    told = [f"Hors du test, sous {minimum} personnes : {', '.join(named)}."] if named else []
    told += [
        f"Hors du test, {in_sentence(row['label'])} : {plural(row['people'], 'personne')}."
        for row in unknown
    ]
    return " ".join(told)


def _days(value: float) -> str:
    """Return a number of days without decimals, unless it would be written as zero."""
    if value >= 0.5:
        return number(round(value))
    return decimal(value, 1) if value >= 0.05 else "moins de 0,1"


def signed(value: float) -> str:
    """Return a number of days with its sign: `+12`, `−3`."""
    rounded = round(value)
    sign = MINUS if rounded < 0 else "+" if rounded > 0 else ""
    return f"{sign}{number(abs(rounded))}"
