"""What holds of every intake, whatever the files."""

from pipelines.contracts import TABLES
from pipelines.rejects import RULES
from pipelines.sources.intake import Intake


def assert_lawful(intake: Intake) -> None:
    """Check that no row is lost or invented, and that every reason can be read."""
    for file in intake.files:
        assert file.read == file.loaded + file.set_aside, file.name
    for account in intake.accounts:
        assert account.read == account.loaded + account.set_aside, account.name
    reasons = intake.set_aside
    for file in intake.files:
        lines = reasons.filter(file=file.name)["line"].drop_nulls().n_unique()
        assert lines == (file.set_aside if file.status == "accepted" else 0), file.name
    by_table = {account.name: account for account in intake.accounts}
    for name, contract in TABLES.items():
        assert contract.is_valid(intake.tables[name]), name
        assert intake.tables[name].height == by_table[name].loaded
    replaced = by_table.get("superseded_pathway")
    assert intake.superseded.height == (replaced.read if replaced else 0)
    told = {finding.rule for finding in intake.findings} | set(reasons["rule"])
    assert told <= set(RULES)
    assert all(message[:1].isalnum() for message in reasons["message"])
