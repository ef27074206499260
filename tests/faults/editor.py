"""An editor as a language server sees one: a process to talk to, buffers, and a hand that carries out what the server asks for.

It works in one thread, as editors do: what has come is taken when the editor comes round to it (`take`), or while it waits for something.
A thread of its own only empties the pipe, unless it is told to stop reading. Positions are counted in UTF-16 unless the session says
otherwise. Nothing here knows what sayso checks; `faults.py` and `kills.py` do.
"""

import json
import os
import queue
import re
import subprocess
import threading
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

PATIENCE = 15  # Seconds that anything may take before it counts as lost; a busy machine takes a few.
SILENT = object()  # The answer of an editor that gives none.

LINE = re.compile("\r\n|\n|\r")
UNITS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
WIDTH = {"utf-8": 1, "utf-16": 2, "utf-32": 4}

# What an editor of today can do.
ABLE = {
    "general": {"positionEncodings": ["utf-16"]},
    "window": {"workDoneProgress": True},
    "workspace": {
        "applyEdit": True,
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"]},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceFolders": True,
    },
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": False, "resolveSupport": {"properties": ["documentation"]}}},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor.rewrite", "source.fixAll"]}},
            "dataSupport": True,
            "isPreferredSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
        "publishDiagnostics": {"dataSupport": True, "relatedInformation": True},
        "rename": {"prepareSupport": True},
    },
}


def uri_of(path):
    return Path(path).as_uri()


def path_of(uri):
    return Path(unquote(urlsplit(uri).path))


def read(path):
    """The text of a file, its line ends as they are."""
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def write(path, text):
    """Writes a file as an editor saves: whole, in place of the old one."""
    beside = f"{path}.saving"
    with open(beside, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    os.replace(beside, path)


def position(text, at, encoding="utf-16"):
    """The position of the code point `at` of `text`."""
    start, line = 0, 0
    for end in LINE.finditer(text, 0, at):
        if end.end() <= at:
            start, line = end.end(), line + 1
    return {"line": line, "character": len(text[start:at].encode(UNITS[encoding], "surrogatepass")) // WIDTH[encoding]}


def offset(text, place, encoding="utf-16"):
    """The code point of `text` at a position. One outside the text is a mistake of whoever gave it."""
    starts = [0] + [end.end() for end in LINE.finditer(text)]
    start = starts[place["line"]]
    line = LINE.split(text[start:], maxsplit=1)[0]
    units = line.encode(UNITS[encoding], "surrogatepass")
    width = place["character"] * WIDTH[encoding]
    if width > len(units):
        raise ValueError(f"{place} is outside its line, which has {len(units) // WIDTH[encoding]} columns")
    return start + len(units[:width].decode(UNITS[encoding], "surrogatepass"))


def edited(text, edits, encoding="utf-16"):
    """`text` with the edits of one document made, all of them given for the text as it is."""
    spans = [(offset(text, e["range"]["start"], encoding), offset(text, e["range"]["end"], encoding), e["newText"]) for e in edits]
    out, after = [], len(text)
    for start, end, new in sorted(spans, key=lambda it: it[:2], reverse=True):
        if end > after or start > end:
            raise ValueError("edits overlap")
        out += [text[end:after], new]
        after = start
    return "".join(reversed(out + [text[:after]]))


class Server:
    """A process that speaks the protocol, and what has come from it."""

    def __init__(self, program, reads=True, **popen):
        environment = {**os.environ, "SAYSO_LOG": "off", **popen.pop("env", {})}
        streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, **popen}
        self.process = subprocess.Popen([program, "lsp"] if isinstance(program, str) else program, env=environment, **streams)
        self.came = queue.Queue()
        self.reading = threading.Event()
        if reads:
            self.reading.set()
        self.numbers = 0
        self.answers = {}  # By id: the answers of the server nobody has taken yet.
        self.asked = []  # Requests of the server, as they came.
        self.told = []  # Notifications, as they came.
        self.gone = False
        if self.process.stdout:
            threading.Thread(target=self._empty, daemon=True).start()

    def _empty(self):
        stream = self.process.stdout
        try:
            while True:
                self.reading.wait()
                size = 0
                while (line := stream.readline()) not in (b"\r\n", b""):
                    name, _, value = line.partition(b":")
                    if name.lower() == b"content-length":
                        size = int(value)
                body = stream.read(size)
                if not line or len(body) < size:
                    break
                self.came.put(json.loads(body))
        except (OSError, ValueError) as fault:
            self.came.put({"method": "$/broken", "params": repr(fault)})
        self.came.put(None)

    # What goes out.

    def write(self, data):
        try:
            self.process.stdin.write(data)
            self.process.stdin.flush()
        except (BrokenPipeError, ValueError):
            pass  # What does not come back tells.

    def send(self, message):
        body = message if isinstance(message, bytes) else json.dumps(message).encode()
        self.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def tell(self, method, params=None):
        self.send({"jsonrpc": "2.0", "method": method, **({} if params is None else {"params": params})})

    def put(self, method, params=None, number=None):
        """Sends a request and returns its id."""
        if number is None:
            self.numbers += 1
            number = self.numbers
        self.send({"jsonrpc": "2.0", "id": number, "method": method, **({} if params is None else {"params": params})})
        return number

    def ask(self, method, params=None, within=PATIENCE):
        """Sends a request and returns its answer's result."""
        answer = self.answer(self.put(method, params), within)
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer.get("result")

    # What comes in.

    def take(self, block=0.0):
        """Takes what has come; waits `block` seconds for the first of it."""
        try:
            message = self.came.get(timeout=block) if block else self.came.get_nowait()
            while True:
                self._one(message)
                message = self.came.get_nowait()
        except queue.Empty:
            pass

    def _one(self, message):
        if message is None:
            self.gone = True
        elif "method" not in message:
            self.answers.setdefault(str(message.get("id")), []).append(message)
        elif "id" in message:
            self.asked.append(message)
            result = self.answer_to(message["method"], message.get("params"))
            if result is not SILENT:
                self.send({"jsonrpc": "2.0", "id": message["id"], "result": result})
        else:
            self.told.append(message)
            self.hear(message["method"], message.get("params"))

    def answer_to(self, method, params):
        """What the editor answers a request of the server's."""
        return [None] * len(params["items"]) if method == "workspace/configuration" else None

    def hear(self, method, params):
        """What the editor makes of a notification."""

    def idle(self, seconds):
        """Does nothing for a while but take what comes."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.take(left)

    def until(self, true, within=PATIENCE, what="what was waited for"):
        """Takes what comes until `true()` is; returns what it is."""
        end = time.monotonic() + within
        while True:
            self.take()
            if found := true():
                return found
            assert not self.gone, f"the server has ended, and {what} has not come"
            assert time.monotonic() < end, f"{what} has not come within {within} s"
            self.take(0.02)

    def answer(self, number, within=PATIENCE):
        return self.until(lambda: self.answers.get(str(number)), within, f"an answer to request {number}").pop(0)

    def all_answered(self, numbers, within=PATIENCE):
        """The answers to these requests, each of which got one and no more."""
        self.until(lambda: all(self.answers.get(str(n)) for n in numbers), within, "an answer to each request")
        found = {n: self.answers.pop(str(n)) for n in numbers}
        assert all(len(it) == 1 for it in found.values()), "a request was answered twice"
        return {n: it[0] for n, it in found.items()}

    # How it is.

    def start(self, able=ABLE, **params):
        """Begins a session."""
        settings = {"editor": {"pause": 0}}
        params = {"processId": os.getpid(), "rootUri": None, "capabilities": able, "initializationOptions": settings, **params}
        offer = self.ask("initialize", params)
        self.tell("initialized", {})
        return offer

    def peak(self):
        """The most memory it has had, in MB; 0 where the system does not say."""
        try:
            lines = read(f"/proc/{self.process.pid}/status").splitlines()
        except OSError:
            return 0
        return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)

    def ends(self, within):
        """Its exit code, or None if it is still there after `within` seconds."""
        try:
            return self.process.wait(within)
        except subprocess.TimeoutExpired:
            return None

    def kill(self):
        self.reading.set()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                try:
                    stream.close()
                except OSError:
                    pass


class Buffer:
    """An open document: its text as the editor shows it."""

    def __init__(self, text, language, version=1):
        self.text = text
        self.language = language
        self.version = version


class Editor(Server):
    """A server with buffers, edits carried out in them and in files nobody has open, and diagnostics as they are shown."""

    def __init__(self, program, **more):
        super().__init__(program, **more)
        self.buffers = {}
        self.shown = {}
        self.applied = []  # Every edit of the server's that was carried out.
        self.refused = 0
        self.encoding = "utf-16"

    def start(self, folder=None, **params):
        if folder is not None:
            params = {"rootUri": uri_of(folder), "workspaceFolders": [{"uri": uri_of(folder), "name": "room"}], **params}
        offer = super().start(**params)
        self.encoding = offer["capabilities"]["positionEncoding"]
        return offer

    def hear(self, method, params):
        if method == "textDocument/publishDiagnostics":
            self.shown[params["uri"]] = params

    def answer_to(self, method, params):
        if method == "workspace/applyEdit":
            done = self.carry_out(params["edit"])
            return {"applied": done} if done else {"applied": False, "failureReason": "The text has changed."}
        return super().answer_to(method, params)

    def open(self, uri, text=None, language="markdown", version=1):
        """Opens a document: as it lies on the disk, unless its text is given."""
        text = read(path_of(uri)) if text is None else text
        self.buffers[uri] = Buffer(text, language, version)
        self.show_again(uri)
        return uri

    def show_again(self, uri):
        """Tells the server of a buffer, as an editor does whose server has been started anew."""
        buffer = self.buffers[uri]
        document = {"uri": uri, "languageId": buffer.language, "version": buffer.version, "text": buffer.text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def close(self, uri):
        del self.buffers[uri]
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})

    def save(self, uri):
        write(path_of(uri), self.buffers[uri].text)
        self.tell("textDocument/didSave", {"textDocument": {"uri": uri}})

    def change(self, uri, *edits):
        """Makes edits one after another, each `(start, end, new)` in code points of the text the one before has left."""
        buffer = self.buffers[uri]
        changes = []
        for start, end, new in edits:
            places = {"start": position(buffer.text, start, self.encoding), "end": position(buffer.text, end, self.encoding)}
            changes.append({"range": places, "text": new})
            buffer.text = buffer.text[:start] + new + buffer.text[end:]
        self._changed(uri, changes)

    def replace(self, uri, text):
        self.buffers[uri].text = text
        self._changed(uri, [{"text": text}])

    def _changed(self, uri, changes):
        self.buffers[uri].version += 1
        document = {"uri": uri, "version": self.buffers[uri].version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": changes})

    def carry_out(self, edit):
        """Carries out a workspace edit: all of it, or none where it is for another version. Says whether it did."""
        operations = edit.get("documentChanges")
        if operations is None:
            operations = [{"textDocument": {"uri": uri, "version": None}, "edits": edits} for uri, edits in edit.get("changes", {}).items()]
        texts = {}
        for operation in operations:
            if "textDocument" not in operation:
                uri = operation["uri"]
                if not path_of(uri).exists():
                    texts.setdefault(uri, "")
                continue
            uri, version = operation["textDocument"]["uri"], operation["textDocument"].get("version")
            buffer = self.buffers.get(uri)
            if version is not None and (buffer is None or buffer.version != version):
                self.refused += 1
                return False
            before = texts[uri] if uri in texts else buffer.text if buffer else read(path_of(uri))
            texts[uri] = edited(before, operation["edits"], self.encoding)
        for uri, text in texts.items():
            if uri in self.buffers:
                before = self.buffers[uri].text
                self.change(uri, *one_change(before, text))
            else:
                write(path_of(uri), text)
                self.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 2}]})
        self.applied.append(edit)
        return True

    def at(self, uri, place):
        """Parameters that name a place: a code point of the buffer, or the first of some words."""
        text = self.buffers[uri].text
        at = text.index(place) if isinstance(place, str) else place
        return {"textDocument": {"uri": uri}, "position": position(text, at, self.encoding)}

    def whole(self, uri):
        end = position(self.buffers[uri].text, len(self.buffers[uri].text), self.encoding)
        return {"start": {"line": 0, "character": 0}, "end": end}

    def actions(self, uri, place=None):
        """The code actions offered at a place, or for the whole document."""
        at = self.at(uri, place)["position"] if place is not None else None
        asked = {"start": at, "end": at} if at else self.whole(uri)
        shown = self.shown.get(uri, {}).get("diagnostics", [])
        return self.ask("textDocument/codeAction", {"textDocument": {"uri": uri}, "range": asked, "context": {"diagnostics": shown}}) or []

    def run(self, command, *arguments):
        """Has the server carry out a command; the whole answer."""
        return self.answer(self.put("workspace/executeCommand", {"command": f"sayso.{command}", "arguments": list(arguments)}))

    def findings(self, uri):
        """What is shown of a document, without the version it was found in."""
        found = self.shown.get(uri, {}).get("diagnostics", [])
        return sorted(json.dumps([it["range"], it.get("severity"), it.get("code"), it["message"]]) for it in found)

    def settled(self, uri, within=PATIENCE):
        """Waits until this version of the document is shown with its findings."""
        version = self.buffers[uri].version
        self.until(lambda: self.shown.get(uri, {}).get("version") == version, within, f"diagnostics of version {version}")
        return self.findings(uri)


def one_change(before, after):
    """The one edit that makes `after` of `before`, if they differ."""
    head = len(os.path.commonprefix([before, after]))
    tail = len(os.path.commonprefix([before[head:][::-1], after[head:][::-1]]))
    # A carriage return and its line feed are not torn apart: no position lies between them.
    torn = lambda text, at: text[at - 1 : at + 1] == "\r\n"
    while head and (torn(before, head) or torn(after, head)):
        head -= 1
    while tail and (torn(before, len(before) - tail) or torn(after, len(after) - tail)):
        tail -= 1
    return [(head, len(before) - tail, after[head : len(after) - tail])] if before != after else []
