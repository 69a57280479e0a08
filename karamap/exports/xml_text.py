"""XML documents as text: what no document may hold is replaced, wherever it came from."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(root: ET.Element, head: str, space: str = "  ") -> str:
    r"""A document with its head; elements are indented by `space`.

    >>> xml_text(ET.Element("a", b="\x0b"), "<!-- -->\n")
    '<!-- -->\n<a b="�" />\n'
    """
    ET.indent(root, space=space)
    return _NOT_IN_XML.sub("\ufffd", f"{head}{ET.tostring(root, encoding='unicode')}\n")
