"""`jalon matrix`: coverage of elements by document, place or year."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from jalon.base.frames.commands import CommandParser, JalonCommand
from jalon.library.public import MatrixBy
from jalon.pages.queries.matrix import matrix_picture
from jalon.pages.rules import MatrixCell, MatrixRow, RowSet

COLUMNS_SAID = 8
WIDTH, TITLE_WIDTH = 12, 34


class Command(JalonCommand):
    help = "Print how many passages speak of each element, by document, place or year."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--by",
            choices=[by.value for by in MatrixBy],
            default=MatrixBy.DOCUMENT.value,
            help="What the columns are.",
        )
        parser.add_argument(
            "--rows",
            default=RowSet.OBJECTIVES.value,
            help="gcm (objectives), gcm-actions, gcm-principles, or a framework such as sdg.",
        )

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        picture = matrix_picture(
            MatrixBy(options["by"]), str(options["rows"]), language=get_language() or "en"
        )
        keys = [column.key for column in picture.columns]
        return {
            "by": picture.by,
            "columns": [{"key": one.key, "label": one.label} for one in picture.columns],
            "rows": [_row(row, keys) for row in picture.rows],
            "silent": [row.code for row in picture.silent],
            "documents": picture.documents,
        }

    def say(self, result: Mapping[str, Any]) -> str:
        shown = _said_columns(result)
        heads = [_cut(column["label"], WIDTH) for column in shown]
        lines = [" ".join([f"{'':<{TITLE_WIDTH}}", f"{'all':>{WIDTH}}", *heads])]
        for row in result["rows"]:
            title = _cut(f"{row['code']} {row['title']}", TITLE_WIDTH, right=False)
            cells = [_said(row["cells"].get(column["key"])) for column in shown]
            lines.append(" ".join([title, _said(row["total"]), *cells]))
        lines.append("Passages: confirmed, + suggested by the machine.")
        left = len(result["columns"]) - len(shown)
        if left:
            lines.append(f"{left} more columns: use --json.")
        silent = ", ".join(result["silent"]) or "none"
        lines.append(f"Nothing found in {result['documents']} documents: {silent}")
        return "\n".join(lines)


def _said_columns(result: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """The documents with most passages; places and years in their order, never by how much."""
    columns: list[Mapping[str, str]] = list(result["columns"])
    if result["by"] != MatrixBy.DOCUMENT:
        return columns[:COLUMNS_SAID]
    counts: Counter[str] = Counter()
    for row in result["rows"]:
        counts.update({key: sum(cell.values()) for key, cell in row["cells"].items()})
    return sorted(columns, key=lambda column: -counts[column["key"]])[:COLUMNS_SAID]


def _row(row: MatrixRow, keys: list[str]) -> dict[str, Any]:
    cells = zip(keys, row.cells, strict=True)
    return {
        "code": row.code,
        "title": row.title,
        "cells": {key: _counts(cell) for key, cell in cells if cell.total},
        "total": _counts(row.total),
    }


def _counts(cell: MatrixCell) -> dict[str, int]:
    return {"confirmed": cell.confirmed, "suggested": cell.suggested}


def _said(counts: Mapping[str, int] | None) -> str:
    if not counts or not any(counts.values()):
        return f"{'.':>{WIDTH}}"
    confirmed = str(counts["confirmed"] or "")
    suggested = f"+{counts['suggested']}" if counts["suggested"] else ""
    return f"{confirmed + suggested:>{WIDTH}}"


def _cut(text: str, width: int, *, right: bool = True) -> str:
    short = text if len(text) <= width else text[: width - 1] + "…"
    return f"{short:>{width}}" if right else f"{short:<{width}}"
