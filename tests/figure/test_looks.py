"""The eight looks that a theatre's parties are given can be told apart by whoever lacks one kind of cones, and in grey.

Method. Each look is drawn as figures draw ground, tint and hatch, at the size of paper (96 units to the inch), and
rasterised. Its colours are turned into what people without one kind of cones see, by the matrices of Machado, Oliveira
and Fernandes (A physiologically-based model for simulation of color vision deficiency, 2009, severity 1.0), in linear
sRGB, then into CIE Lab (D65). Grey print is the lightness L* alone. Two looks differ by the root mean square, over a
window of 44 by 44 units, of the distance of their pixels in Lab (CIE 1976), where the one is shifted against the other
so that it is least: so lines of another direction or form count, and where they happen to begin does not. About 2.3 is
just noticeable on plain patches (Mahy and others 1994); more than three times that is asked for.
"""

import io
from itertools import combinations

import numpy as np
import pytest

from karamap.figure.hatching import Hatcher
from karamap.figure.svg import element
from karamap.figure.symbols import CARD, hatch, palette, tint
from karamap.importers.parties import LOOKS

LEAST = 8.0
WINDOW, SHIFTS = 44, 12

DEFICIENCIES = {
    "usual": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = TO_XYZ.sum(axis=1)


@pytest.fixture(scope="module")
def tiles():
    """The looks as linear sRGB, of shape (looks, rows, columns, 3)."""
    resvg, image = pytest.importorskip("resvg_py"), pytest.importorskip("PIL.Image")
    size = WINDOW + SHIFTS
    corners = np.array([(0, 0), (size, 0), (size, size), (0, size)], dtype=float)
    styles = palette({"id": str(at), "colour": c, "ink": i, "hatch": h} for at, (c, i, h) in enumerate(LOOKS))
    found = []
    for at in range(len(LOOKS)):
        style = styles[str(at)]
        ground = tint(style, f"M0 0H{size}V{size}H0z", "ground") + hatch(style, Hatcher(), [corners], "ground")
        paper = element("rect", width=size, height=size, fill=CARD)
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">{paper}{ground}</svg>'
        with image.open(io.BytesIO(bytes(resvg.svg_to_bytes(svg_string=svg)))) as picture:
            found.append(np.asarray(picture.convert("RGB"), dtype=float) / 255)
    encoded = np.array(found)
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def lab(linear):
    """CIE Lab of linear sRGB, of shape (…, 3)."""
    part = np.clip(linear, 0, 1) @ TO_XYZ.T / WHITE
    bent = np.where(part > (6 / 29) ** 3, np.cbrt(part), part / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = np.moveaxis(bent, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def apart(one, other):
    """How far two tiles differ where they are shifted so that they differ least."""
    window = one[:WINDOW, :WINDOW]
    return min(
        np.sqrt(((window - other[down : down + WINDOW, across : across + WINDOW]) ** 2).sum(axis=-1).mean())
        for down in range(SHIFTS)
        for across in range(SHIFTS)
    )


def least(tiles):
    """The two looks that differ least, and by how much."""
    pairs = combinations(range(len(tiles)), 2)
    return min((apart(tiles[one], tiles[other]), LOOKS[one][2], LOOKS[other][2]) for one, other in pairs)


def test_there_are_eight_and_no_two_share_a_hatch():
    assert len(LOOKS) == len({hatch for _, _, hatch in LOOKS}) == 8


@pytest.mark.parametrize("sight", DEFICIENCIES)
def test_looks_are_told_apart_by_everybody(tiles, sight):
    seen = lab(tiles @ np.array(DEFICIENCIES[sight]).T)
    assert least(seen)[0] > LEAST


def test_looks_are_told_apart_in_grey_print(tiles):
    assert least(lab(tiles)[..., :1])[0] > LEAST


def test_the_same_look_shifted_is_no_other(tiles):
    """The measure finds nothing where there is nothing: else every look would pass."""
    seen = lab(tiles)[1]
    assert apart(seen, seen) == 0
    plain = np.broadcast_to(seen.mean(axis=(0, 1)), seen.shape)
    assert apart(plain, plain + 1) == pytest.approx(np.sqrt(3))
