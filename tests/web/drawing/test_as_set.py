"""The drawings as a browser sets them, in the fonts of this machine: what was reckoned must hold for real letters."""

import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files
from itertools import cycle
from pathlib import Path

import pytest

from standoff.web.drawing.network import network
from standoff.web.drawing.period import Period
from standoff.web.drawing.timeline import timeline
from tests.web.drawing.rows import YEAR, many, many_ties, zoom

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
STRANGE = (
    "Щодо Києва", "مرحبا بالعالم", "👩\u200d👩\u200d👧 ❤️", "﷽", "中国外交部", "WWWWWW", "हिन्दी",
    "e\u0301\u0302\u0303",
)  # fmt: skip
DAY = Period.of("2022-05-02")
NOON = DAY.since + timedelta(hours=12)
SCRIPT = """
const found = [];
for (const drawing of document.querySelectorAll("svg")) {
  const edge = drawing.viewBox.baseVal;
  const all = [...drawing.querySelectorAll("text, .mark > path:not(.bar), circle")];
  const boxes = all.map(each => [each, each.getBBox()]);
  for (const [each, box] of boxes) {
    if (box.x < 0 || box.x + box.width > edge.width + 0.5 || box.y + box.height > edge.height + 0.5) {
      found.push("outside: " + each.textContent);
    }
  }
  for (let a = 0; a < boxes.length; a++) for (let b = a + 1; b < boxes.length; b++) {
    const [one, p] = boxes[a], [other, q] = boxes[b];
    if (one.parentNode === other.parentNode && one.tagName === "path") continue;
    const x = Math.min(p.x + p.width, q.x + q.width) - Math.max(p.x, q.x);
    // The box of a letter has the room of lines above and below it.
    const y = Math.min(p.y + p.height, q.y + q.height) - Math.max(p.y, q.y);
    if (x > 0.5 && y > 3) found.push(one.textContent + " / " + other.textContent);
  }
}
document.body.dataset.found = JSON.stringify([document.querySelectorAll("svg text").length, found]);
"""


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (on Debian: apt install chromium)")
def test_no_words_overlap_as_a_browser_sets_them(tmp_path: Path) -> None:
    strange = [
        replace(mark, label=f"{each} {mark.label}") for mark, each in zip(many(60), cycle(STRANGE), strict=False)
    ]
    drawings = [timeline(rows, YEAR, zoom) for rows in (many(5), many(500), strange)]
    days = [replace(mark, period=DAY) for mark in many(500)]
    drawings += [timeline(rows, Period(NOON, DAY.until), zoom) for rows in (days[:5], days)]
    ties = many_ties(30)
    names = {tie.actor: f"The United Republic of {tie.actor}" for tie in ties}
    drawings += [network(ties[:number], names, lambda tie: "/rows", lambda code: "/actors") for number in (5, 500)]
    css = (files("standoff.web") / "static/drawing.css").read_text(encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(
        f"<!doctype html><meta charset=utf-8><style>{css}</style>{''.join(drawings)}<script>{SCRIPT}</script>",
        encoding="utf-8",
    )
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    number, _, rest = shown.partition('data-found="[')[2].partition(",")
    assert int(number) > 150
    assert rest.partition('"')[0] == "[]]", rest[:500]
