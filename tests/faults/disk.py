"""What happens to files and folders while a server looks at them, and what a server does that can have none."""

import os
import resource
import shutil
import socket
import subprocess
import threading
import time

from bench import DRAFT, REGISTRY, as_root, case
from desk import changed, finds, keys, lives
from editor import Server, path_of, read, uri_of, write

RAIN = "- {id: nobody, type: report, title: Rain}\n"


def uses(editor, uri, within=15):
    """The files that use the source at the tag `odell`, by name."""
    at = {**editor.at(uri, "odell]"), "context": {"includeDeclaration": False}}
    return sorted(str(path_of(it["uri"])) for it in editor.ask("textDocument/references", at, within) or [])


def drafts(count):
    return {f"drafts/d{i}.md": DRAFT for i in range(count)}


@case
def links_that_lead_in_circles(b):
    """Links to their own folder, to each other and to nothing: the folder is read, each article once."""
    folder = b.room(drafts(3))
    (folder / "drafts/again").symlink_to(folder)
    (folder / "up").symlink_to("..")
    (folder / "one.md").symlink_to("two.md")
    (folder / "two.md").symlink_to("one.md")
    (folder / "nothing.md").symlink_to("no such file")
    (folder / "itself").symlink_to("itself")
    editor, folder, uri = b.session(folder)
    found = uses(editor, uri)
    assert len(found) == 4 and len(set(found)) == 4, found


@case
def a_newsroom_within_a_newsroom(b):
    """Open folders that lie in each other, or are the same one, tell of each article once; an article belongs to the nearest newsroom."""
    folder = b.room({"inner/sayso.toml": "", "inner/sources.yaml": "references:\n- {id: nobody, type: report, title: Rain}\n", "inner/b.md": DRAFT})
    folders = [{"uri": uri_of(it), "name": it.name} for it in (folder, folder / "inner", folder, folder / "inner")]
    editor = b.editor()
    editor.start(folder, workspaceFolders=folders)
    outer, inner = editor.open(uri_of(folder / "a.md")), editor.open(uri_of(folder / "inner/b.md"))
    finds(editor, outer, "nobody")
    finds(editor, inner, "nobody", False)
    finds(editor, inner, "odell")
    found = editor.ask("workspace/symbol", {"query": "mill-report"})
    assert len({json_key(it) for it in found}) == len(found), found
    for removed in (folders[1], folders[0]):
        editor.tell("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [removed]}})
    lives(editor, outer)
    b.same_as_fresh(editor, inner, folder)


def json_key(symbol):
    return (symbol["name"], symbol["location"]["uri"], str(symbol["location"]["range"]))


@case
def a_folder_nobody_may_read(b):
    """A folder and a registry that may not be read any more: the last good registry is kept, and all is well when they may."""
    folder = b.room(drafts(5))
    editor, folder, uri = b.session(folder)
    assert len(uses(editor, uri)) == 6
    before = editor.settled(uri)
    b.later(lambda: ((folder / "drafts").chmod(0o755), (folder / "sources.yaml").chmod(0o644)))
    for mode in (0o000, 0o755):
        (folder / "drafts").chmod(mode)
        (folder / "sources.yaml").chmod(mode & 0o644)
        changed(editor, folder / "drafts", folder / "sources.yaml")
        uses(editor, uri)
        assert editor.settled(uri) == before or (not mode and not as_root())
    assert len(uses(editor, uri)) == 6


@case
def a_folder_is_renamed_while_it_is_read(b):
    """A folder of articles renamed while they are read: in the end each is known once, where it lies."""
    folder = b.room(drafts(300))
    editor = b.editor()
    editor.start(folder)
    uri = editor.open(uri_of(folder / "a.md"))
    for i, (old, new) in enumerate([("drafts", "copy"), ("copy", "old copy"), ("old copy", "drafts2")]):
        time.sleep(0.03 * i)
        (folder / old).rename(folder / new)
        changed(editor, folder / old, kind=3)
        changed(editor, folder / new, kind=1)
    expected = sorted([str(folder / "a.md")] + [str(folder / f"drafts2/d{i}.md") for i in range(300)])
    editor.until(lambda: uses(editor, uri, 30) == expected, 30, "the articles where they lie now")


@case
def articles_are_removed_while_they_are_read(b):
    """Articles that vanish between being found and being read are known no more."""
    folder = b.room(drafts(300))
    editor = b.editor()
    editor.start(folder)
    uri = editor.open(uri_of(folder / "a.md"))
    shutil.rmtree(folder / "drafts")
    changed(editor, *(folder / f"drafts/d{i}.md" for i in range(300)), kind=3)
    editor.until(lambda: uses(editor, uri, 30) == [str(folder / "a.md")], 30, "no article but one")


@case
def articles_change_faster_than_they_are_read(b):
    """Articles written over and over while they are read: what is known in the end is what lies there."""
    folder = b.room(drafts(60))
    editor, folder, uri = b.session(folder)
    stop = threading.Event()

    def write_on():
        while not stop.is_set():
            for i in range(0, 60, 7):
                write(folder / f"drafts/d{i}.md", DRAFT * 2)
                write(folder / f"drafts/d{i}.md", "It rained.\n")

    writer = threading.Thread(target=write_on)
    writer.start()
    for i in range(30):
        changed(editor, *(folder / f"drafts/d{j}.md" for j in range(0, 60, 7)))
        lives(editor, uri)
    stop.set()
    writer.join()
    changed(editor, *(folder / f"drafts/d{j}.md" for j in range(0, 60, 7)))
    left = len([i for i in range(60) if i % 7])
    editor.until(lambda: len(uses(editor, uri)) == left + 1, what="what lies there now")


@case
def the_clock_goes_backwards(b):
    """A registry whose date goes back to 1980, or on to 2100, or stays while its words change, is read again when that is told."""
    editor, folder, uri = b.session()
    finds(editor, uri, "nobody")
    registry = folder / "sources.yaml"
    for there, when in ((False, 315_532_800), (True, 4_102_444_800), (False, 4_102_444_800), (True, 0)):
        write(registry, REGISTRY + (RAIN if not there else RAIN.replace("nobody", "nobod7")))
        os.utime(registry, (when, when))
        changed(editor, registry)
        finds(editor, uri, "nobody", there)


@case
def the_clock_goes_backwards_and_nobody_tells(b):
    """The same where the editor tells of no files, when something is saved."""
    editor, folder, uri = b.session(able={})
    finds(editor, uri, "nobody")
    registry = folder / "sources.yaml"
    for there, when in ((False, 315_532_800), (True, 4_102_444_800), (False, 86_400)):
        write(registry, REGISTRY + (RAIN if not there else ""))
        os.utime(registry, (when, when))
        editor.save(uri)
        finds(editor, uri, "nobody", there)


@case
def the_registry_becomes_something_else(b):
    """A registry that becomes a folder, a pipe, a socket, a link to itself or to nothing: the last good one is kept, and nothing waits."""
    editor, folder, uri = b.session()
    before = editor.settled(uri)
    registry = folder / "sources.yaml"
    card = editor.ask("textDocument/hover", editor.at(uri, "odell]"))
    assert card

    def bound():
        with socket.socket(socket.AF_UNIX) as it:
            it.bind(str(registry))

    for make in (registry.mkdir, lambda: os.mkfifo(registry), bound, lambda: registry.symlink_to("sources.yaml"), lambda: registry.symlink_to("nothing")):
        shutil.rmtree(registry) if registry.is_dir() and not registry.is_symlink() else registry.unlink(missing_ok=True)
        make()
        changed(editor, registry)
        lives(editor, uri)
        editor.ask("textDocument/hover", editor.at(uri, "odell]"), 3)
    registry.unlink()
    write(registry, REGISTRY)
    changed(editor, registry)
    assert editor.ask("textDocument/hover", editor.at(uri, "odell]")) == card
    editor.until(lambda: editor.findings(uri) == before)


@case
def an_article_is_a_pipe(b):
    """Pipes and sockets that are called like articles are not waited for."""
    folder = b.room(drafts(3))
    os.mkfifo(folder / "drafts/pipe.md")
    os.mkfifo(folder / "drafts/pipe.txt")
    with socket.socket(socket.AF_UNIX) as it:
        it.bind(str(folder / "drafts/s.md"))
    editor, folder, uri = b.session(folder)
    changed(editor, folder / "drafts/pipe.md")
    assert len(uses(editor, uri)) == 4
    edit = editor.ask("textDocument/rename", {**editor.at(uri, "odell]"), "newName": "mayor"})
    assert editor.carry_out(edit)
    pipe = editor.open(uri_of(folder / "drafts/pipe.md"), DRAFT)
    editor.settled(pipe)
    editor.close(pipe)
    lives(editor, uri)


@case
def settings_come_and_go(b):
    """Settings made and removed again and again, also broken ones: what is shown in the end is what a fresh server shows."""
    editor, folder, uri = b.session()
    for i in range(60):
        (folder / "sayso.toml").unlink(missing_ok=True)
        if i % 3:
            write(folder / "sayso.toml", ['[rules]\ntk = "error"\n', "strictness = \n", 'sources = ["none.yaml"]\n', ""][i % 4])
        changed(editor, folder / "sayso.toml")
        if i % 5 == 0:
            editor.change(uri, (0, 0, "x"))
    write(folder / "sayso.toml", '[rules]\ntk = "hint"\n')
    changed(editor, folder / "sayso.toml")
    finds(editor, uri, '4, "tk"')
    b.same_as_fresh(editor, uri, folder)


@case
def folders_in_folders_in_folders(b):
    """A folder three hundred deep, and one with names of every sort, are read to their end."""
    folder = b.room()
    here = folder
    for _ in range(300):
        here = here / "d"
    here.mkdir(parents=True)
    (here / "deep.md").write_text(DRAFT)
    editor, folder, uri = b.session(folder)
    assert str(here / "deep.md") in uses(editor, uri)


@case
def files_with_odd_names(b):
    """Articles with line feeds, percent signs, quotation marks, or bytes that are no letters in their names are renamed in, and no other file."""
    names = ["50%.md", "a%20b.md", "a b?#&.md", "“x”.md", "new\nline.md", "tab\t.md", "[x](y).md", "ﬁ.md", "é.md", "e\u0301.md", "😀.md", "-rf.md", "a\\b.md", "C:.md"]
    folder = b.room({name: DRAFT for name in names})
    with open(os.path.join(os.fsencode(folder), b"\xff\xfe.md"), "w", encoding="utf-8") as file:
        file.write(DRAFT)
    editor, folder, uri = b.session(folder)
    edit = editor.ask("textDocument/rename", {**editor.at(uri, "odell]"), "newName": "mayor"})
    there = set(os.listdir(os.fsencode(folder)))
    named = [it["textDocument"]["uri"] for it in edit["documentChanges"]]
    missing = {folder / name for name in names} - {path_of(it) for it in named}
    assert not missing, f"{missing} of {named}"
    assert sum("%FF%FE" in it for it in named) == 1, named
    edit["documentChanges"] = [it for it in edit["documentChanges"] if "%FF" not in it["textDocument"]["uri"]]
    assert editor.carry_out(edit)
    assert set(os.listdir(os.fsencode(folder))) == there
    assert all(read(folder / name) == DRAFT.replace("@odell", "@mayor") for name in names)


@case
def an_editor_that_stands_nowhere(b):
    """A server started in a folder that has gone, with no home and nowhere to put anything, serves."""
    folder, gone = b.room(), b.room()
    script = f'cd "{gone}" && rm -r "{gone}" && exec env -i "$0" lsp'
    server = Server(["/bin/sh", "-c", script, os.path.abspath(b.program)])
    b.servers.append(server)
    server.start()
    document = {"uri": uri_of(folder / "a.md"), "languageId": "markdown", "version": 1, "text": DRAFT}
    server.tell("textDocument/didOpen", {"textDocument": document})
    server.ask("textDocument/hover", {"textDocument": {"uri": document["uri"]}, "position": {"line": 2, "character": 8}})
    server.until(lambda: any(it["params"].get("uri") == document["uri"] for it in server.told))


def limited(kind, most):
    """Has a process begin with no more of something."""
    return lambda: resource.setrlimit(kind, (most, most))


@case
def hardly_any_files_may_be_open(b):
    """A server that may open hardly any file serves, and knows all when it is asked again."""
    folder = b.room(drafts(50))
    editor = b.editor(preexec_fn=limited(resource.RLIMIT_NOFILE, 14))
    editor.start(folder)
    uri = editor.open(uri_of(folder / "a.md"))
    lives(editor, uri)
    uses(editor, uri)
    editor.settled(uri)
    editor.change(uri, (0, 0, "x"))
    b.same_as_fresh(editor, uri, folder)


@case
def no_more_threads_may_be_started(b):
    """Neither does it end where no thread can be started for what it does in the background."""
    if as_root():
        return  # The limit does not hold for root.
    folder = b.room(drafts(5))
    editor = b.editor(preexec_fn=limited(resource.RLIMIT_NPROC, 0))
    editor.put("initialize", {"processId": None, "rootUri": uri_of(folder), "capabilities": {}})
    editor.until(lambda: editor.answers or editor.gone)


@case
def the_disk_is_full(b):
    """Mending drafts where nothing can be written leaves them as they are and says so; what was found is told without a cache."""
    folder = b.room({f"d{i}.md": "The price is TK , he said.\n\nIt  rained in Kiev .\n" * 4 for i in range(230)})
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    expected = subprocess.run([b.program, "check", "--no-cache", "."], cwd=folder, capture_output=True, timeout=60)
    for fixes in ([], ["--fix"]):
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / ".cache")}
        # A write past the limit fails, as on a disk that is full; without the signal that would end the program.
        ran = subprocess.run(
            [b.program, "check", *fixes, "."],
            cwd=folder,
            capture_output=True,
            timeout=60,
            env=environment,
            preexec_fn=limited(resource.RLIMIT_FSIZE, 0),
            restore_signals=False,
        )
        now = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts}
        assert now == before, [str(path) for path in now if now[path] != before.get(path)]
        if not fixes:
            assert ran.returncode == expected.returncode, ran
            assert sorted(ran.stdout.splitlines()) == sorted(expected.stdout.splitlines())
    shutil.rmtree(folder / ".cache", ignore_errors=True)


@case
def what_an_editor_is_told_is_never_written(b):
    """A whole session of typing, asking and refusing writes nothing to the disk."""
    folder = b.room(drafts(10))
    stamps = lambda: {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*") if path.is_file()}
    before = stamps()
    editor, folder, uri = b.session(folder)
    editor.answer_to = lambda method, params: {"applied": False} if method == "workspace/applyEdit" else None
    for i in range(40):
        editor.change(uri, (i, i, "x "))
        editor.run(["newSource", "cleanCopy", "coverage", "sources", "reload"][i % 5], uri)
        editor.put("textDocument/rename", {**editor.at(uri, "odell]"), "newName": f"mayor-{i}"})
    editor.settled(uri)
    assert keys(read(folder / "sources.yaml")) == ["mill-report", "odell"]
    assert stamps() == before
