"""Run by QGIS's own Python: open the project in a GeoPackage and say what QGIS shows on each of some days, as JSON.

python3 qgis_days.py war.gpkg 2020-09-27 2020-12-01 picture.png
"""

import json
import sys
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsCoordinateTransform,
    QgsDateTimeRange,
    QgsFeatureRequest,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, Qt, QTime
from qgis.PyQt.QtGui import QColor


def day_range(day):
    """One day of the temporal controller, as QGIS steps through it in UTC."""
    begin = QDateTime(day, QTime(0, 0), Qt.UTC)
    return QgsDateTimeRange(begin, begin.addDays(1), True, False)


def shown(layer, key, day):
    """What a layer shows on a day: the value of `holder` by that of `key`; a list where it is shown twice."""
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    request = QgsFeatureRequest().setFilterExpression(
        layer.temporalProperties().createFilterString(context, day_range(day))
    )
    request.setFlags(QgsFeatureRequest.NoGeometry)
    found = {}
    for feature in layer.getFeatures(request):
        found.setdefault(str(feature[key]), []).append(str(feature["holder"]))
    return {name: holders[0] if len(holders) == 1 else holders for name, holders in found.items()}


def draw(project, layers, day, path):
    settings = QgsMapSettings()
    settings.setLayers([layer for layer in layers if project.layerTreeRoot().findLayer(layer.id()).isVisible()])
    settings.setDestinationCrs(project.crs())
    ground = project.mapLayersByName("Ground by holder")[0]
    across = QgsCoordinateTransform(ground.crs(), project.crs(), project)
    settings.setExtent(across.transformBoundingBox(ground.extent()))
    settings.setOutputSize(QSize(1100, 1000))
    settings.setBackgroundColor(QColor("#f4f1ea"))
    settings.setIsTemporal(True)
    settings.setTemporalRange(day_range(day))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(path)


def main(package, first, last, picture):
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject.instance()
    assert project.read(f"geopackage:{Path(package).resolve()}?projectName=karamap"), project.error()
    layers = [node.layer() for node in project.layerTreeRoot().findLayers()]
    day, last_day, days = QDate.fromString(first, Qt.ISODate), QDate.fromString(last, Qt.ISODate), {}
    places = project.mapLayersByName("Places and who holds them")[0]
    ground = project.mapLayersByName("Ground by holder")[0]
    draw(project, layers, QDate.fromString("2020-10-22", Qt.ISODate), picture)
    while day <= last_day:
        days[day.toString(Qt.ISODate)] = {
            "places": shown(places, "place_id", day),
            "ground": sorted(shown(ground, "holder", day)),
        }
        day = day.addDays(1)
    span = project.timeSettings().temporalRange()
    told = {
        "layers": {
            layer.name() + "/" + str(layer.geometryType()): [
                layer.isValid(),
                layer.featureCount(),
                layer.temporalProperties().isActive(),
                layer.renderer().type(),
            ]
            for layer in layers
        },
        "span": [span.begin().toString(Qt.ISODate), span.end().toString(Qt.ISODate)],
        "days": days,
    }
    print(json.dumps(told))


main(*sys.argv[1:])
