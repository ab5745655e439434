"""How the code is built, measured."""

from pathlib import Path

from tools.house import between_packages, circle, imports_of, measured

MODULE = '''
def short():
    """Two lines

    more than it counts."""
    return 1

class Long:
    @property
    def long(self):
        one = 1
        return one
'''


def test_no_module_imports_itself_by_way_of_others() -> None:
    imports = imports_of("joinwise")
    assert circle(imports) == []
    assert circle(between_packages(imports)) == []


def test_a_circle_is_found_between_modules_and_between_packages() -> None:
    imports = {"p.a.one": {"p.b.one"}, "p.b.two": {"p.a.two"}, "p.b.one": set(), "p.a.two": set()}
    assert circle(imports) == []
    assert set(circle(between_packages(imports))) == {"p.a", "p.b"}
    assert len(circle({"p.a": {"p.b"}, "p.b": {"p.a"}})) == 3


def test_functions_are_measured_without_their_docstrings(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(MODULE)
    found = measured(tmp_path)
    assert (found.files, found.lines) == (1, 12)
    assert {function.name: function.lines for function in found.functions} == {
        "short": 2,
        "long": 3,
    }
