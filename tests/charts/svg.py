"""Drawings taken apart, to be compared."""

from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass
class Element:
    """One element; attributes in lower case."""

    name: str
    attributes: dict
    text: str = ""

    def get(self, name):
        return self.attributes.get(name)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.elements = []

    def handle_starttag(self, tag, attrs):
        self.elements.append(Element(tag, dict(attrs)))

    def handle_data(self, data):
        self.elements[-1].text += data


def elements(svg, name=None):
    """The elements of a drawing in the order they are painted, all or those of one name."""
    reader = _Reader()
    reader.feed(svg)
    return [element for element in reader.elements if name in (None, element.name)]
