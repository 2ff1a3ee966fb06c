"""Texts that nobody writes, each a bit to be repeated: what must neither fall over nor take long."""

HOSTILE = {
    "no full stop": "the minister said that the talks went on and ",
    "quotation marks": '"',
    "opened marks": "“We ",
    "a word a line": "said\n",
    "capitals": "THE MINISTER SAID THE BORDER WAS CLOSED. ",
    "scripts": "The 部長 said Київ وقال नमस्ते, ",
    "ideographs": "said漢字",
    "ideographs in words": "said漢字 ",
    "emoji": "😀said👩\u200d🚒 ",
    "zero width": "\u200bsaid\u200d ",
    "lone accents": "\u0301 said\u0301\u0301 ",
    "white space": "said \n \t ",
}
