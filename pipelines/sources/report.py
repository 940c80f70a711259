"""What is noticed while one file is taken in: kept whole, shown in part, never a cell."""

from dataclasses import dataclass, field, replace

import polars as pl

from pipelines.rejects import RULES, Finding, Level, sentence
from pipelines.sources.reading import SET_ASIDE as READ_ASIDE
from pipelines.sources.reading.issues import shown

SHOWN_PER_RULE = 20
NO_LINES = pl.Series("line", [], pl.UInt32)
SET_ASIDE = pl.Schema(
    {
        "file": pl.String,
        "line": pl.UInt32,
        "column": pl.String,
        "rule": pl.String,
        "message": pl.String,
    }
)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing said of some lines of a file (of the whole file when `lines` is empty)."""

    rule: str
    level: Level
    column: str | None
    lines: pl.Series
    message: str
    sets_aside: bool

    @property
    def weight(self) -> int:
        """How many findings this makes."""
        return max(1, len(self.lines))


@dataclass(slots=True)
class Report:
    """The remarks made of one file.

    An error with lines sets them aside, in whole or in part. `refusal` is the rule for which the
    whole file is refused. What the reader found and set aside comes first.
    """

    file: str
    read_findings: tuple[Finding, ...] = ()
    read_aside: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=READ_ASIDE))
    refusal: str | None = None
    remarks: list[Remark] = field(default_factory=list)

    def add(
        self,
        text: str,
        level: Level,
        column: str | None = None,
        lines: pl.Series = NO_LINES,
        **details: object,
    ) -> None:
        """Say `text` (a rule of the vocabulary, or rule.variant) of some lines of a column."""
        self.say(text.partition(".")[0], level, column, lines, sentence(text, **details))

    def say(
        self, rule: str, level: Level, column: str | None, lines: pl.Series, message: str
    ) -> None:
        """Say a sentence already made."""
        lines = lines.cast(pl.UInt32).unique(maintain_order=True)
        self.remarks.append(Remark(rule, level, column, lines, message, level is Level.ERROR))

    def leave_out(self, text: str, column: str, lines: pl.Series, **details: object) -> None:
        """Set aside lines of which nothing is lost: a notice, not an error."""
        self.add(text, Level.NOTICE, column, lines, **details)
        self.remarks[-1] = replace(self.remarks[-1], sets_aside=True)

    def refuse(
        self,
        text: str,
        column: str | None = None,
        lines: pl.Series = NO_LINES,
        **details: object,
    ) -> None:
        """Refuse the whole file for a reason; several may be given."""
        self.add(text, Level.ERROR, column, lines, **details)
        self.refusal = self.refusal or text.partition(".")[0]

    def set_aside(self) -> pl.DataFrame:
        """Return one row per line and reason, as `SET_ASIDE`; a refused file gives its reasons."""
        aside = self.read_aside if self.refusal is None else self.read_aside.clear()
        read = aside.select(
            file=pl.lit(self.file),
            line="line",
            column="column",
            rule="rule",
            message=pl.col("rule").replace_strict(RULES, return_dtype=pl.String),
        )
        rows = pl.concat([read, *(self._rows(remark) for remark in self._reasons())])
        return rows.unique(["line", "column", "rule"]).sort("line", "column", "rule")

    def aside_lines(self) -> pl.Series:
        """Return the distinct lines of which something is set aside."""
        lines = [remark.lines for remark in self.remarks if remark.sets_aside]
        return pl.concat([self.read_aside["line"], *lines]).unique()

    def main_reason(self) -> tuple[str, str | None, str]:
        """Return the rule, the column and the sentence that set most lines aside."""
        reasons = self.set_aside().group_by("rule", "column", "message").len()
        rule, column, message, _ = reasons.sort("len", "rule", descending=[True, False]).row(0)
        return rule, column, message

    def _reasons(self) -> list[Remark]:
        if self.refusal is None:
            return [remark for remark in self.remarks if remark.sets_aside]
        whole = pl.Series("line", [None], pl.UInt32)
        read = [
            Remark(found.rule, found.level, found.column, whole, found.message, sets_aside=True)
            for found in self.read_findings
        ]
        return [
            replace(remark, lines=whole)
            for remark in (*read, *self.remarks)
            if remark.rule == self.refusal and remark.level is not Level.NOTICE
        ]

    def _rows(self, remark: Remark) -> pl.DataFrame:
        return (
            remark.lines.rename("line")
            .to_frame()
            .select(
                file=pl.lit(self.file),
                line="line",
                column=pl.lit(remark.column, dtype=pl.String),
                rule=pl.lit(remark.rule),
                message=pl.lit(remark.message),
            )
        )

    def findings(self) -> list[Finding]:
        """Return at most 20 findings per rule, in the order of the lines, then a count."""
        by_rule: dict[str, list[Remark]] = {self.refusal: []} if self.refusal else {}
        for remark in self.remarks:
            by_rule.setdefault(remark.rule, []).append(remark)
        said = [finding for remarks in by_rule.values() for finding in self._shown(remarks)]
        return [*self.read_findings, *said]

    def _shown(self, remarks: list[Remark]) -> list[Finding]:
        findings = [
            self._finding(remark, line)
            for remark in remarks
            for line in (remark.lines.sort().head(SHOWN_PER_RULE) if len(remark.lines) else [None])
        ]
        findings.sort(key=lambda finding: finding.line or 0)
        others = sum(remark.weight for remark in remarks) - SHOWN_PER_RULE
        if others <= 0:
            return findings
        rule, level = remarks[0].rule, remarks[0].level
        message = f"{self.file} : {others} autre(s) signalement(s) de même nature ({rule})."
        return [*findings[:SHOWN_PER_RULE], Finding(self.file, None, None, rule, level, message)]

    def _finding(self, remark: Remark, line: int | None) -> Finding:
        place = self.file if line is None else f"{self.file}, ligne {line}"
        if remark.column is not None:
            place += f", colonne « {shown(remark.column)} »"
        message = f"{place} : {remark.message}."
        return Finding(self.file, line, remark.column, remark.rule, remark.level, message)
