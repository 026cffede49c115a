"""Other generators, each set up with a table of codes in its own format."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tarfile
from dataclasses import dataclass, field
from importlib import metadata
from typing import TYPE_CHECKING, Final

from bench.places import ROOT, WORK, last_line

if TYPE_CHECKING:
    from pathlib import Path

    from bench.specs import Code

TELETHON: Final = ROOT / ".cache" / "telethon"
PYROGRAM: Final = WORK / "pyrogram"
BASES: Final = {
    303: "SEE_OTHER",
    400: "BAD_REQUEST",
    401: "UNAUTHORIZED",
    403: "FORBIDDEN",
    406: "NOT_ACCEPTABLE",
    420: "FLOOD",
    500: "INTERNAL_SERVER_ERROR",
    503: "SERVICE_UNAVAILABLE",
}
TELETHON_RUN: Final = """\
from pathlib import Path
from telethon_generator.generators import errors as generator
from telethon_generator.parsers import errors as parser
with open("rpcerrorlist.py", "w") as file:
    generator.generate_errors(list(parser.parse_errors(Path("errors.csv"))), file)
"""


@dataclass(frozen=True)
class Prepared:
    """A call that generates."""

    name: str
    arguments: list[str]
    folder: Path
    env: dict[str, str] = field(default_factory=dict[str, str])


def prepared(
    folder: Path, codes: list[Code], missing: dict[str, str]
) -> list[Prepared]:
    """Return the generators that there are; why the others are not is added to `missing`."""
    found: list[Prepared] = []
    for name, make in (
        ("Telethon's generator", _telethon),
        ("Pyrogram's compiler", _pyrogram),
        ("datamodel-code-generator, an enum", _datamodel),
    ):
        own = folder / make.__name__.strip("_")
        own.mkdir(parents=True)
        try:
            found.append(make(name, own, codes))
        except (
            OSError,
            subprocess.CalledProcessError,
            metadata.PackageNotFoundError,
        ) as error:
            missing[name] = last_line(error)
    return found


def _telethon(name: str, folder: Path, codes: list[Code]) -> Prepared:
    """Return its generator is in its repository only, not in what it publishes."""
    if not (TELETHON / "telethon_generator").is_dir():
        raise FileNotFoundError("put a checkout of Telethon 1 into .cache/telethon")
    with (folder / "errors.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["name", "codes", "description"])
        table.writerows([each.name, each.number, each.description] for each in codes)
    return Prepared(name, ["-c", TELETHON_RUN], folder, {"PYTHONPATH": str(TELETHON)})


def _pyrogram(name: str, folder: Path, codes: list[Code]) -> Prepared:
    """Return its compiler is in its sdist, beside templates that it reads."""
    compiler = _pyrogram_sdist() / "compiler" / "errors"
    home = folder / "compiler" / "errors"
    (home / "source").mkdir(parents=True)
    (folder / "NOTICE").write_text("\n", "utf-8")
    for each in [*compiler.glob("*.py"), *compiler.glob("template/*")]:
        target = home / each.relative_to(compiler)
        target.parent.mkdir(exist_ok=True)
        target.write_text(each.read_text("utf-8"), "utf-8")
    for number, base in BASES.items():
        rows = [
            f"{each.name}\t{each.description}\n"
            for each in codes
            if each.number == number
        ]
        source = home / "source" / f"{number}_{base}.tsv"
        source.write_text("id\tmessage\n" + "".join(rows), "utf-8")
    run = "from compiler.errors.compiler import start; start()"
    return Prepared(name, ["-c", run], folder)


def _pyrogram_sdist() -> Path:
    """Return the unpacked sdist, downloaded once."""
    version = metadata.version("Pyrogram")
    unpacked = PYROGRAM / f"Pyrogram-{version}"
    if not unpacked.is_dir():
        pip = [
            sys.executable,
            "-m",
            "pip",
            "--quiet",
            "download",
            f"pyrogram=={version}",
        ]
        options = [
            "--no-deps",
            "--no-binary",
            ":all:",
            "--no-build-isolation",
            "--dest",
            str(PYROGRAM),
        ]
        subprocess.run([*pip, *options], check=True, capture_output=True, text=True)
        with tarfile.open(next(PYROGRAM.glob("*.tar.gz"))) as archive:
            archive.extractall(PYROGRAM, filter="data")
    return unpacked


def _datamodel(name: str, folder: Path, codes: list[Code]) -> Prepared:
    """Return its enums have the codes and nothing else; what they mean has no place in one."""
    _ = metadata.version("datamodel-code-generator")
    schema = {"title": "Code", "type": "string", "enum": [each.name for each in codes]}
    (folder / "codes.json").write_text(json.dumps(schema), "utf-8")
    files = ["--input", "codes.json", "--output", "codes.py"]
    call = ["-m", "datamodel_code_generator", "--input-file-type", "jsonschema", *files]
    return Prepared(name, call, folder)
