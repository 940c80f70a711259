"""The obstacle indicators recounted in plain Python, from the words of their definitions."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from drawing import REFERENCE_DATE
from properties.history import History, Row


def _identified(history: History, pathway: Row) -> list[Row]:
    return [
        item for item in history.obstacles[pathway["pathway_id"]] if item["state"] == "identified"
    ]


def identified(history: History, pathway: Row) -> Iterator[str]:
    """Tell whether the pathway has at least one obstacle, when any was assessed."""
    states = {item["state"] for item in history.obstacles[pathway["pathway_id"]]}
    assessed = "no" if "not_identified" in states else "unknown"
    yield "yes" if "identified" in states else assessed


def not_assessed(history: History, pathway: Row) -> Iterator[str]:
    """Tell whether no obstacle of the pathway was assessed."""
    states = {item["state"] for item in history.obstacles[pathway["pathway_id"]]}
    yield "no" if states & {"identified", "not_identified"} else "yes"


def resolved(history: History, pathway: Row) -> Iterator[str]:
    """Yield, for each identified obstacle, whether it is closed."""
    for item in _identified(history, pathway):
        yield "yes" if item["closed_on"] else "no"


def resolved_within_6_months(history: History, pathway: Row) -> Iterator[str]:
    """Yield, for each identified obstacle, whether it is closed within 183 days."""
    for item in _identified(history, pathway):
        since, closed = item["identified_on"], item["closed_on"]
        if since is None:
            yield "unknown"
        elif since + timedelta(days=183) > REFERENCE_DATE:
            yield "immature"
        else:
            yield "yes" if closed and closed <= since + timedelta(days=183) else "no"


def detected_on_the_way(history: History, pathway: Row) -> Iterator[str]:
    """Yield, for each identified obstacle, whether it was found after the entry assessment."""
    answers = {"during_pathway": "yes", "entry_assessment": "no", None: "unknown"}
    for item in _identified(history, pathway):
        yield answers[item["detected_by"]]


def aid_then_resolved(history: History, pathway: Row) -> Iterator[str]:
    """Yield, for each aid that answers an obstacle, whether it is closed in the 183 days after."""
    closed = {item["obstacle"]: item["closed_on"] for item in _identified(history, pathway)}
    for step in history.activities[pathway["pathway_id"]]:
        start, obstacle = step["start_date"], step["obstacle"]
        if step["kind"] != "aid" or obstacle is None:
            continue
        if start + timedelta(days=183) > REFERENCE_DATE:
            yield "immature"
        elif obstacle not in closed:
            yield "unknown"
        else:
            day = closed[obstacle]
            yield "yes" if day and start <= day <= start + timedelta(days=183) else "no"


OBSTACLES: dict[str, Callable[[History, Row], Iterator[str]]] = {
    "obstacle_identified": identified,
    "obstacle_not_assessed": not_assessed,
    "obstacle_resolved": resolved,
    "obstacle_resolved_within_6_months": resolved_within_6_months,
    "obstacle_detected_on_the_way": detected_on_the_way,
    "aid_then_resolved": aid_then_resolved,
}
