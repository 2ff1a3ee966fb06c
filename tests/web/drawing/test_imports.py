import ast
import sys
from importlib.resources import files

OURS = {"errors", "plover", "queries", "types", "web"}


def test_drawings_need_nothing_but_the_rows_and_the_standard_library() -> None:
    found = set()
    for path in files("standoff.web.drawing").iterdir():
        if path.name.endswith(".py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
                found.update(names)
    foreign = {name for name in found if name.partition(".")[0] not in sys.stdlib_module_names}
    assert {tuple(name.split(".")[:1]) for name in foreign} == {("standoff",)}
    assert {name.split(".")[1] for name in foreign} <= OURS
