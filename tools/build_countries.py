"""Build ``karamap/importers/countries.geojson.gz``: the countries of the world, for the borders of new theatres.

Source: Natural Earth 4.1.0, 1:50m Admin 0 countries (public domain), as repackaged in TopoJSON by the npm package
``world-atlas`` version 2.0.2 (the package itself is under the ISC licence). Names in the languages of the page's own
texts: Unicode CLDR, by the npm package ``cldr-localenames-full`` version 48.2.0 (© 2004-2026 Unicode, Inc., Unicode
License v3, which stands beside the output). To rebuild::

    npm pack world-atlas@2.0.2 cldr-localenames-full@48.2.0
    mkdir atlas names
    tar -xzf world-atlas-2.0.2.tgz -C atlas --strip-components 1
    tar -xzf cldr-localenames-full-48.2.0.tgz -C names --strip-components 1
    python tools/build_countries.py atlas/countries-50m.json names

The topology stores borders once, as arcs, so neighbours share their vertices. Ids are the numeric codes of ISO 3166-1
of the source as alpha-2 codes where `ALPHA_2` has them, as far as that is there and taken by no area before; the
others have their name as id. Lines are those of Natural Earth: de facto, and no statement about any border.
The output is the same, byte for byte, on every run.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from pathlib import Path
from typing import Any

import shapely

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "gazetteer"))
from build_borders import Ring, decode_arcs, join  # noqa: E402 - a script beside the tables

OUTPUT = ROOT / "karamap/importers/countries.geojson.gz"
DECIMALS = 3
LANGUAGES = ("en", "az", "hy", "ru", "tr", "ar")
"""Those that the page's own texts are in."""

WITHOUT_CODE = {"XK": "Kosovo"}
"""Areas whose code CLDR has, and ISO 3166-1 has not."""

SHORT = {"PS"}
"""Natural Earth has CLDR's short form of these."""

CODES = """
    004:AF 008:AL 010:AQ 012:DZ 016:AS 020:AD 024:AO 028:AG 031:AZ 032:AR 036:AU 040:AT 044:BS 048:BH 050:BD 051:AM
    052:BB 056:BE 060:BM 064:BT 068:BO 070:BA 072:BW 076:BR 084:BZ 086:IO 090:SB 092:VG 096:BN 100:BG 104:MM 108:BI
    112:BY 116:KH 120:CM 124:CA 132:CV 136:KY 140:CF 144:LK 148:TD 152:CL 156:CN 158:TW 170:CO 174:KM 178:CG 180:CD
    184:CK 188:CR 191:HR 192:CU 196:CY 203:CZ 204:BJ 208:DK 212:DM 214:DO 218:EC 222:SV 226:GQ 231:ET 232:ER 233:EE
    234:FO 238:FK 239:GS 242:FJ 246:FI 248:AX 250:FR 258:PF 260:TF 262:DJ 266:GA 268:GE 270:GM 275:PS 276:DE 288:GH
    296:KI 300:GR 304:GL 308:GD 316:GU 320:GT 324:GN 328:GY 332:HT 334:HM 336:VA 340:HN 344:HK 348:HU 352:IS 356:IN
    360:ID 364:IR 368:IQ 372:IE 376:IL 380:IT 384:CI 388:JM 392:JP 398:KZ 400:JO 404:KE 408:KP 410:KR 414:KW 417:KG
    418:LA 422:LB 426:LS 428:LV 430:LR 434:LY 438:LI 440:LT 442:LU 446:MO 450:MG 454:MW 458:MY 462:MV 466:ML 470:MT
    478:MR 480:MU 484:MX 492:MC 496:MN 498:MD 499:ME 500:MS 504:MA 508:MZ 512:OM 516:NA 520:NR 524:NP 528:NL 531:CW
    533:AW 534:SX 540:NC 548:VU 554:NZ 558:NI 562:NE 566:NG 570:NU 574:NF 578:NO 580:MP 583:FM 584:MH 585:PW 586:PK
    591:PA 598:PG 600:PY 604:PE 608:PH 612:PN 616:PL 620:PT 624:GW 626:TL 630:PR 634:QA 642:RO 643:RU 646:RW 652:BL
    654:SH 659:KN 660:AI 662:LC 663:MF 666:PM 670:VC 674:SM 678:ST 682:SA 686:SN 688:RS 690:SC 694:SL 702:SG 703:SK
    704:VN 705:SI 706:SO 710:ZA 716:ZW 724:ES 728:SS 729:SD 732:EH 740:SR 748:SZ 752:SE 756:CH 760:SY 762:TJ 764:TH
    768:TG 776:TO 780:TT 784:AE 788:TN 792:TR 795:TM 796:TC 798:TV 800:UG 804:UA 807:MK 818:EG 826:GB 831:GG 832:JE
    833:IM 834:TZ 840:US 850:VI 854:BF 858:UY 860:UZ 862:VE 876:WF 882:WS 887:YE 894:ZM
"""
"""Codes of ISO 3166-1: numeric and alpha-2."""

ALPHA_2 = dict(pair.split(":") for pair in CODES.split())


def area(geometry: dict[str, Any], arcs: list[Ring]) -> shapely.Geometry:
    """The area of one country on the grid of `DECIMALS`, valid."""
    parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    polygons = [shapely.Polygon(join(shell, arcs), [join(hole, arcs) for hole in holes]) for shell, *holes in parts]
    whole = shapely.make_valid(shapely.multipolygons(polygons), method="structure")
    snapped = shapely.set_precision(whole, 10.0**-DECIMALS)
    return shapely.multipolygons([part for part in shapely.get_parts(snapped) if part.geom_type == "Polygon"])


def rounded(value: Any) -> Any:
    """Numbers as they are written."""
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return round(value, DECIMALS) if isinstance(value, float) else value


def names_by_language(folder: Path) -> dict[str, dict[str, str]]:
    """What CLDR calls each area, by language and by its id here."""
    found: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        text = (folder / "main" / language / "territories.json").read_text(encoding="utf-8")
        names = json.loads(text)["main"][language]["localeDisplayNames"]["territories"]
        found[language] = {WITHOUT_CODE.get(code, code): best_name(names, code) for code in names}
    return found


def best_name(names: dict[str, str], code: str) -> str:
    """The name without a capital behind it ("Congo (DRC)") or an older name ("Myanmar"), where CLDR has one."""
    name = names[code]
    if " - " in name:
        return names.get(f"{code}-alt-variant", name)
    return names.get(f"{code}-alt-short", name) if "(" in name or code in SHORT else name


def main(path: str, names_folder: str) -> None:
    """Write the countries of a topology."""
    translated = names_by_language(Path(names_folder))
    topology = json.loads(Path(path).read_text(encoding="utf-8"))
    arcs, features = decode_arcs(topology), []
    taken: set[str] = set()
    for country in topology["objects"]["countries"]["geometries"]:
        name, code = country["properties"]["name"], str(country.get("id", ""))
        id_ = ALPHA_2.get(code) or ""
        if not id_ or id_ in taken:
            id_ = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
        taken.add(id_)
        shape = area(country, arcs)
        if shape.is_empty:
            continue
        drawn = json.loads(shapely.to_geojson(shape))
        geometry = {"type": drawn["type"], "coordinates": rounded(drawn["coordinates"])}
        if id_ in translated["en"] and "." in name:  # S. Sudan, Bosnia and Herz.
            name = translated["en"][id_]
        names = {language: known[id_] for language, known in translated.items() if language != "en" and id_ in known}
        properties = {"id": id_, "name": name, "names": names}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    ids = [feature["properties"]["id"] for feature in features]
    names = [feature["properties"]["name"] for feature in features]
    if len(set(ids)) < len(ids) or len(set(names)) < len(names):
        raise SystemExit("two countries have one id or one name")
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    OUTPUT.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(*sys.argv[1:])
