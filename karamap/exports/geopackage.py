"""Layers as a GeoPackage: one SQLite file with all layers, their styles, and a QGIS project in which time runs.

It is built in memory by Python's own SQLite, not by GDAL, which stamps files with the time of day and writes moments of
time so that QGIS 3.22 shows them a day early. The tables are those of OGC 12-128r18 (GeoPackage 1.3), annex C.
"""

from __future__ import annotations

import json
import sqlite3
import struct
from contextlib import closing

import shapely
from shapely.geometry.base import BaseGeometry

from karamap.exports.columns import Export, Feature, Kind, Table, plain
from karamap.exports.qgis import project, style

APPLICATION_ID, VERSION = 0x47504B47, 10300
"""What tells a GeoPackage from other SQLite files, `GPKG` in ASCII, and which version of the standard it is of."""

DEGREES = 4326
"""EPSG number of longitude and latitude on WGS 84, in this order in a GeoPackage."""

GEOMETRY = "geom"

SQL_TYPES = {Kind.NUMBER: "DOUBLE", Kind.COUNT: "INTEGER", Kind.YES_NO: "BOOLEAN", Kind.MOMENT: "DATETIME"}
"""Types of columns; all else is text, days too, since QGIS shifts a DATE by the time zone."""

WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)

SCHEMA = """
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL,
  md_parent_id INTEGER, CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
CREATE TABLE about (id INTEGER PRIMARY KEY NOT NULL, name TEXT, value TEXT);
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
  f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
  description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME);
CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB);
"""

METADATA = "http://www.geopackage.org/spec130/#extension_metadata"

PROJECT = "karamap"
"""The name under which QGIS lists the project that is in the file."""


def content(export: Export, name: str) -> bytes:
    """All layers of an export as one GeoPackage.

    Args:
        export: the layers; what is told of them all stands in the table `about` and in the metadata.
        name: the name of the file, by which the project inside names its layers.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={VERSION}; {SCHEMA}")
        database.execute("PRAGMA foreign_keys=ON")
        _write_frame(database, export)
        for table in export.tables:
            _write_layer(database, table, _stamp(export))
            _write_style(database, export, table)
        _write_project(database, export, name)
        database.commit()
        return database.serialize()


def _stamp(export: Export) -> str:
    """When a table changed last, as far as the file knows: on its last day. The clock is not asked."""
    return f"{export.days[1]}T00:00:00.000Z"


def _write_frame(database: sqlite3.Connection, export: Export) -> None:
    """What is told of the whole file, and the systems of coordinates that the standard asks for."""
    systems = [
        ("WGS 84", DEGREES, "EPSG", DEGREES, WGS84, "longitude and latitude"),
        ("Undefined Cartesian", -1, "NONE", -1, "undefined", None),
        ("Undefined geographic", 0, "NONE", 0, "undefined", None),
    ]
    database.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", systems)
    database.executemany("INSERT INTO about (name, value) VALUES (?, ?)", export.about.items())
    for table in ("about", "layer_styles"):
        row = (table, "attributes", table, "", _stamp(export), None, None, None, None, 0)
        database.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    for table in ("gpkg_metadata", "gpkg_metadata_reference"):
        extension = (table, None, "gpkg_metadata", METADATA, "read-write")
        database.execute("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", extension)
    told = json.dumps(export.about, ensure_ascii=False)
    described = (1, "dataset", "https://www.rfc-editor.org/rfc/rfc8259", "application/json", told)
    database.execute("INSERT INTO gpkg_metadata VALUES (?, ?, ?, ?, ?)", described)
    reference = ("geopackage", None, None, None, _stamp(export), 1, None)
    database.execute("INSERT INTO gpkg_metadata_reference VALUES (?, ?, ?, ?, ?, ?, ?)", reference)


def _write_layer(database: sqlite3.Connection, table: Table, stamp: str) -> None:
    shapes = [feature.shape for feature in table.features if feature.shape is not None]
    bounds = shapely.total_bounds(shapes).tolist() if shapes else [None] * 4
    row = (table.name, "features", table.title, "", stamp, *bounds, DEGREES)
    database.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    geometry = (table.name, GEOMETRY, table.shape.upper(), DEGREES, 0, 0)
    database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, ?, ?)", geometry)
    columns = ", ".join(f'"{name}" {SQL_TYPES.get(kind, "TEXT")}' for name, kind in table.columns.items())
    database.execute(
        f'CREATE TABLE "{table.name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, '
        f'"{GEOMETRY}" {table.shape.upper()}, {columns})'
    )
    names = (GEOMETRY, *table.columns)
    places, listed = ", ".join("?" * len(names)), ", ".join(f'"{name}"' for name in names)
    rows = (_row(table, feature) for feature in table.features)
    database.executemany(f'INSERT INTO "{table.name}" ({listed}) VALUES ({places})', rows)  # noqa: S608 - own names


def _row(table: Table, feature: Feature) -> list[object]:
    row: list[object] = [None if feature.shape is None else _binary(feature.shape)]
    for name, kind in table.columns.items():
        value = plain(feature.properties[name])
        row.append(_moment(value) if kind is Kind.MOMENT else value)
    return row


def _moment(value: str) -> str:
    """A moment as the standard writes it, with milliseconds."""
    return f"{value.removesuffix('Z')}.000Z"


def _binary(shape: BaseGeometry) -> bytes:
    """A shape as a GeoPackage holds it: a header, its extent unless it is a point, well-known binary."""
    is_point = shape.geom_type == "Point"
    west, south, east, north = shape.bounds
    extent = b"" if is_point else struct.pack("<4d", west, east, south, north)
    flags = 0b001 if is_point else 0b011
    binary: bytes = shapely.to_wkb(shape, byte_order=1)
    return struct.pack("<2sBBi", b"GP", 0, flags, DEGREES) + extent + binary


def _write_style(database: sqlite3.Connection, export: Export, table: Table) -> None:
    """How QGIS draws a layer that is dragged out of the file."""
    row = ("", "", table.name, GEOMETRY, "karamap", style(export, table), "", 1, table.title, "", None, _stamp(export))
    fields = "f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD"
    rest = "useAsDefault, description, owner, ui, update_time"
    places = ", ".join("?" * len(row))
    command = f"INSERT INTO layer_styles ({fields}, {rest}) VALUES ({places})"  # noqa: S608 - own names
    database.execute(command, row)


def _write_project(database: sqlite3.Connection, export: Export, name: str) -> None:
    """The project, as QGIS keeps one in a GeoPackage: a ZIP file in hexadecimal digits."""
    stamp = json.dumps({"last_modified_time": _stamp(export), "last_modified_user": "karamap"})
    database.execute("INSERT INTO qgis_projects VALUES (?, ?, ?)", (PROJECT, stamp, project(export, name).hex()))
