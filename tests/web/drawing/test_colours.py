import re
from importlib.resources import files

import pytest

from standoff.web.drawing.marks import Kind

CSS = (files("standoff.web") / "static/drawing.css").read_text(encoding="utf-8")
WORDS, LINES = 4.5, 3.0
_SHADES = tuple(f"shade-{at}" for at in range(1, 5))
_KINDS = ("for-word", "for-deed", "against-word", "against-deed", "neutral", "said")


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


LIGHT = _colours(CSS.partition("@media")[0])
DARK = LIGHT | _colours(CSS.partition("@media")[2])
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _mixed(above: str, below: str, share: float) -> str:
    pairs = ((int(above[at : at + 2], 16), int(below[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(over * share + under * (1 - share)):02x}" for over, under in pairs)


def test_contrast_is_measured_as_the_guidelines_do() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_words_stand_out_from_every_ground(theme: dict[str, str]) -> None:
    for ground in ("paper", "band", *_SHADES):
        assert _contrast(theme["ink"], theme[ground]) >= WORDS, ground
    for ground in ("paper", "band"):
        assert _contrast(theme["quiet"], theme[ground]) >= WORDS, ground


@THEMES
def test_symbols_and_ties_stand_out_from_their_ground(theme: dict[str, str]) -> None:
    opacity = float((re.search(r"\.tie \{ stroke-opacity: ([\d.]+)", CSS) or [""])[1])
    for name in (*_KINDS, "focus"):
        assert _contrast(theme[name], theme["paper"]) >= LINES, name
        assert _contrast(theme[name], theme["band"]) >= LINES, name
        assert _contrast(_mixed(theme[name], theme["paper"], opacity), theme["paper"]) >= LINES, name


def test_both_themes_name_every_colour_and_every_kind_has_one() -> None:
    assert set(_colours(CSS.partition("@media")[2])) == set(LIGHT)
    for kind in Kind:
        assert re.search(rf"\.drawing \.{kind} {{ color: var", CSS), kind
