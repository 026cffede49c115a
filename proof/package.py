"""A package made of a table: imported, generated, checked and loaded, as a user would do it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from errsmith.project import spec_files
from errsmith.spec.identifiers import class_name

if TYPE_CHECKING:
    from errsmith.spec.model import Spec

BIN: Final = Path(sys.executable).parent
READ: Final = re.compile(r"^(\d+) rows? read, (\d+) understood", re.MULTILINE)


@dataclass(frozen=True)
class Made:
    """A package, the spec it is made of, and what its making took."""

    spec: Spec
    module: Any  # made a moment ago, so that no checker of the proof can know it
    read: int
    understood: int
    imported_in: float
    generated_in: float
    typed: bool

    def error(self, code: int | str, http_status: int | None = None) -> Any:
        """Return the exception for a code."""
        return self.module.error_from_code(code, http_status=http_status)

    @property
    def classes(self) -> int:
        """Return how many codes have a class of their own."""
        return sum(1 for _ in self.spec.errors())

    @property
    def without_class(self) -> list[str]:
        """Return the rows of errors that are no class of the module, nor another name of one."""
        names = (
            row.name for table, row in self.spec.rows() if not table.is_success(row)
        )
        prefix = self.spec.prefix
        return [
            each for each in names if not hasattr(self.module, class_name(prefix, each))
        ]

    @property
    def families(self) -> int:
        """Return how many bases stand between the provider's and those of the codes."""
        return sum(len(table.families) for table in self.spec.tables)

    @property
    def parameters(self) -> int:
        """Return how many values the classes have as properties."""
        return sum(len(row.parameters) for _, row in self.spec.rows())


def make(table: Path, provider: str, folder: Path) -> Made:
    """Return the package of a table. Raises CalledProcessError where a step fails."""
    spec = folder / "specs" / f"{provider}.yaml"
    errsmith = str(BIN / "errsmith")
    naming = ["--provider", provider, "--prefix", provider.capitalize()]
    said, imported = _timed([errsmith, "import", str(table), *naming, "-o", str(spec)])
    name = f"{provider}_proof"
    call = [errsmith, "gen", str(spec), "-o", str(folder), "--package", name]
    _, generated = _timed(call)
    read = READ.search(said)
    if read is None:
        raise ValueError(f"no count of rows in: {said}")
    sys.path.insert(0, str(folder))
    return Made(
        spec_files.load_all([spec]).specs[0].spec,
        import_module(f"{name}.{provider}"),
        int(read[1]),
        int(read[2]),
        imported,
        generated,
        _is_typed(folder, name),
    )


def _timed(command: list[str]) -> tuple[str, float]:
    """Return what a command says, and the seconds that it takes."""
    start = time.perf_counter()
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    return ran.stdout + ran.stderr, time.perf_counter() - start


def _is_typed(folder: Path, name: str) -> bool:
    """Return whether both checkers are content with a package, in their strictest mode."""
    settings = folder / "pyrightconfig.json"
    settings.write_text(f'{{"include": ["{name}"], "typeCheckingMode": "strict"}}')
    clean = True
    for command in (["mypy", "--strict", name], ["pyright", "-p", str(settings)]):
        environment = {**os.environ, "MYPY_CACHE_DIR": str(folder / ".mypy_cache")}
        call = [str(BIN / command[0]), *command[1:]]
        ran = subprocess.run(
            call,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            print(ran.stdout)
            clean = False
    return clean
