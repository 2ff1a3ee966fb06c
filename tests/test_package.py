import ast
import doctest
import inspect
import re
from pathlib import Path

import pytest

import standoff
from standoff import cli, errors, plover, types
from standoff.cli import show
from standoff.export import jsonl
from standoff.types import Article, Reading

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "src").rglob("*.py"))


def test_what_is_exported_is_what_is_there() -> None:
    visible = {name for name in vars(standoff) if not name.startswith("_")} - {"date", "version"}
    modules = {name for name in visible if inspect.ismodule(getattr(standoff, name))}
    assert visible - modules - {"SettingsError"} == set(standoff.__all__) - {"__version__"}


def test_the_readme_shows_what_happens() -> None:
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert tried > 3
    assert failed == 0


@pytest.mark.parametrize("module", [show, standoff])
def test_doctests_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_every_field_of_the_record_is_documented() -> None:
    documented = (ROOT / "docs/record.md").read_text(encoding="utf-8")
    article = Article(uri="a", text="b", extractor="text/1")
    names = {*jsonl.as_json(Reading(article)), *jsonl.article(article)} | {
        "said_on",
        "according_to",
        "chain",
        "mentions",
    }
    for name in names:
        assert re.search(rf"\b{name}\b", documented), name


def test_every_command_and_noun_is_in_the_documents() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").lower()
    for noun in ("article", "citation", "actor", "statement", "event", "demand", "story", "coder", "span", "capture"):
        assert f"**{noun}" in glossary or f", {noun}**" in glossary or f"**{noun}," in glossary, noun
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"standoff {name}" in readme for name in cli.COMMANDS)


def test_the_tree_of_errors_is_drawn_as_it_is() -> None:
    drawn = set(re.findall(r"\w+Error", errors.__doc__ or ""))
    assert drawn == {name for name, value in vars(errors).items() if inspect.isclass(value)}


def test_there_are_sixteen_types_of_plover_and_three_of_ours() -> None:
    assert sum(each.in_plover for each in plover.EventType) == 16
    assert len(plover.OWN_TYPES) == 3
    assert sum(map(len, plover.MODES.values())) == 67
    assert len(plover.CONTEXTS) == 37


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_short_and_say_what_they_are_for(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 300
    if source.strip():
        assert ast.get_docstring(ast.parse(source))


_OF_SPACY = frozenset({
    "component.py", "language/paragraphs.py", "language/parsing/grammar.py", "language/parsing/words.py",
    "language/reader.py", "language/syntax.py",
})  # fmt: skip


def test_spacy_is_imported_only_where_a_doc_is_made_and_filled() -> None:
    source = ROOT / "src/standoff"
    found = {
        str(path.relative_to(source))
        for path in MODULES
        if re.search(r"^\s*(import|from) (spacy|thinc)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert found == _OF_SPACY


def test_nouns_are_frozen() -> None:
    nouns = [value for value in vars(types).values() if hasattr(value, "__dataclass_params__")]
    assert all(noun.__dataclass_params__.frozen for noun in nouns)
    assert len(nouns) >= 10
