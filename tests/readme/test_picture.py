"""docs/architecture.svg shows the parts of the tool as they import each other.

`pytest tests/readme --record` draws it anew.
"""

from __future__ import annotations

from docs.hooks.picture import arrows, parts_imported, picture
from tests.readme.conftest import ROOT

PICTURE = ROOT / "docs" / "architecture.svg"


def test_the_picture_is_that_of_the_imports(*, record: bool) -> None:
    drawn = picture(parts_imported())
    if record:
        PICTURE.write_text(drawn, "utf-8")

    assert drawn == PICTURE.read_text("utf-8")


def test_an_arrow_that_follows_from_others_is_left_out() -> None:
    imports = {"a": {"b", "c"}, "b": {"c"}, "c": set[str]()}

    assert arrows(imports) == [("a", "b"), ("b", "c")]


def test_another_import_is_another_picture() -> None:
    imports = parts_imported()
    changed = {**imports, "importing": imports["importing"] | {"project"}}

    assert picture(changed) != picture(imports)
