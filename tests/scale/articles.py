"""Short articles in files of JSON lines, for many readers at once."""

import json
from pathlib import Path

WORDS = (
    "The president of Ukraine, Volodymyr Zelensky, said on Tuesday that Russia must withdraw its troops. "
    "Moscow rejected the demand for the {} time."
)


def text(number: int, more: str = "") -> str:
    return WORDS.format(number) + more


def write(path: Path, texts: list[str]) -> Path:
    lines = [
        json.dumps({"uri": f"{path.stem}/{number}", "text": each, "published_on": "2022-02-01"})
        for number, each in enumerate(texts)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def files(folder: Path, count: int, articles: int, fatal: str = "") -> list[str]:
    """Write files of articles, all different; in the middle of the second stands the word `fatal`."""
    found = []
    for file in range(count):
        texts = [text(file * articles + number) for number in range(articles)]
        if file == 1:
            texts[articles // 2] += f" {fatal}"
        found.append(str(write(folder / f"{file}.jsonl", texts)))
    return found
