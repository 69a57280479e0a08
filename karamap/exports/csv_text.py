"""One layer as CSV: a row a feature; each carries what is told of the file, since a table has no room elsewhere."""

from __future__ import annotations

import io

import shapely

from karamap.exports.columns import Export, Feature
from karamap.exports.shapes import DECIMALS
from karamap.tables.cells import cell, csv_writer

WKT = "wkt"
"""The column that has the shape as well-known text, where a row is no place with `lon` and `lat`."""

FURTHER = ("licence", "credit")
"""What stands in every row after the columns of the layer."""


def text(export: Export) -> str:
    """The one layer of an export as CSV (RFC 4180, but lines end with LF).

    Text that a spreadsheet would take for a formula gets a quote in front; see `karamap.tables.cells.cell`.
    """
    (table,) = export.tables
    shaped = [WKT] if table.shape != "Point" else []
    buffer = io.StringIO()
    writer = csv_writer(buffer)
    writer.writerow([*table.columns, *FURTHER, *shaped])
    further = [cell(export.about[name]) for name in FURTHER]
    for feature in table.features:
        told = [cell(feature.properties[name]) for name in table.columns]
        writer.writerow([*told, *further, *(_shape(feature) for _ in shaped)])
    return buffer.getvalue()


def _shape(feature: Feature) -> str:
    return "" if feature.shape is None else shapely.to_wkt(feature.shape, rounding_precision=DECIMALS, trim=True)
