"""Synthetic samples: invented people and structures on real territories, with a known truth."""

from pipelines.samples.generation import (
    DEPARTMENTS,
    NOTICE,
    NOTICE_FILE,
    REFERENCE_DATE,
    SampleReport,
    write_samples,
)

__all__ = [
    "DEPARTMENTS",
    "NOTICE",
    "NOTICE_FILE",
    "REFERENCE_DATE",
    "SampleReport",
    "write_samples",
]
