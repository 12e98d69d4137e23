"""No widget, notification or title is ever given a plain text: what comes from outside would be read as markup.

Only `display` and its like make what a widget shows; `notify` takes text that is cleaned, with ``markup=False``.
"""

import ast
from pathlib import Path

import pytest

import influcore_tui

FILES = sorted(Path(influcore_tui.__file__).parent.glob("*.py"))
WIDGETS = {
    "Static",
    "Label",
    "Button",
    "Option",
    "Checkbox",
    "RadioButton",
    "Collapsible",
    "TabPane",
    "ListItem",
    "Markdown",
}
SAFE = {"display", "display_lines"}
FORBIDDEN = {"border_title", "border_subtitle", "tooltip", "sub_title"}


def is_safe(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in SAFE


def faults(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in WIDGETS and (not node.args or not is_safe(node.args[0])):
                found.append(f"{node.lineno}: {name}")
            if name == "update" and isinstance(node.func, ast.Attribute) and "Static" in ast.unparse(node.func.value):
                found += [f"{node.lineno}: update"] if not is_safe(node.args[0]) else []
            if name == "notify" and node.args:
                plain = any(k.arg == "markup" and ast.unparse(k.value) == "False" for k in node.keywords)
                cleaned = "clean(" in ast.unparse(node.args[0])
                found += [] if plain and cleaned else [f"{node.lineno}: notify"]
            if name == "OptionList":
                plain = any(k.arg == "markup" and ast.unparse(k.value) == "False" for k in node.keywords)
                found += [] if plain else [f"{node.lineno}: OptionList"]
            if name in ("from_markup", "with_tooltip", "RichLog", "DataTable"):
                found.append(f"{node.lineno}: {name}")
        targets = node.targets if isinstance(node, ast.Assign) else []
        found += [f"{node.lineno}: {t.attr}" for t in targets if isinstance(t, ast.Attribute) and t.attr in FORBIDDEN]
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_widget_is_given_a_plain_text(file: Path) -> None:
    assert faults(ast.parse(file.read_text())) == []


@pytest.mark.parametrize("code", [
    "Static('x')", "Static(f'{x}')", "Label(name)", "app.notify(text)", "app.notify(clean(x))", "w.border_title = x",
    "OptionList(Option(x))", "self.query_one('#a', Static).update(name)", "w.with_tooltip(x)",
])  # fmt: skip
def test_the_lint_finds_what_it_is_for(code: str) -> None:
    assert faults(ast.parse(code))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_binding_has_an_id(file: Path) -> None:
    calls = [n for n in ast.walk(ast.parse(file.read_text())) if isinstance(n, ast.Call)]
    bindings = [n for n in calls if isinstance(n.func, ast.Name) and n.func.id == "Binding"]
    assert all(any(k.arg == "id" for k in n.keywords) for n in bindings)
