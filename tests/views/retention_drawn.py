"""People and their jobs, drawn for the page of retention."""

PATH = "maintien"


def people(count: int) -> str:
    rows = "\n".join(f"P{rank} | {rank} | 2024-01-01" for rank in range(count))
    return f"pathway_id | participant_id | entry_date\n---\n{rows}"


def jobs(count: int, kind: str = "fixed_term_short", end: str = "", first: int = 0) -> str:
    """Draw a job from 1 February 2024 for each person: 60 days until 31 March."""
    rows = "\n".join(
        f"J{rank} | {rank} | P{rank} | {kind} | 2024-02-01 | {end}"
        for rank in range(first, first + count)
    )
    names = "job_id | participant_id | pathway_id | contract_kind | start_date | end_date"
    return f"{names}\n---\n{rows}" if not first else rows
