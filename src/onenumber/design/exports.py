"""A file of rows for a spreadsheet (CSV), in which no cell is taken for a formula."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from amhp.dataset.cells import harmless


def csv_file(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """The answer that is kept as a file of this name."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(answer)
    writer.writerow(headings)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return answer
