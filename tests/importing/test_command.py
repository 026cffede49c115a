"""The command: where it reads, where it writes, and what it refuses."""

from __future__ import annotations

import gzip
import io
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest
import yaml
from errsmith.cli import dispatch
from errsmith.importing import page as page_module
from errsmith.project import spec_files

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def served(page: Path) -> Iterator[str]:
    """The address of a server that answers every path with the page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/gone":
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/markdown; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.read_bytes())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as above
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_spec_is_written_that_the_generator_takes(
    page: Path, tmp_path: Path, imports: Run
) -> None:
    target = tmp_path / "specs" / "acme.yaml"

    ran = imports(str(page), "-o", str(target))

    assert ran.returncode == 0
    assert ran.stdout == ""
    assert ran.stderr.endswith(f"create {target}\n")
    (made,) = spec_files.load_all([target]).specs
    assert (made.spec.provider, made.spec.prefix) == ("acme", "Acme")


def test_without_a_file_the_spec_goes_to_standard_output(
    page: Path, imports: Run
) -> None:
    ran = imports(str(page))

    assert ran.stdout.startswith(
        "# yaml-language-server: $schema=schema.json\nprovider: acme\n"
    )


def test_the_first_line_names_the_provider_that_the_command_line_gives(
    page: Path, imports: Run
) -> None:
    given = ("--provider", "acme_mail", "--prefix", "Mail", "--title", "Acme: Mail")

    ran = imports(str(page), *given, "--url", "https://acme.example/e")

    spec = yaml.safe_load(ran.stdout)
    assert (spec["provider"], spec["prefix"], spec["title"]) == (
        "acme_mail",
        "Mail",
        "Acme: Mail",
    )
    assert spec["sources"][0]["url"] == "https://acme.example/e"


@pytest.mark.parametrize(
    ("name", "heading", "provider"),
    [
        ("zeta_error_codes.md", "Acme error codes", "zeta"),
        ("errors.md", "Acme Mail error codes", "acme_mail"),
        ("errors.md", "Error codes", "errors"),
    ],
)
def test_the_provider_is_told_by_the_file_else_by_the_heading(
    name: str, heading: str, provider: str, page: Path, imports: Run
) -> None:
    file = page.with_name(name)
    text = page.read_text("utf-8").replace("# Error codes", f"# {heading}")
    file.write_text(text, "utf-8")

    ran = imports(str(file))

    assert yaml.safe_load(ran.stdout)["provider"] == provider


def test_a_page_is_read_from_standard_input(
    page: Path, imports: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page.read_bytes())))

    ran = imports("-", "--provider", "acme")

    assert ran.returncode == 0
    assert "name: TOO_FAST" in ran.stdout


def test_a_page_is_fetched_and_its_address_is_the_source(
    served: str, imports: Run
) -> None:
    ran = imports(f"{served}/docs/errors", "--provider", "acme")

    assert ran.returncode == 0
    assert yaml.safe_load(ran.stdout)["sources"][0]["url"] == f"{served}/docs/errors"


def test_an_address_that_does_not_answer_is_a_wrong_call(
    served: str, imports: Run
) -> None:
    ran = imports(f"{served}/gone")

    assert ran.returncode == 2
    assert "404" in ran.stderr


def test_a_spec_that_is_there_is_not_replaced(
    page: Path, tmp_path: Path, imports: Run
) -> None:
    target = tmp_path / "acme.yaml"
    target.write_text("mine")

    refused = imports(str(page), "-o", str(target))
    kept = target.read_text()
    forced = imports(str(page), "-o", str(target), "--force")

    assert (refused.returncode, kept) == (2, "mine")
    assert "errsmith update" in refused.stderr
    assert forced.returncode == 0
    assert target.read_text() != "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.md",), "nowhere.md cannot be read: No such file or directory"),
        ((".",), "is a folder"),
        (("page", "-o", "spec.json"), "a spec is a .yaml file"),
        (("page", "--columns", "kode=1"), "--columns takes ROLE=COLUMN"),
        (("page", "--columns", ""), "--columns names no column"),
        (("page", "--replies", "status"), "--replies takes code=PATH,message=PATH"),
        (("page", "--replies", "code=a..b"), "paths like result.error"),
        (("page", "--provider", "Acme"), "write it like acme_mail"),
        (("page", "--prefix", "acme"), "write it like AcmeMail"),
        (("page", "--url", "acme"), "is not an address"),
        (("page", "--url", "https://[x"), "is not an address"),
        (("http://127.0.0.1:1/\x1b[2J",), "is not a valid address"),
        (("HTTP://me:x@127.0.0.1:1/a b",), "127.0.0.1:1/a%20b cannot be fetched"),
        (("page", "--url", "https://me:x@acme.example/"), "leave them out"),
        (("page", "--title", "A\x1b[2J"), "control character"),
    ],
)
def test_a_wrong_call_exits_with_2_and_says_why(
    arguments: tuple[str, ...], said: str, page: Path, imports: Run
) -> None:
    given = [str(page) if each == "page" else each for each in arguments]

    ran = imports(*given)

    assert ran.returncode == 2
    assert said in ran.stderr
    assert ran.stdout == ""


def test_a_page_in_the_wrong_format_is_told_with_its_place(
    tmp_path: Path, imports: Run
) -> None:
    file = tmp_path / "errors.json"
    file.write_text('{"1001": "Too fast",\n"1002" "Too slow"}')

    ran = imports(str(file))

    assert ran.returncode == 1
    assert "the page is not JSON: line 2, column 8" in ran.stderr
    assert "nothing was written" in ran.stderr


def test_the_format_can_be_said(page: Path, imports: Run) -> None:
    ran = imports(str(page), "--format", "flat")

    assert "read as flat" in ran.stderr
    assert "name: TOO_FAST" in ran.stdout


def test_columns_are_named_by_number_or_by_title(tmp_path: Path, imports: Run) -> None:
    file = tmp_path / "e.csv"
    file.write_text("x,y,z\nup,1,Too fast\ndown,2,Too slow\n")

    by_number = imports(str(file), "--columns", "code=2,message=3")
    by_title = imports(str(file), "--columns", "code=Y, message=z")

    assert "code: 1\n" in by_title.stdout
    assert "message: Too slow" in by_title.stdout
    assert "message: Too slow" in by_number.stdout
    assert by_number.returncode == 1  # the titles are no row with a number


def test_where_a_reply_has_its_code_can_be_said_and_is_no_guess(
    page: Path, imports: Run
) -> None:
    ran = imports(str(page), "--replies", "code=result.status, message=result.text")

    assert ran.stdout.endswith(
        "replies:\n  - {code: result.status, message: result.text, table: AcmeCode}\n"
    )
    assert (
        "replies: code=result.status, message=result.text, as in --replies"
        in ran.stderr
    )


def test_a_reply_in_running_text_shows_where_its_code_is(
    page: Path, imports: Run
) -> None:
    with page.open("a") as opened:
        opened.write('\nA failure is `{"status": 17, "text": "Too fast"}`.\n')

    ran = imports(str(page))

    assert "  - {code: status, message: text, table: AcmeCode}  # guess" in ran.stdout
    assert "replies: code=status, message=text, as in a reply on the page" in ran.stderr


@pytest.mark.parametrize(("edit", "left"), [("", 0), ("# mine\n", 1)])
def test_the_example_of_a_new_project_goes_unless_it_was_edited(
    edit: str, left: int, page: Path, tmp_path: Path, imports: Run
) -> None:
    assert dispatch.main(["init", str(tmp_path)]) == 0
    example = tmp_path / "specs" / "example.yaml"
    example.write_text(example.read_text() + edit)

    ran = imports(str(page), "-o", str(tmp_path / "specs" / "acme.yaml"))

    assert example.exists() == left
    assert ran.stderr.count(f"remove {example}: the example of") == 1 - left


def test_a_page_of_more_than_the_limit_is_refused(
    tmp_path: Path, imports: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "LARGEST_PAGE", 1024 * 1024)
    file = tmp_path / "big.md"
    file.write_bytes(b"|" * (1024 * 1024 + 1))

    ran = imports(str(file))

    assert ran.returncode == 2
    assert "more than 1 MiB" in ran.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_page_is_read_in_its_encoding(
    encoding: str, tmp_path: Path, imports: Run
) -> None:
    file = tmp_path / "acme.csv"
    file.write_text("code,message\n17,Größe falsch\n18,Schlüssel fehlt\n", encoding)

    ran = imports(str(file))

    assert "message: Größe falsch" in ran.stdout
    assert "name: GROSSE_FALSCH" in ran.stdout


def test_bytes_that_are_no_text_are_no_crash(tmp_path: Path, imports: Run) -> None:
    file = tmp_path / "acme.txt"
    file.write_bytes(gzip.compress(bytes(range(256)) * 8, mtime=0))

    ran = imports(str(file))

    assert ran.returncode == 2
    assert "the page is in no known encoding" in ran.stderr


def test_the_report_obeys_no_escape_of_the_page(tmp_path: Path, imports: Run) -> None:
    file = tmp_path / "acme.md"
    file.write_text(
        "# Error codes\n\n| Code | Text |\n|--|--|\n| 1 | a |\n| \x1b]0;x\x07 y z | b |\n"
    )

    ran = imports(str(file))

    assert "\x1b" not in ran.stderr
    assert "\x1b" not in ran.stdout
