"""Seconds of the encoder and its heads on text that is none: four times the text should take four times the time.

usage: taskset -c 0 python bench/hostile.py
"""

from time import process_time

from standoff.extract import article_of_text
from standoff.language import encoder
from standoff.language.attribution import ModelAttributor
from standoff.language.syntax import Syntax

SIZES = (25_000, 50_000, 100_000)
TEXTS = {
    "without a full stop": "the minister said that talks would go on and ",
    "quotation marks": '" ',
    "one run of quotation marks": '"',
    "quotations": '"no" he said ',
    "a word a line": "said\n",
    "many scripts": "министр сказал 部長 said that नमस्ते ",
    "all capitals": "THE MINISTER SAID THE BORDER WAS CLOSED. ",
    "Chinese without spaces": "said部長漢字",
    "zero-width and combining": "\u200bsaid\u200d \u0301\u0301 ",
}


def main() -> None:
    shared = encoder.packaged()
    syntax, model = Syntax(shared), ModelAttributor(shared)
    print(f"{'':28}" + "".join(f"{size:>14,}" for size in SIZES) + "  ratio")
    for name, bit in TEXTS.items():
        taken, rows = zip(*(_read(syntax, model, bit, size) for size in SIZES), strict=True)
        cells = "".join(f"{seconds:8.2f} ({count:3})" for seconds, count in zip(taken, rows, strict=True))
        print(f"{name:28}{cells}  {taken[-1] / taken[0]:.1f}")


def _read(syntax: Syntax, model: ModelAttributor, bit: str, size: int) -> tuple[float, int]:
    article = article_of_text("said " + bit * (size // len(bit)), uri="hostile")
    started = process_time()
    rows = len(model.attribute(syntax.parse(article)))
    return process_time() - started, rows


if __name__ == "__main__":
    main()
