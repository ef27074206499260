"""Edits the server sends or answers with: refused, late, made twice, overtaken by another; and what is asked of it by commands."""

from bench import DRAFT, REGISTRY, case
from desk import changed, finds, keys, lives
from editor import SILENT, edited, path_of, read, uri_of, write


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
def house_forms_pressed_many_times(b):
    """The house form of a place written everywhere, asked for forty times at once, is written once and no word twice."""
    text = "The mayor of Odessa, Ukraine, spoke. In Odessa it rained; Odessa lay dark.\n"
    folder = b.room({f"d{i}.md": text for i in range(30)}, **{"sayso.toml": ""})
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
