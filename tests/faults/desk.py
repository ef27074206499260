"""What an editor and its user do: edits that are refused, late or made twice, things done to a document while it is asked about."""

import json

from bench import DRAFT, REGISTRY, case
from editor import ABLE, SILENT, edited, path_of, read, uri_of, write

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


def registering(editor, uri):
    """The action that registers a speaker, as it is offered."""
    editor.settled(uri)
    offered = editor.actions(uri, "14 gates")
    found = [it for it in offered if "data" in it]
    assert found, f"nobody is offered to be registered: {[it['title'] for it in offered]}"
    return found[0]


SPOKEN = "Ines Falk, the chief engineer, said that 14 gates were rusted.\n\nThe price is TK.\n"


@case
def an_edit_is_refused_and_asked_for_again(b):
    """A new source the editor refused is not taken for registered, and can be had afterwards under the same key."""
    editor, folder, uri = b.session()
    allow, editor.answer_to = editor.answer_to, lambda method, params: {"applied": False, "failureReason": "Read-only."}
    assert editor.run("newSource", uri, "weir")["result"] == {"key": "weir"}
    editor.until(lambda: any(it["method"] == "workspace/applyEdit" for it in editor.asked))
    editor.answer_to = allow
    assert editor.run("newSource", uri, "weir")["result"] == {"key": "weir"}
    editor.until(lambda: editor.applied)
    assert keys(read(folder / "sources.yaml")) == ["mill-report", "odell", "weir"]


@case
def edits_are_never_answered(b):
    """An editor that answers no edit is served, and what it owes is bounded."""
    editor, folder, uri = b.session()
    editor.answer_to = lambda method, params: SILENT
    for i in range(200):
        editor.run("newSource", uri, f"weir-{i}")
    lives(editor, uri)
    assert read(folder / "sources.yaml") == REGISTRY
    assert editor.peak() < 100, f"{editor.peak()} MB"


@case
def an_edit_is_made_long_after_it_was_sent(b):
    """An edit for a version the text has left is refused by the editor, and harms nothing."""
    editor, folder, uri = b.session()
    registry = editor.open(uri_of(folder / "sources.yaml"), language="yaml")
    late = []
    allow, editor.answer_to = editor.answer_to, lambda method, params: (late.append((method, params)) or SILENT) if "applyEdit" in method else None
    editor.run("newSource", uri, "weir")
    editor.until(lambda: late)
    editor.change(registry, (0, 0, "# Ours.\n"))
    editor.answer_to = allow
    result = allow(*late[0])
    assert result["applied"] is False
    editor.send({"jsonrpc": "2.0", "id": editor.asked[-1]["id"], "result": result})
    editor.run("newSource", uri, "weir")
    editor.until(lambda: editor.applied)
    assert keys(editor.buffers[registry].text) == ["mill-report", "odell", "weir"]
    b.same_as_fresh(editor, uri, folder)


@case
def two_new_sources_before_the_first_is_made(b):
    """Two presses in a row make two sources, or one: never two under one key."""
    editor, folder, uri = b.session()
    held = []
    allow, editor.answer_to = editor.answer_to, lambda method, params: held.append((method, params)) or SILENT
    editor.run("newSource", uri)
    editor.run("newSource", uri)
    editor.until(lambda: held)
    for method, params in held:
        allow(method, params)
    found = keys(read(folder / "sources.yaml"))
    assert len(found) == len(set(found)), found
    assert len(found) >= 3, "nothing was registered"


@case
def one_source_registered_twice_at_once(b):
    """Somebody registered twice in a row, as two completions do, has one entry."""
    editor, folder, uri = b.session()
    held = []
    person = {"key": "falk", "name": "Ines Falk"}
    allow, editor.answer_to = editor.answer_to, lambda method, params: held.append((method, params)) or SILENT
    editor.run("register", uri, person)
    editor.run("register", uri, person)
    editor.until(lambda: held)
    for method, params in held:
        allow(method, params)
    assert keys(read(folder / "sources.yaml")) == ["mill-report", "odell", "falk"]


@case
def typing_between_an_action_and_its_edit(b):
    """An action whose edit is asked for after the text has changed has none, or one for the text as it is."""
    folder = b.room({"b.md": SPOKEN})
    editor, folder, uri = b.session(folder, "b.md")
    action = registering(editor, uri)
    editor.change(uri, (0, 0, "On Monday it rained.\n\n"))
    edit = editor.ask("codeAction/resolve", action).get("edit")
    assert edit is None or editor.carry_out(edit), "an edit for a text that is gone"
    fresh = registering(editor, uri) if edit is None else None
    if fresh:
        assert editor.carry_out(editor.ask("codeAction/resolve", fresh)["edit"])
    assert "rusted [@" in editor.buffers[uri].text, editor.buffers[uri].text


@case
def the_registry_is_gone_between_an_action_and_its_edit(b):
    """An action is worked out from the registry as it is when it is taken."""
    folder = b.room({"b.md": SPOKEN})
    editor, folder, uri = b.session(folder, "b.md")
    action = registering(editor, uri)
    write(folder / "sources.yaml", "references:\n- {id: own-view, type: report, title: Ours}\n")
    changed(editor, folder / "sources.yaml")
    edit = editor.ask("codeAction/resolve", action).get("edit")
    if edit:
        assert editor.carry_out(edit)
        assert keys(read(folder / "sources.yaml").replace("{", "").replace(",", "\n"))[0] == "own-view"


@case
def an_action_made_by_command_for_another_version(b):
    """An editor that takes only commands has none carried out on a text that has changed."""
    able = {"workspace": {"applyEdit": True, "workspaceEdit": {"documentChanges": True}}}
    editor, folder, uri = b.session(able=able)
    editor.settled(uri)
    commands = [it for it in editor.actions(uri, "TK.") if it.get("command") == "sayso.apply"]
    assert commands, "no action is a command"
    editor.change(uri, (0, 0, "It rained.\n\n"))
    answer = editor.run("apply", *commands[0]["arguments"])
    assert "error" in answer and not editor.applied, answer


@case
def thousands_of_actions(b):
    """Actions for a long document with thousands of findings are answered, and so is their making."""
    editor, folder, uri = b.session()
    editor.replace(uri, "It fell [@odel]. It rose [@mill-repor].\n\n" * 1000)
    editor.settled(uri)
    actions = editor.actions(uri)
    assert actions and editor.peak() < 250, f"{len(actions)} actions, {editor.peak()} MB"
    for action in actions[:20]:
        editor.ask("codeAction/resolve", action)


@case
def a_rename_over_articles_that_have_changed(b):
    """A rename is worked out from the articles as they lie on the disk, not as they were read at the start."""
    folder = b.room({f"d{i}.md": DRAFT for i in range(20)})
    editor, folder, uri = b.session(folder)
    editor.ask("textDocument/references", {**editor.at(uri, "odell]"), "context": {"includeDeclaration": True}})
    for i in range(20):
        write(folder / f"d{i}.md", "Two lines\nmore. 🏔\n\n" + DRAFT * (i % 3))
    edit = editor.ask("textDocument/rename", {**editor.at(uri, "odell]"), "newName": "mayor"})
    assert editor.carry_out(edit)
    editor.save(uri)
    for i in [*range(20)]:
        expected = "Two lines\nmore. 🏔\n\n" + (DRAFT * (i % 3)).replace("@odell", "@mayor")
        assert read(folder / f"d{i}.md") == expected, f"d{i}.md is not as it should be"
    assert read(folder / "a.md") == DRAFT.replace("@odell", "@mayor")
    assert keys(read(folder / "sources.yaml")) == ["mill-report", "mayor"]


@case
def articles_change_between_a_rename_and_its_making(b):
    """Articles that change after a rename was worked out: the next one finds what the first has missed."""
    folder = b.room({"d.md": DRAFT})
    editor, folder, uri = b.session(folder)
    edit = editor.ask("textDocument/rename", {**editor.at(uri, "odell]"), "newName": "mayor"})
    write(folder / "d.md", "Rain.\n\n" + DRAFT)
    changed(editor, folder / "d.md")
    # An editor that looks at what it writes over does not make that part.
    edit["documentChanges"] = [it for it in edit["documentChanges"] if it["textDocument"]["uri"] != uri_of(folder / "d.md")]
    assert editor.carry_out(edit)
    left = editor.ask("textDocument/references", {**editor.at(uri, "mayor]"), "context": {"includeDeclaration": False}})
    assert {path_of(it["uri"]).name for it in left} == {"a.md"}
    d = editor.open(uri_of(folder / "d.md"))
    finds(editor, d, "odell")
    assert read(folder / "d.md") == "Rain.\n\n" + DRAFT


@case
def the_same_rename_twice_at_once(b):
    """Two renames asked for before the first is made: at most one of them can be made."""
    editor, folder, uri = b.session()
    numbers = [editor.put("textDocument/rename", {**editor.at(uri, "odell]"), "newName": new}) for new in ("mayor", "marta")]
    edits = [it.get("result") for it in editor.all_answered(numbers).values()]
    made = [editor.carry_out(edit) for edit in edits if edit]
    assert made.count(True) == 1, made
    assert editor.buffers[uri].text == DRAFT.replace("@odell", "@mayor")


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
def house_forms_pressed_many_times(b):
    """The house form of a place written everywhere, asked for forty times at once, is written once and no word twice."""
    text = "The mayor of Odessa spoke. In Odessa it rained; Odessa lay dark.\n"
    folder = b.room({f"d{i}.md": text for i in range(30)}, **{"sayso.toml": '[places]\nspelling = "ukrainian"\n'})
    editor, folder, uri = b.session(folder, "d0.md")
    editor.settled(uri)
    command = next((it["command"] for it in editor.actions(uri, "Odessa") if it.get("command", {}).get("command") == "sayso.houseForm"), None)
    assert command, [it["title"] for it in editor.actions(uri, "Odessa")]
    params = {"command": command["command"], "arguments": command["arguments"]}
    editor.all_answered([editor.put("workspace/executeCommand", params) for _ in range(40)])
    editor.until(lambda: editor.applied)
    seen = lambda: [it for it in editor.asked if it["method"] == "workspace/applyEdit"]
    editor.until(lambda: len(editor.applied) + editor.refused == len(seen()))
    editor.save(uri)
    once = edited(text, editor.applied[0]["documentChanges"][0]["edits"])
    assert once != text
    for i in range(30):
        assert read(folder / f"d{i}.md") == once, read(folder / f"d{i}.md")


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


@case
def line_ends_of_another_machine(b):
    """What is added to a registry with carriage returns has them too, and no line end is torn."""
    folder = b.room({"sources.yaml": REGISTRY.replace("\n", "\r\n"), "b.md": SPOKEN.replace("\n", "\r\n")})
    editor, folder, uri = b.session(folder, "b.md")
    action = registering(editor, uri)
    assert editor.carry_out(editor.ask("codeAction/resolve", action)["edit"])
    for text in (read(folder / "sources.yaml"), editor.buffers[uri].text):
        assert text.count("\n") == text.count("\r\n"), text
    assert len(keys(read(folder / "sources.yaml"))) == 3
    b.same_as_fresh(editor, uri, folder)


@case
def every_command_with_every_odd_argument(b):
    """Commands with what no editor sends are refused with a word, and change nothing."""
    editor, folder, uri = b.session()
    odd = [[], [uri], [uri, None], [uri, -1], [uri, 10**30], [uri, "\u202e"], [uri, {"line": -1}], [uri, [uri] * 100], ["file://[", 0], [uri, {"key": "a b\n- x", "name": "\n"}], [uri + "/../../..", {}]]
    for command in "uses coverage sources newSource register houseForm apply".split():
        for arguments in odd:
            editor.run(command, *arguments)
            editor.take()
    editor.idle(0.2)
    assert read(folder / "a.md") == DRAFT
    for edit in editor.applied:
        assert all(it["textDocument"]["uri"] == uri_of(folder / "sources.yaml") for it in edit["documentChanges"])
    found = keys(read(folder / "sources.yaml"))
    assert found[:2] == ["mill-report", "odell"] and len(found) == len(set(found)), found
    assert all(key.replace("-", "").isalnum() for key in found), found
