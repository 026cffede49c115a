"""A client of language servers: JSON-RPC over the pipes of a process, one request at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PATIENCE: Final = 240
"""Seconds after which a server that still runs is killed."""

MARKDOWN: Final = ["markdown"]
CAPABILITIES: Final = {
    "workspace": {"configuration": True},
    "textDocument": {
        "hover": {"contentFormat": MARKDOWN},
        "completion": {
            "completionItem": {
                "documentationFormat": MARKDOWN,
                "tagSupport": {"valueSet": [1]},
                "resolveSupport": {
                    "properties": ["documentation", "additionalTextEdits"]
                },
            }
        },
        "signatureHelp": {"signatureInformation": {"documentationFormat": MARKDOWN}},
        "publishDiagnostics": {"tagSupport": {"valueSet": [1, 2]}},
        "diagnostic": {},
    },
}
SETTINGS: Final = {"python": {"pythonPath": sys.executable}}
"""The settings of an editor whose user has chosen an environment."""


class LanguageServer:
    """A running server with a folder open in it."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._to, self._from = self._process.stdin, self._process.stdout
        self._asked = 0
        self._watchdog = threading.Timer(PATIENCE, self._process.kill)
        self._watchdog.daemon = True
        self._watchdog.start()
        root = {"uri": folder.as_uri(), "name": folder.name}
        self.request(
            "initialize",
            {
                "processId": os.getpid(),
                "capabilities": CAPABILITIES,
                "rootUri": root["uri"],
                "workspaceFolders": [root],
            },
        )
        self.notify("initialized", {})

    def request(self, method: str, params: object) -> Any:
        """Return the result of a request, answering what the server asks meanwhile."""
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            message = self._receive()
            if "method" in message:
                if "id" in message:
                    self._send({"id": message["id"], "result": _result_of(message)})
            elif message["id"] == self._asked:
                assert "error" not in message, message
                return message["result"]

    def notify(self, method: str, params: object) -> None:
        """Tell the server something that has no result."""
        self._send({"method": method, "params": params})

    def open(self, name: str, text: str) -> str:
        """Show the server a file of its folder in an editor; return the URI."""
        path = self.folder / name
        path.write_text(text, "utf-8")
        uri = path.as_uri()
        about = {"uri": uri, "languageId": "python", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": about})
        return uri

    def close(self, uri: str) -> None:
        """Close the file in the editor."""
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def stop(self) -> None:
        """End the server, which the watchdog may have ended already."""
        self._watchdog.cancel()
        self._process.kill()
        self._process.communicate()

    def _send(self, message: dict[str, object]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._to.flush()

    def _receive(self) -> Any:
        length = 0
        while line := self._from.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, f"{self._process.args!r} has ended"
        return json.loads(self._from.read(length))


def _result_of(request: Any) -> object:
    """Return what an editor answers to a request of the server."""
    if request["method"] == "workspace/configuration":
        items = request["params"]["items"]
        return [SETTINGS.get(item.get("section"), {}) for item in items]
    return None
