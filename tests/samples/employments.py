"""The contracts of the files put end to end, one loop over the rows."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from samples.sample_files import SampleFiles

NEUTRAL = {"retirement", "moved", "death"}
Employment = tuple[date, date, str]
"""First day, last day (the last of all days while it lasts), reason of the end."""


def employments(sample: SampleFiles) -> dict[str, list[Employment]]:
    """Return, by scheme, the contracts found after each pathway put end to end.

    A gap of thirty days or less between two contracts interrupts nothing.
    """
    contracts: dict[str, list[Employment]] = defaultdict(list)
    for job in sample.jobs_found:
        start = date.fromisoformat(job["date_debut_emploi"])
        end = date.fromisoformat(job["date_fin_emploi"] or date.max.isoformat())
        contracts[job["id_parcours"]].append((start, end, job["motif_fin_emploi"]))
    merged: dict[str, list[Employment]] = defaultdict(list)
    for pathway, rows in contracts.items():
        whole: list[Employment] = []
        for start, end, reason in sorted(rows):
            if whole and (start - whole[-1][1]).days - 1 <= 30:
                first, last, before = whole.pop()
                kept = (end, reason) if end >= last else (last, before)
                whole.append((first, *kept))
            else:
                whole.append((start, end, reason))
        merged[sample.pathway_of[pathway]["dispositif"]].extend(whole)
    return merged


def last_day_told(sample: SampleFiles) -> date:
    """Return the day after which an end may be a gap whose next contract is not yet known."""
    return sample.today - timedelta(days=31)


def counts(sample: SampleFiles) -> dict[str, Counter[str]]:
    """Count the employments whose end can be told, those that ended, and those neutrally."""
    told, counted = last_day_told(sample), {}
    for scheme, rows in employments(sample).items():
        begun = [(end, reason) for start, end, reason in rows if start <= told]
        ended = [reason for end, reason in begun if end < told]
        neutral = sum(reason in NEUTRAL for reason in ended)
        counted[scheme] = Counter(begun=len(begun), ended=len(ended), neutral=neutral)
    return counted
