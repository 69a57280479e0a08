"""A gazetteer as a small OSM file: a node for each located settlement, a boundary relation for each district."""

from xml.sax.saxutils import quoteattr

from karamap.gazetteer.schema import SETTLEMENTS

LANGUAGES = ("az", "hy", "ru", "en")
"""Languages that get a `name:xx`."""

RAYON_LEVEL = 5
"""OSM's admin_level for rayons of Azerbaijan: https://wiki.openstreetmap.org/wiki/Tag:boundary%3Dadministrative"""


def node_ids(gazetteer):
    """The OSM id of each located settlement, by place id: 1, 2, 3 … in the order of the ids."""
    located = (place for place in gazetteer.places.values() if place.position and place.kind in SETTLEMENTS)
    return {place_id: number for number, place_id in enumerate(sorted(place.id for place in located), 1)}


def write(gazetteer, outlines, path):
    """Write an OSM XML file; `outlines` are the districts' MultiPolygons in degrees, by district id."""
    nodes, ways, relations = [], [], []
    for place_id, number in node_ids(gazetteer).items():
        nodes.append(_node(number, gazetteer.places[place_id].position, _place_tags(gazetteer, place_id)))
    for district_id, outline in sorted(outlines.items()):
        members = []
        for ring, role in _rings(outline):
            first = len(nodes) + 1
            corners = list(ring.coords)[:-1]
            nodes += [_node(first + step, corner, {}) for step, corner in enumerate(corners)]
            ways.append(_way(len(ways) + 1, [*range(first, first + len(corners)), first]))
            members.append((len(ways), role))
        relations.append(_relation(len(relations) + 1, members, _district_tags(gazetteer, district_id)))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6" generator="karamap tests">\n'
    path.write_text(head + "".join([*nodes, *ways, *relations]) + "</osm>\n", encoding="utf-8")


def _rings(outline):
    for polygon in outline.geoms:
        yield polygon.exterior, "outer"
        for hole in polygon.interiors:
            yield hole, "inner"


def _node(number, position, tags):
    lon, lat = position
    return _element("node", number, f' lon="{lon:.5f}" lat="{lat:.5f}"', "", tags)


def _way(number, nodes):
    return _element("way", number, "", "".join(f'<nd ref="{node}"/>' for node in nodes), {})


def _relation(number, members, tags):
    parts = "".join(f'<member type="way" ref="{way}" role="{role}"/>' for way, role in members)
    return _element("relation", number, "", parts, {"type": "boundary", **tags})


def _element(sort, number, attributes, parts, tags):
    tagged = "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())
    history = 'version="1" timestamp="2020-09-26T00:00:00Z"'
    return f'<{sort} id="{number}" {history}{attributes}>{parts}{tagged}</{sort}>\n'


def _place_tags(gazetteer, place_id):
    names = gazetteer.names[place_id]
    spoken = [code for code in LANGUAGES if any(name.language == code and name.kind != "misspelling" for name in names)]
    translated = {f"name:{code}": gazetteer.name(place_id, language=code) for code in spoken}
    return {"place": gazetteer.kind(place_id), "name": gazetteer.name(place_id), **translated}


def _district_tags(gazetteer, district_id):
    name = f"{gazetteer.district_name(district_id)} rayonu"
    return {"boundary": "administrative", "admin_level": str(RAYON_LEVEL), "name": name}
