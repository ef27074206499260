"""What an editor and its user do to documents: closed while they are asked about, opened under two names, unsaved, far too long."""

import json

from bench import DRAFT, REGISTRY, case
from editor import ABLE, read, uri_of, write

WATCHED = "workspace/didChangeWatchedFiles"


def changed(editor, *paths, kind=2):
    editor.tell(WATCHED, {"changes": [{"uri": uri_of(path), "type": kind} for path in paths]})


def keys(text):
    """The keys of a registry, as it stands there."""
    return [line.split("id:")[1].strip() for line in text.splitlines() if "id:" in line]


def lives(editor, uri):
    assert "error" not in editor.answer(editor.put("textDocument/hover", editor.at(uri, 5)))


def finds(editor, uri, words, there=True):
    """Waits until a finding that holds these words is shown, or none is."""
    editor.until(lambda: any(words in it for it in editor.findings(uri)) == there, what=f"{words} {'there' if there else 'gone'}")


@case
def a_registry_replaced_while_it_is_completed(b):
    """Items of a registry that has been replaced are resolved, or come back as they were."""
    many = "references:\n" + "".join(f"- {{id: source-{i}, type: report, title: Report {i}}}\n" for i in range(300))
    folder = b.room({"sources.yaml": many})
    editor, folder, uri = b.session(folder)
    editor.change(uri, (len(DRAFT), len(DRAFT), "\nIt fell [@sou"))
    at = editor.at(uri, len(editor.buffers[uri].text))
    items = editor.ask("textDocument/completion", at)["items"]
    assert len(items) > 10
    numbers = []
    for i, item in enumerate(items):
        if i % 10 == 0:
            write(folder / "sources.yaml", "references:\n" + f"- {{id: other-{i}, type: report, title: Other}}\n" * (i % 3))
            changed(editor, folder / "sources.yaml")
        numbers.append(editor.put("completionItem/resolve", item))
    answers = editor.all_answered(numbers)
    assert all(it.get("result", {}).get("label") == items[i]["label"] for i, it in enumerate(answers.values()))


@case
def closed_while_it_is_asked_about(b):
    """A document closed behind questions about it: each is answered, and it can be opened again."""
    editor, folder, uri = b.session()
    plain = "hover completion definition documentHighlight documentSymbol codeLens documentLink foldingRange semanticTokens/full diagnostic".split()
    for _ in range(10):
        at = {**editor.at(uri, "odell]"), "context": {"includeDeclaration": True}, "newName": "x"}
        numbers = [editor.put(f"textDocument/{it}", at) for it in [*plain, "references", "rename", "prepareCallHierarchy"]]
        editor.close(uri)
        editor.all_answered(numbers)
        editor.open(uri)
    editor.settled(uri)
    b.same_as_fresh(editor, uri, folder)


@case
def a_newsroom_left_while_it_is_asked_about(b):
    """A question about a newsroom that is left before all of it has been read is answered all the same."""
    folder = b.room({f"d{i}.md": DRAFT * 4 for i in range(400)})
    editor = b.editor()
    editor.start()
    uri = editor.open(uri_of(folder / "a.md"))
    at = {**editor.at(uri, "odell]"), "context": {"includeDeclaration": True}}
    number = editor.put("textDocument/references", at)
    editor.close(uri)
    editor.answer(number, 20)


@case
def a_folder_left_while_it_is_asked_about(b):
    """The same where the folder is taken away, and given back."""
    folder = b.room({f"d{i}.md": DRAFT * 4 for i in range(300)})
    editor = b.editor()
    editor.start(folder)
    uri = editor.open(uri_of(folder / "a.md"))
    at = {**editor.at(uri, "odell]"), "context": {"includeDeclaration": True}}
    numbers = []
    for i in range(20):
        numbers.append(editor.put("textDocument/references", at))
        own = [{"uri": uri_of(folder), "name": "room"}]
        event = {"added": [], "removed": own} if i % 2 == 0 else {"added": own, "removed": []}
        editor.tell("workspace/didChangeWorkspaceFolders", {"event": event})
    answers = editor.all_answered(numbers, 30)
    assert all(it["result"] for it in answers.values())


@case
def what_was_found_before_the_document_was_closed(b):
    """Items, links and actions of a document that is closed by now are answered without it."""
    editor, folder, uri = b.session()
    editor.settled(uri)
    links = editor.ask("textDocument/documentLink", {"textDocument": {"uri": uri}}) or []
    calls = editor.ask("textDocument/prepareCallHierarchy", editor.at(uri, "odell]")) or []
    actions = editor.actions(uri, "TK.")
    editor.close(uri)
    numbers = [editor.put("documentLink/resolve", it) for it in links] + [editor.put("codeAction/resolve", it) for it in actions]
    numbers += [editor.put(f"callHierarchy/{way}Calls", {"item": it}) for it in calls for way in ("incoming", "outgoing")]
    assert links and actions and calls, (links, actions, calls)
    editor.all_answered(numbers)


@case
def tokens_of_before_the_document_was_closed(b):
    """What has changed is never told against tokens of before the document was closed and opened again."""
    editor, folder, uri = b.session()
    document = {"textDocument": {"uri": uri}}
    before = editor.ask("textDocument/semanticTokens/full", document)
    editor.close(uri)
    editor.open(uri, "It rained.\n\n" + DRAFT)
    told = editor.ask("textDocument/semanticTokens/full/delta", {**document, "previousResultId": before["resultId"]})
    now = editor.ask("textDocument/semanticTokens/full", document)["data"]
    data = before["data"]
    for it in told.get("edits", []):
        data = data[: it["start"]] + it.get("data", []) + data[it["start"] + it["deleteCount"] :]
    assert told.get("data", data) == now


@case
def tokens_some_of_which_were_given_up(b):
    """Tokens told by what has changed stay right where some of the questions between were cancelled."""
    editor, folder, uri = b.session()
    document = {"textDocument": {"uri": uri}}
    answer = editor.ask("textDocument/semanticTokens/full", document)
    data, last = answer["data"], answer["resultId"]
    for i in range(60):
        editor.change(uri, (i * 3, i * 3 + i % 2, "“said” " if i % 3 else "\n\n"))
        number = editor.put("textDocument/semanticTokens/full/delta", {**document, "previousResultId": last})
        if i % 3 == 0:
            editor.tell("$/cancelRequest", {"id": number})
        told = editor.answer(number).get("result")
        if told is None:
            continue
        for it in sorted(told.get("edits", []), key=lambda it: -it["start"]):
            data = data[: it["start"]] + it.get("data", []) + data[it["start"] + it["deleteCount"] :]
        data, last = told.get("data", data), told["resultId"]
    editor.change(uri, (0, 0, "x"))
    told = editor.ask("textDocument/semanticTokens/full/delta", {**document, "previousResultId": last})
    for it in told.get("edits", []):
        data = data[: it["start"]] + it.get("data", []) + data[it["start"] + it["deleteCount"] :]
    assert told.get("data", data) == editor.ask("textDocument/semanticTokens/full", document)["data"]


@case
def findings_that_are_asked_for_follow_the_registry(b):
    """An editor that asks for findings is told to ask again when the registry changes, and "unchanged" only where nothing has."""
    able = {**ABLE, "workspace": {**ABLE["workspace"], "diagnostics": {"refreshSupport": True}}}
    able["textDocument"] = {**ABLE["textDocument"], "diagnostic": {}}
    editor, folder, uri = b.session(able=able)
    pull = lambda known=None: editor.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}, **({"previousResultId": known} if known else {})})
    first = pull()
    assert any("nobody" in it["message"] for it in first["items"])
    editor.until(lambda: pull(pull()["resultId"])["kind"] == "unchanged")
    asked = len(editor.asked)
    write(folder / "sources.yaml", REGISTRY.replace("id: odell", "id: nobody"))
    changed(editor, folder / "sources.yaml")
    second = pull(first["resultId"])
    assert second["kind"] == "full" and not any("nobody" in it["message"] for it in second["items"]), second
    editor.until(lambda: any(it["method"] == "workspace/diagnostic/refresh" for it in editor.asked[asked:]))


@case
def a_registry_that_is_not_saved(b):
    """An unsaved registry counts while it is open, and the disk's when it is closed."""
    editor, folder, uri = b.session()
    finds(editor, uri, "nobody")
    registry = editor.open(uri_of(folder / "sources.yaml"), language="yaml")
    editor.replace(registry, REGISTRY + "- {id: nobody, type: report, title: Rain}\n")
    finds(editor, uri, "nobody", False)
    editor.close(registry)
    finds(editor, uri, "nobody")
    assert read(folder / "sources.yaml") == REGISTRY
    b.same_as_fresh(editor, uri, folder)


@case
def an_unsaved_registry_whose_file_is_gone(b):
    """It counts too where its file has been removed or written over meanwhile."""
    editor, folder, uri = b.session()
    registry = editor.open(uri_of(folder / "sources.yaml"), language="yaml")
    editor.replace(registry, REGISTRY + "- {id: nobody, type: report, title: Rain}\n")
    finds(editor, uri, "nobody", False)
    (folder / "sources.yaml").unlink()
    changed(editor, folder / "sources.yaml", kind=3)
    editor.change(uri, (0, 0, "x"))
    editor.settled(uri)
    finds(editor, uri, "nobody", False)
    write(folder / "sources.yaml", "references: [\n")
    changed(editor, folder / "sources.yaml", kind=1)
    finds(editor, uri, "nobody", False)
    editor.close(registry)
    lives(editor, uri)


@case
def one_file_under_two_names(b):
    """One file open as `a.md` and under a name written otherwise: each keeps its own text and its own findings."""
    folder = b.room({"łąka b.md": DRAFT})
    (folder / "link.md").symlink_to(folder / "łąka b.md")
    editor = b.editor()
    editor.start(folder)
    plain = uri_of(folder / "łąka b.md")
    names = [plain, plain.replace("b.md", "%62.md"), uri_of(folder / "link.md"), plain.replace("%C5", "%c5")]
    for i, uri in enumerate(names):
        editor.open(uri, f"Line {i}. The price is TK.\n" + "It rained.\n" * i)
    for i, uri in enumerate(names):
        for at in range(20):
            editor.change(uri, (at, at, "“" if at % 2 else f"{i}"))
    for uri in names:
        lives(editor, uri)
    for uri in names[1:]:
        editor.close(uri)
    b.same_as_fresh(editor, plain, folder)


@case
def two_thousand_changes_in_one_message(b):
    """Many edits in one message are made in their order."""
    editor, folder, uri = b.session()
    editor.change(uri, *[(i, i + i % 2, "TK " if i % 97 == 0 else "x\n" if i % 7 == 0 else "é") for i in range(2000)])
    editor.settled(uri)
    b.same_as_fresh(editor, uri, folder)


@case
def a_text_grows_past_what_is_checked_and_back(b):
    """A text too long to be checked says so, and is checked again when it is shorter."""
    editor, folder, uri = b.session()
    end = len(DRAFT)
    editor.change(uri, (end, end, "word " * ((8 << 20) // 5)))
    finds(editor, uri, "longer than 8 MB")
    lives(editor, uri)
    editor.change(uri, (end, len(editor.buffers[uri].text), ""))
    finds(editor, uri, "longer than 8 MB", False)
    b.same_as_fresh(editor, uri, folder)


@case
def keys_as_long_as_a_book(b):
    """Keys of a hundred thousand letters in registry and text are answered about."""
    key = "k" * 100_000
    folder = b.room({"sources.yaml": REGISTRY + f"- {{id: {key}, type: report, title: Long}}\n"})
    editor, folder, uri = b.session(folder)
    editor.replace(uri, f"It fell [@{key}]. It rose [@{key}x].\n" + DRAFT)
    editor.settled(uri)
    at = {**editor.at(uri, 12), "context": {"includeDeclaration": True}, "newName": "short"}
    kinds = "hover completion definition references documentHighlight prepareRename rename linkedEditingRange documentSymbol codeLens".split()
    numbers = [editor.put(f"textDocument/{it}", {**at}) for it in kinds]
    answers = editor.all_answered(numbers)
    assert editor.carry_out(answers[numbers[kinds.index("rename")]]["result"])
    assert editor.buffers[uri].text.startswith(f"It fell [@short]. It rose [@{key}x].")
    editor.actions(uri)


@case
def a_storm_of_searches(b):
    """Three thousand searches, each given up for the next as a person types, and the last is answered rightly."""
    entries = "".join(f"- {{id: source-{i}, type: report, title: Report {i} of the weir}}\n" for i in range(2000))
    editor, folder, uri = b.session(b.room({"sources.yaml": "references:\n" + entries}))
    numbers = []
    for i in range(3000):
        query = "source-1999"[: i % 11 + 1] if i < 2999 else "source-1999"
        numbers.append(editor.put("workspace/symbol", {"query": query}))
        if i < 2999:
            editor.tell("$/cancelRequest", {"id": numbers[-1]})
    answers = editor.all_answered(numbers, 30)
    assert any(it["name"] == "source-1999" or "source-1999" in json.dumps(it) for it in answers[numbers[-1]]["result"] or [])
    assert editor.peak() < 150, f"{editor.peak()} MB"


@case
def progress_given_up_and_asked_for_by_one_token(b):
    """Work the user gives up ends, whatever tokens the editor uses, and is done when it is asked for again."""
    folder = b.room({f"d{i}.md": DRAFT for i in range(250)})
    editor = b.editor()
    told = []
    editor.hear = lambda method, params: told.append(params) if method == "$/progress" else None
    editor.start(folder)
    uri = editor.open(uri_of(folder / "a.md"))
    at = {**editor.at(uri, "odell]"), "context": {"includeDeclaration": True}, "workDoneToken": "t", "partialResultToken": "t"}
    numbers = [editor.put("textDocument/references", at) for _ in range(3)]
    created = lambda: [it["params"]["token"] for it in editor.asked if it["method"] == "window/workDoneProgress/create"]
    try:
        editor.until(created, 2)
    except AssertionError:
        pass  # All has been read before anybody could look.
    for token in [*created(), "t", "no such"]:
        editor.tell("window/workDoneProgress/cancel", {"token": token})
    editor.all_answered(numbers)
    editor.run("reload")
    found = editor.ask("textDocument/references", at, 30)
    assert len(found) == 252, len(found)
    for token in {it["token"] for it in told}:
        kinds = [it["value"]["kind"] for it in told if it["token"] == token]
        assert kinds[0] == "begin" and kinds.count("begin") == 1 and kinds.count("end") <= 1, kinds


@case
def saved_without_having_been_opened(b):
    """Word of documents that are not open is let be: saves, closings, edits; nothing is shown of them."""
    editor, folder, uri = b.session()
    other = uri_of(folder / "other.md")
    for _ in range(3):
        editor.tell("textDocument/didSave", {"textDocument": {"uri": other}, "text": "TK"})
        editor.tell("textDocument/didClose", {"textDocument": {"uri": other}})
        editor.tell("textDocument/didChange", {"textDocument": {"uri": other, "version": 2}, "contentChanges": [{"text": "The price is TK."}]})
        editor.tell("textDocument/willSave", {"textDocument": {"uri": other}, "reason": 1})
    editor.settled(uri)
    lives(editor, uri)
    assert not editor.shown.get(other, {}).get("diagnostics")
    assert not (folder / "other.md").exists()


@case
def an_untitled_text_is_saved_under_a_name(b):
    """An untitled text that becomes a file of a newsroom is checked by that newsroom, and no finding of the old name stays."""
    folder = b.room()
    editor = b.editor()
    editor.start(folder)
    old = editor.open("untitled:Untitled-1", DRAFT)
    editor.settled(old)
    write(folder / "new.md", DRAFT)
    editor.close(old)
    new = editor.open(uri_of(folder / "new.md"))
    editor.settled(new)
    editor.until(lambda: editor.shown[old]["diagnostics"] == [])
    b.same_as_fresh(editor, new, folder)
