"""What leaves the dashboard as a file: a released table, where it comes from, its journal line."""

from dashboard.exports.csv_file import csv_bytes
from dashboard.exports.delivery import deliver
from dashboard.exports.provenance import export_name, new_export_id
from dashboard.exports.workbook import xlsx_bytes

__all__ = ["csv_bytes", "deliver", "export_name", "new_export_id", "xlsx_bytes"]
