"""What can happen to messages: torn, late, unread, unanswered, and streams whose other end has gone."""

import json
import os
import signal
import subprocess
import sys
import threading
import time

from bench import DRAFT, case
from editor import ABLE, SILENT, offset, uri_of

URI = "untitled:Untitled-1"
AT = {"textDocument": {"uri": URI}, "position": {"line": 2, "character": 4}}

# A text whose clean copy, some 230 KB, costs little to make: for answers that are large and not slow.
PLAIN = "The river rose.\n\n" * 12_000


def frame(body):
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def request(number, method="textDocument/hover", params=AT):
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}, ensure_ascii=False).encode()


def untitled(b, text=DRAFT, **params):
    """An editor with one document that lies nowhere."""
    editor = b.editor()
    editor.start(**params)
    editor.open(URI, text)
    return editor


def ask_much(editor, count):
    """Sends `count` questions with large answers; their ids."""
    return [editor.put("workspace/executeCommand", {"command": "sayso.cleanCopy", "arguments": [URI]}) for _ in range(count)]


def lives(editor):
    """The server answers."""
    assert "error" not in editor.answer(editor.put("textDocument/hover", AT))


@case
def headers_torn_between_their_line_ends(b):
    """A header may come in any pieces."""
    editor = untitled(b)
    whole = frame(request("torn"))
    cuts = [0, 9, whole.index(b"\r") + 1, whole.index(b"\r") + 2, whole.index(b"\r") + 3, whole.index(b"{") + 7, len(whole)]
    for start, end in zip(cuts, cuts[1:]):
        editor.write(whole[start:end])
        time.sleep(0.03)
    editor.answer("torn")


@case
def body_torn_inside_a_character(b):
    """A body may be torn within a character, and its text is what was written."""
    editor = untitled(b)
    text = "Ōmarā said “🏔 rained” on Łódź. The price is TK.\n"
    document = {"uri": "untitled:torn", "languageId": "markdown", "version": 1, "text": text}
    message = {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}
    whole = frame(json.dumps(message, ensure_ascii=False).encode())
    for at in range(0, len(whole), 7):
        editor.write(whole[at : at + 7])
        time.sleep(0.002)
    editor.open("untitled:whole", text)
    editor.settled("untitled:whole")
    editor.until(lambda: "untitled:torn" in editor.shown)
    assert editor.findings("untitled:torn") == editor.findings("untitled:whole") != []


@case
def five_hundred_messages_in_one_write(b):
    """Messages need not come one by one, nor end where a write ends."""
    editor = untitled(b)
    frames = b"".join(frame(request(f"n{i}")) for i in range(500))
    editor.write(frames[:-30])
    time.sleep(0.1)
    editor.write(frames[-30:])
    editor.all_answered([f"n{i}" for i in range(500)])


@case
def a_large_message_comes_slowly(b):
    """What was asked before is answered while a message of 8 MB is still coming, and that is taken whole."""
    editor = untitled(b)
    text = DRAFT * 30_000
    document = {"uri": "untitled:large", "languageId": "markdown", "version": 1, "text": text[: 8 << 20]}
    body = json.dumps({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}).encode()
    number = editor.put("textDocument/hover", AT)
    whole = frame(body)
    piece = len(whole) // 16
    for at in range(0, len(whole), piece):
        editor.write(whole[at : at + piece])
        time.sleep(0.03)
        if at == 8 * piece:
            editor.answer(number, 2)
    lives(editor)


@case
def more_is_promised_than_is_sent(b):
    """A message that never comes to its end takes no memory that is not there, and the end of the stream is still noticed."""
    editor = untitled(b)
    number = editor.put("textDocument/hover", AT)
    editor.write(b"Content-Length: 60000000\r\n\r\n" + b"{" * 1000)
    editor.answer(number)
    time.sleep(0.3)
    assert editor.peak() < 100, f"{editor.peak()} MB"
    editor.process.stdin.close()
    assert editor.ends(3) is not None, "the server did not end with its stream"


@case
def headers_nobody_knows(b):
    """Other headers are let be, in any order and number."""
    editor = untitled(b)
    body = request("odd")
    more = b"".join(b"X-Header-%d: %s\r\n" % (i, b"y" * i) for i in range(300))
    editor.write(more + b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length:   %d  \r\nX-Last:\r\n\r\n" % len(body) + body)
    editor.answer("odd")


@case
def requests_of_the_servers_are_never_answered(b):
    """An editor that answers nothing is served all the same, and what it owes takes no memory."""
    folder = b.room({f"d{i}.md": DRAFT for i in range(150)})
    editor = b.editor()
    editor.answer_to = lambda method, params: SILENT
    able = {**ABLE, "workspace": {**ABLE["workspace"], "configuration": True, "codeLens": {"refreshSupport": True}}}
    editor.start(folder, able=able)
    uri = editor.open(uri_of(folder / "a.md"))
    for i in range(400):
        editor.tell("workspace/didChangeConfiguration", {"settings": None})
        editor.change(uri, (0, 0, "x"))
        if i % 40 == 0:
            editor.run("newSource", uri)
    editor.settled(uri)
    lives(editor)
    assert editor.peak() < 120, f"{editor.peak()} MB"
    assert editor.asked, "the server asked for nothing"


@case
def requests_of_the_servers_are_answered_late_and_twice(b):
    """The last answer to the last question counts: settings that come late, twice and out of order are those last asked for."""
    folder = b.room()
    editor = b.editor()
    editor.answer_to = lambda method, params: SILENT
    able = {**ABLE, "workspace": {**ABLE["workspace"], "configuration": True}}
    editor.start(folder, able=able)
    uri = editor.open(uri_of(folder / "a.md"))
    for _ in range(5):
        editor.tell("workspace/didChangeConfiguration", {"settings": None})
    questions = lambda: [it["id"] for it in editor.asked if it["method"] == "workspace/configuration"]
    editor.until(lambda: len(questions()) == 6)
    for number in reversed(questions()):
        last = number == questions()[-1]
        for tk in ("error",) if last else ("off", "hint"):
            editor.send({"jsonrpc": "2.0", "id": number, "result": [{"rules": {"tk": tk}}]})
    editor.until(lambda: any('1, "tk"' in it for it in editor.findings(uri)), what="the setting asked for last")
    time.sleep(0.2)
    editor.take()
    assert any('1, "tk"' in it for it in editor.findings(uri))


@case
def an_id_is_used_again(b):
    """An id may be used again once it has been answered, and may look like the server's own."""
    editor = untitled(b)
    methods = ["textDocument/hover", "textDocument/documentSymbol", "textDocument/foldingRange"]
    for i in range(60):
        for number in (7, "sayso/1"):
            editor.put(methods[i % 3], AT, number)
            assert "error" not in editor.answer(number)


@case
def cancelled_among_what_nobody_reads(b):
    """Of four hundred questions whose answers nobody reads, half of them cancelled, each is answered once, and memory stays bounded."""
    editor = untitled(b, PLAIN, able={})
    editor.settled(URI)
    before = editor.peak()
    editor.reading.clear()
    numbers = ask_much(editor, 400)
    for number in numbers[1::2]:
        editor.tell("$/cancelRequest", {"id": number})
    time.sleep(2)
    peak = editor.peak()
    editor.reading.set()
    answers = editor.all_answered(numbers, 40)
    given_up = {n for n, it in answers.items() if it.get("error", {}).get("code") == -32800}
    assert peak < before + 60, f"{peak} MB, {before} MB before"
    assert given_up and given_up <= set(numbers[1::2]), "what was cancelled was not given up, or something else was"


@case
def five_hundred_answers_nobody_reads(b):
    """Of 110 MB of answers no more are made than are read, and all of them in the end."""
    editor = untitled(b, PLAIN, able={})
    editor.settled(URI)
    before = editor.peak()
    editor.reading.clear()
    numbers = ask_much(editor, 500)
    time.sleep(4)
    peak = editor.peak()
    assert peak < before + 60, f"{peak} MB, {before} MB before"
    editor.reading.set()
    assert all("result" in it for it in editor.all_answered(numbers, 50).values())


@case
def edits_behind_questions_nobody_reads(b):
    """Edits sent behind questions whose answers nobody reads are made, in their order."""
    editor = untitled(b, PLAIN, able={})
    editor.settled(URI)
    editor.reading.clear()
    numbers = ask_much(editor, 200)
    for i in range(200):
        editor.change(URI, (i, i, "x"))
    editor.replace(URI, DRAFT + "The bridge cost TK.\n")
    last = ask_much(editor, 1)[0]
    time.sleep(1)
    editor.reading.set()
    editor.all_answered(numbers, 40)
    assert editor.answer(last)["result"]["text"].endswith("The bridge cost TK.\n"), "a question was answered from another text"
    editor.settled(URI)
    b.same_as_fresh(editor, URI, able={})


@case
def findings_nobody_reads(b):
    """Findings of a thousand versions that nobody reads take no more memory than those of one, and the last are shown."""
    editor = untitled(b, DRAFT * 200)
    editor.settled(URI)
    editor.reading.clear()
    for i in range(1000):
        editor.change(URI, (0, 0, "TK\n\n" if i % 2 else "x"))
    time.sleep(1)
    peak = editor.peak()
    editor.reading.set()
    editor.settled(URI, 30)
    b.same_as_fresh(editor, URI)
    assert peak < 120, f"{peak} MB"


@case
def fifty_documents_nobody_reads_of(b):
    """Neither do findings of many documents, edited in turn."""
    editor = b.editor()
    editor.start()
    uris = [editor.open(f"untitled:{i}", DRAFT * 100) for i in range(50)]
    editor.settled(uris[-1])
    editor.reading.clear()
    for i in range(300):
        editor.change(uris[i % 50], (0, 0, "TK\n\n"))
    time.sleep(1.5)
    peak = editor.peak()
    editor.reading.set()
    for uri in uris:
        editor.settled(uri, 30)
    assert peak < 200, f"{peak} MB"


@case
def an_editor_that_reads_slowly(b):
    """An editor that reads a little at a time gets everything."""
    folder = b.room()
    process = subprocess.Popen([b.program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    b.later(lambda: (process.kill(), process.wait(), process.stdin.close(), process.stdout.close()))
    put = lambda number, method, params: process.stdin.write(frame(request(number, method, params)))
    put(1, "initialize", {"processId": os.getpid(), "rootUri": uri_of(folder), "capabilities": {}})
    document = {"uri": URI, "languageId": "markdown", "version": 1, "text": DRAFT * 20}
    open_it = {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}
    process.stdin.write(frame(json.dumps(open_it).encode()))
    for number in range(2, 300):
        put(number, "textDocument/documentSymbol", {"textDocument": {"uri": URI}})
    process.stdin.flush()
    got, begun = bytearray(), time.monotonic()
    while got.count(b'"id":') < 299 and time.monotonic() - begun < 30:
        slow = time.monotonic() - begun < 1
        got += os.read(process.stdout.fileno(), 64 if slow else 1 << 20)
        if slow:
            time.sleep(0.001)
    assert all(b'"id":%d}' % number in got for number in range(1, 300)), "an answer is missing"


@case
def the_exit_while_answers_lie_unread(b):
    """An editor that asks for the exit is left at once, whatever it has not read."""
    editor = untitled(b, PLAIN, able={})
    editor.settled(URI)
    editor.reading.clear()
    ask_much(editor, 500)
    editor.put("shutdown")
    editor.tell("exit")
    assert editor.ends(5) == 0, "the server did not exit"


@case
def an_editor_that_stops_reading_and_goes(b):
    """An editor that has stopped reading and then ends is noticed, by the end of either stream."""
    editor = untitled(b, PLAIN, able={})
    editor.settled(URI)
    editor.reading.clear()
    ask_much(editor, 500)
    editor.process.stdin.close()
    assert editor.ends(5) is not None, "the server did not end"


@case
def the_process_of_another_machine_ends(b):
    """A process with the number the editor names ends, and the editor lives: so does its server. One that is asked and silent has gone."""
    numbered = [subprocess.Popen(["sleep", "600"]) for _ in range(2)]
    b.later(lambda: [it.kill() for it in numbered])
    lively, silent = (untitled(b, processId=it.pid) for it in numbered)
    silent.reading.clear()
    for it in numbered:
        it.kill()
        it.wait()
    lively.until(lambda: silent.process.poll() is not None, 6, "the end of the server whose editor has gone")
    lively.until(lambda: lively.asked, 1, "a sign of life asked for")
    lively.idle(3)
    assert lively.ends(0.1) is None, "the server has ended while its editor lives"
    lives(lively)


@case
def processes_that_never_were(b):
    """A number that is no process here, or no number, is not watched."""
    sessions = [untitled(b, processId=it) for it in (0, -1, 1 << 22 | 12345, 1 << 40, None)]
    time.sleep(3.5)
    for it in sessions:
        assert it.ends(0.05) is None, "the server has ended"
        lives(it)


@case
def the_editor_is_killed_and_its_stream_held(b):
    """A server whose editor has been killed ends though somebody holds its stream open."""
    begin = request(1, "initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    code = (
        "import os, subprocess, sys, time\n"
        f"begin = {begin!r}.replace(b'null', b'%d' % os.getpid(), 1)\n"
        "server = subprocess.Popen([sys.argv[1], 'lsp'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "held = subprocess.Popen(['sleep', '600'], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[server.stdin.fileno()])\n"
        "server.stdin.write(b'Content-Length: %d\\r\\n\\r\\n' % len(begin) + begin); server.stdin.flush()\n"
        "server.stdout.read(20); print(server.pid, held.pid, flush=True); time.sleep(600)\n"
    )
    editor = subprocess.Popen([sys.executable, "-c", code, b.program], stdout=subprocess.PIPE, text=True)
    server, held = map(int, editor.stdout.readline().split())
    editor.stdout.close()

    def there(process):
        try:
            with open(f"/proc/{process}/stat", encoding="utf-8") as file:
                return file.read().rsplit(")", 1)[1].split()[0] not in "ZX"
        except OSError:
            return False

    b.later(lambda: [os.kill(it, signal.SIGKILL) for it in (server, held) if there(it)])
    assert there(server)
    editor.kill()
    editor.wait()
    end = time.monotonic() + 6
    while there(server) and time.monotonic() < end:
        time.sleep(0.1)
    assert there(held) and not there(server), "the server is still there"


@case
def the_server_stands_still_for_a_while(b):
    """A server that is stopped and goes on, as when a machine sleeps, answers what was asked meanwhile."""
    editor = untitled(b)
    editor.settled(URI)
    editor.process.send_signal(signal.SIGSTOP)
    numbers = [editor.put("textDocument/hover", AT) for _ in range(200)]
    for i in range(50):
        editor.change(URI, (i, i, "x"))
    time.sleep(0.3)
    editor.process.send_signal(signal.SIGCONT)
    editor.all_answered(numbers)
    editor.settled(URI)


@case
def nobody_reads_what_is_logged(b):
    """A log that nobody reads holds nothing up."""
    editor = b.editor(stderr=subprocess.PIPE, env={"SAYSO_LOG": "debug"})
    editor.start()
    editor.open(URI, DRAFT)
    for i in range(5000):
        editor.send(b'{"jsonrpc":' if i % 2 else {"jsonrpc": "2.0", "id": f"x{i}", "error": {"code": i}})
    lives(editor)


@case
def there_is_nothing_to_log_to(b):
    """Neither does a log whose end has gone."""
    source, sink = os.pipe()
    editor = b.editor(stderr=sink, env={"SAYSO_LOG": "debug"})
    os.close(source)
    os.close(sink)
    editor.start()
    editor.open(URI, DRAFT)
    for _ in range(50):
        editor.send(b"no JSON")
    lives(editor)


@case
def two_editors_talk_at_once(b):
    """Bodies of two threads of an editor's, each whole, may come in any order."""
    editor = untitled(b)
    lock = threading.Lock()

    def talk(name):
        for i in range(200):
            with lock:
                editor.put("textDocument/hover", AT, f"{name}{i}")

    threads = [threading.Thread(target=talk, args=name) for name in "ab"]
    for it in threads:
        it.start()
    for it in threads:
        it.join()
    editor.all_answered([f"{name}{i}" for name in "ab" for i in range(200)])


@case
def columns_counted_in_three_ways(b):
    """Whichever way columns are counted, a finding lies under the same words."""
    text = "“Łódź 🏔 has fallen,” Ōmarā said. 🇺🇦 The price is TK.\n"
    found = []
    for offered, expected in ((["utf-8", "utf-16"], "utf-8"), (["utf-16"], "utf-16"), (["utf-32"], "utf-32"), (["ebcdic"], "utf-16")):
        editor = b.editor()
        editor.start(able={**ABLE, "general": {"positionEncodings": offered}})
        assert editor.encoding == expected
        editor.open(URI, text)
        editor.change(URI, (text.index("🇺🇦"), text.index("🇺🇦") + 2, "🏔🏔"))
        editor.settled(URI)
        now = editor.buffers[URI].text
        ends = lambda it: [offset(now, it["range"][end], expected) for end in ("start", "end")]
        spans = [ends(it) for it in editor.shown[URI]["diagnostics"]]
        found.append(sorted(now[start:end] for start, end in spans))
    assert found[0] and all(it == found[0] for it in found), found
