"""Elements of SVG, escaped by the standard library.

A drawing has no style attribute, style sheet, script or id: a strict content security policy lets it pass, and several
stand in one page. Presentation attributes say what must be seen without a style sheet; classes are for colours.
"""

from xml.etree.ElementTree import Element, SubElement, tostring

from standoff.web.drawing.lettering import FONT, SIZE, clean, is_measured, width

MOST_BYTES = 80_000
"""What a drawing may weigh, whatever the number of rows."""

_MOST_LETTERS = 240
"""Of a title or name that is only heard or hovered; what is cut stands behind the link."""

Value = str | float


def canvas(kind: str, wide: float, high: float, label: str) -> Element:
    """Return the root of a drawing of links; `label` is its name for who cannot see it."""
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})
    size: dict[str, Value] = {"viewBox": f"0 0 {_written(wide)} {_written(high)}", "width": wide, "height": high}
    # A group, since an image would hide its links from screen readers.
    return _with(
        root, class_=f"drawing {kind}", role="group", aria_label=cut(label), font_family=FONT, font_size=SIZE, **size
    )


def add(parent: Element, tag: str, **attributes: Value) -> Element:
    """Add an element; `_` of a name is written `-`, and a last one is dropped: `class_`, `text_anchor`."""
    return _with(SubElement(parent, tag), **attributes)


def lettered(parent: Element, text: str, x: float, y: float, **attributes: Value) -> Element:
    """Add a label that is not wider than `lettering.width` says, also in letters that were not measured."""
    if not is_measured(text):
        attributes |= {"textLength": width(text), "lengthAdjust": "spacingAndGlyphs"}
    made = add(parent, "text", x=x, y=y, **attributes)
    made.text = clean(text)
    return made


def linked(parent: Element, href: str | None, title: str, class_: str) -> Element:
    """Add a group with a title, a link where there is an address."""
    made = add(parent, "a", class_=class_, href=href) if href else add(parent, "g", class_=class_)
    add(made, "title").text = cut(title)
    return made


def cut(text: str) -> str:
    whole = clean(text)
    return whole if len(whole) <= _MOST_LETTERS else f"{whole[:_MOST_LETTERS]}…"


def written(root: Element) -> str:
    return tostring(root, encoding="unicode")


def _with(made: Element, **attributes: Value) -> Element:
    for name, value in attributes.items():
        made.set(name.rstrip("_").replace("_", "-"), _written(value))
    return made


def _written(value: Value) -> str:
    """Write a number with one decimal at most: a tenth of a pixel is not seen, and digits are half of a drawing."""
    return clean(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
