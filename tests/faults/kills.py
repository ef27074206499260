#!/usr/bin/env python3
"""A server is killed again and again under an editor that types, asks, and makes every edit it is offered.

    tests/faults/kills.py PROGRAM [KILLS] [SEED]

The editor is a person at work in a newsroom of a dozen drafts, some open and some not: words are typed, tags completed, code actions taken,
sources added and renamed, a place's house form written everywhere, drafts saved, closed and opened. At a moment nobody chooses the server
is killed (SIGKILL), started anew, and told of the open documents, as editors do. What must hold throughout:

- every word that was typed stands in its draft once, in its order, and no other;
- an edit of the server's was made once or not at all: no key is registered twice or cited by nobody's wish, a renamed key is gone, and
  each of its tags bears the new one;
- files on the disk hold what the editor last wrote, and there are no others;
- what the server shows and finds is what one shows and finds that has just been started.
"""

import collections
import os
import random
import re
import sys
import threading
import time

from bench import Bench
from editor import Editor, path_of, position, read, uri_of, write

WORD = re.compile(r"\bw\d+\b")
TAG = re.compile(r"@([a-z][a-z0-9-]*)")
ID = re.compile(r"^ *- id: *(\S+)", re.MULTILINE)

FIRST = "Ines Olga Ruth Carl Emil Mira Jonas Petra Anton Vera Hugo Lena".split()
LAST = "Falk Brandt Weber Novak Lind Costa Moreau Keller Duda Rossi Haas Berg".split()
PLACES = ["Odessa", "Lviv"]
OPEN, DRAFTS = 5, 12
YEAR = 50  # Kills after which a new newsroom is founded: in an old one a server is long about its registry before anybody can work.
LONG = 1500  # Code points past which a draft is cut again, so that the last of many servers is as soon at work as the first.


class Killed(Exception):
    """The server has gone."""


class Desk(Editor):
    """An editor whose server may go at any moment."""

    def __init__(self, program, room):
        super().__init__(program)
        self.room = room

    def until(self, true, within=30, what="what was waited for"):
        end = time.monotonic() + within
        while True:
            self.take()
            if found := true():
                return found
            if self.gone:
                raise Killed
            assert time.monotonic() < end, f"{what} has not come within {within} s"
            self.take(0.005)

    def carry_out(self, edit):
        self.room.before_edit()
        done = super().carry_out(edit)
        self.room.after_edit(done)
        return done


class Room:
    """The newsroom, and what must be in it by what the person at work has done."""

    def __init__(self, folder, chance):
        self.folder = folder
        self.chance = chance
        self.buffers = {}
        self.numbers = 0
        self.words = {}  # By draft: the words typed, in their order.
        self.written = {}  # By path: what the editor has last written there.
        self.keys = ["mill-report"]  # What is registered, or is being: in any order.
        self.counts = dict.fromkeys("edits words applied refused renames kills compared".split(), 0)
        self.renaming = None
        people = [f"{first} {last}" for first in FIRST for last in LAST]
        chance.shuffle(people)
        self.people = iter(people * 20)
        registry = "references:\n- id: mill-report\n  type: report\n  title: Fire safety at the Corran mill\n"
        files = {"sayso.toml": '[places]\nspelling = "ukrainian"\n', "sources.yaml": registry}
        for i in range(DRAFTS):
            uri = uri_of(folder / f"d{i}.md")
            self.words[uri] = []
            files[f"d{i}.md"] = "# Draft\n\n" + "".join(self.paragraph(uri) + "\n\n" for _ in range(3))
        for name, text in files.items():
            write(folder / name, text)
            self.written[folder / name] = text

    def word(self):
        self.numbers += 1
        return f"w{self.numbers}"

    def key(self):
        self.numbers += 1
        return f"source-n{self.numbers}"

    def paragraph(self, uri):
        """A paragraph with a new word in it."""
        word = self.word()
        self.words[uri].append(word)
        kind = self.chance.randrange(3)
        if kind == 0:
            return f"{next(self.people)}, the chief engineer, said that {self.chance.randrange(3, 90)} gates {word} were rusted."
        if kind == 1:
            return f"In {self.chance.choice(PLACES)} it rained {word} for three days."
        return f"At least {self.chance.randrange(3, 900)} people {word} were hurt in the fire [@{self.chance.choice(self.keys)}]."

    # What is looked at around each edit of the server's.

    def texts(self):
        """Every file of the newsroom as it is now: in its buffer, or on the disk."""
        named = ((uri_of(path), path) for path in self.written)
        return {uri: self.buffers[uri].text if uri in self.buffers else read(path) for uri, path in named}

    def before_edit(self):
        self.before = self.texts()

    def after_edit(self, done):
        self.counts["applied" if done else "refused"] += 1
        after = self.texts()
        if not done:
            assert after == self.before
            return
        for path in self.written:
            if uri_of(path) not in self.buffers:
                self.written[path] = read(path)
        registered = ID.findall(after[uri_of(self.folder / "sources.yaml")])
        assert len(registered) == len(set(registered)), f"a key is registered twice: {registered}"
        new = set(registered) - set(self.keys)
        if self.renaming:
            old, name = self.renaming
            assert old not in registered and name in registered, f"{old} was not renamed to {name}"
            count = lambda texts, key: sum(TAG.findall(text).count(key) for text in texts.values())
            assert count(after, old) == 0, f"@{old} is still cited"
            assert count(after, name) == count(self.before, old), f"@{name} is not cited where @{old} was"
            assert new == {name}
        else:
            assert set(self.keys) <= set(registered), f"{set(self.keys) - set(registered)} is gone"
            assert len(new) <= 1, new
        self.keys = registered
        self.look()

    def look(self):
        """Whether every word stands where it was typed, once."""
        for uri, text in self.texts().items():
            if uri in self.words:
                found = WORD.findall(text)
                assert found == self.words[uri], f"{uri}: {found} is not {self.words[uri]}"

    def look_at_disk(self):
        found = {path: read(path) for path in self.folder.rglob("*") if path.is_file()}
        assert set(found) == set(self.written), set(found) ^ set(self.written)
        for path, text in found.items():
            assert text == self.written[path], f"{path} holds what nobody wrote"

    # What the person at work does.

    def save(self, editor, uri):
        editor.save(uri)
        self.written[path_of(uri)] = editor.buffers[uri].text

    def draft(self, editor):
        return self.chance.choice([uri for uri in editor.buffers if uri in self.words])

    def insert(self, editor, uri, at, new):
        editor.change(uri, (at, at, new))
        self.counts["edits"] += 1

    def type_word(self, editor):
        """A word typed letter by letter behind another one."""
        uri = self.draft(editor)
        text = editor.buffers[uri].text
        behind = self.chance.choice(list(WORD.finditer(text)))
        word = self.word()
        place = self.words[uri].index(behind.group()) + 1
        # The word stands once it is whole; a part of it is a word of its own as far as anybody can tell.
        self.insert(editor, uri, behind.end(), " ")
        for i, letter in enumerate(word):
            self.insert(editor, uri, behind.end() + 1 + i, letter)
        self.words[uri].insert(place, word)
        self.counts["words"] += 1

    def type_paragraph(self, editor):
        """A paragraph added, and where a draft has become long another one cut."""
        uri = self.draft(editor)
        text = editor.buffers[uri].text
        if len(text) > LONG:
            cut = self.chance.choice(list(re.finditer("[^\n]+\n\n", text))[1:])
            gone = WORD.findall(cut.group())
            if len(gone) < len(self.words[uri]):
                editor.change(uri, (cut.start(), cut.end(), ""))
                self.words[uri] = [word for word in self.words[uri] if word not in gone]
        self.insert(editor, uri, len(editor.buffers[uri].text), self.paragraph(uri) + "\n\n")
        self.counts["words"] += 1

    def complete_tag(self, editor):
        """A tag completed behind a word, and registered by the item's command where it has one."""
        uri = self.draft(editor)
        behind = self.chance.choice(list(WORD.finditer(editor.buffers[uri].text))).end()
        self.insert(editor, uri, behind, " [@")
        at = {"textDocument": {"uri": uri}, "position": position(editor.buffers[uri].text, behind + 3)}
        try:
            found = editor.ask("textDocument/completion", {**at, "context": {"triggerKind": 2, "triggerCharacter": "@"}})
            items = [it for it in (found or {}).get("items", []) if "textEdit" in it]
            if items:
                item = editor.ask("completionItem/resolve", self.chance.choice(items[:8]))
                assert editor.carry_out({"documentChanges": [{"textDocument": {"uri": uri, "version": editor.buffers[uri].version}, "edits": [item["textEdit"]]}]})
                if item.get("command"):
                    editor.put("workspace/executeCommand", {key: item["command"][key] for key in ("command", "arguments")})
        except Killed:
            # The person goes on by hand.
            text = editor.buffers[uri].text
            if text[behind : behind + 3] == " [@" and text[behind + 3 : behind + 4] in (" ", "\n", ".", ""):
                self.insert(editor, uri, behind + 3, "mill-report]")
            raise
        if editor.buffers[uri].text[behind + 3 : behind + 4] in (" ", "\n", "."):
            self.insert(editor, uri, behind + 3, "mill-report]")

    def take_action(self, editor):
        uri = self.draft(editor)
        place = self.chance.choice(list(WORD.finditer(editor.buffers[uri].text))).start()
        actions = editor.actions(uri, place)
        if not actions:
            return
        action = self.chance.choice(actions)
        if "edit" not in action and "command" not in action:
            action = editor.ask("codeAction/resolve", action)
        if "edit" in action:
            editor.carry_out(action["edit"])
        if "command" in action:
            editor.put("workspace/executeCommand", {key: action["command"][key] for key in ("command", "arguments")})

    def new_source(self, editor):
        editor.put("workspace/executeCommand", {"command": "sayso.newSource", "arguments": [self.draft(editor), self.key()]})

    def rename(self, editor):
        cited = [(uri, it) for uri in editor.buffers if uri in self.words for it in TAG.finditer(editor.buffers[uri].text) if it.group(1) in self.keys]
        if not cited:
            return
        uri, tag = self.chance.choice(cited)
        new = self.key()
        at = {"textDocument": {"uri": uri}, "position": position(editor.buffers[uri].text, tag.start(1) + 1)}
        answer = editor.answer(editor.put("textDocument/rename", {**at, "newName": new}))
        # One that is refused says why: an edit is still being made.
        if edit := answer.get("result"):
            self.renaming = (tag.group(1), new)
            self.counts["renames"] += 1
            try:
                editor.carry_out(edit)
            finally:
                self.renaming = None

    def save_one(self, editor):
        self.save(editor, self.chance.choice(list(editor.buffers)))

    def close_one(self, editor):
        """One draft put away and another one fetched; the registry looked at now and then."""
        uri = self.draft(editor)
        self.save(editor, uri)
        editor.close(uri)
        editor.open(self.chance.choice([it for it in self.words if it not in editor.buffers]))
        registry = uri_of(self.folder / "sources.yaml")
        if registry in editor.buffers:
            self.save(editor, registry)
            editor.close(registry)
        elif self.chance.random() < 0.3:
            editor.open(registry, language="yaml")

    WORK = [type_word] * 10 + [type_paragraph] * 2 + [complete_tag] * 3 + [take_action] * 4 + [new_source] * 2 + [rename] * 2 + [save_one] * 2 + [close_one]


def kill_after(editor, seconds):
    timer = threading.Timer(seconds, editor.process.kill)
    timer.daemon = True
    timer.start()


def begin(program, room, killed=False):
    """A server, told of what is open. One that is to be killed is, at some moment of its beginning or of the work that follows."""
    editor = Desk(program, room)
    editor.buffers = room.buffers
    early = room.chance.random() < 0.2
    if killed and early:
        kill_after(editor, room.chance.uniform(0.0, 0.3))
    try:
        editor.start(room.folder)
        for uri in editor.buffers:
            editor.show_again(uri)
        while sum(uri in room.words for uri in editor.buffers) < OPEN:
            editor.open(room.chance.choice([it for it in room.words if it not in editor.buffers]))
    except BaseException:
        editor.kill()
        raise
    if killed and not early:
        kill_after(editor, room.chance.uniform(0.0, 0.4))
    return editor


def compare(editor, program, room):
    """Waits until a server that has just been started shows and finds the same."""
    fresh = begin(program, room)
    try:
        for uri in editor.buffers:
            if uri in room.words:
                editor.settled(uri)
                fresh.settled(uri)

        def seen(one):
            shown = {uri: one.findings(uri) for uri in one.buffers}
            uses = {}
            uri, tag = next(((uri, it) for uri in one.buffers if uri in room.words for it in [TAG.search(one.buffers[uri].text)] if it), (None, None))
            if uri:
                at = {"textDocument": {"uri": uri}, "position": position(one.buffers[uri].text, tag.start(1) + 1)}
                found = one.ask("textDocument/references", {**at, "context": {"includeDeclaration": True}}, 30) or []
                uses = sorted((it["uri"], str(it["range"])) for it in found)
            return shown, uses

        end = time.monotonic() + 15
        while (a := seen(editor)) != (b := seen(fresh)):
            if time.monotonic() > end:
                differs = [(uri, a[0][uri], b[0][uri]) for uri in a[0] if a[0][uri] != b[0][uri]]
                raise AssertionError(f"shown otherwise than by a fresh server: {differs or (a[1], b[1])}")
            editor.idle(0.05)
            fresh.idle(0.05)
        room.counts["compared"] += 1
    finally:
        fresh.kill()


def at_work(bench, room):
    """One server's life, killed at a moment nobody chooses; and whether all is as it should be afterwards."""
    try:
        editor = begin(bench.program, room, killed=True)
        try:
            while not editor.gone:
                room.chance.choice(room.WORK)(room, editor)
                editor.take()
        finally:
            editor.kill()
    except Killed:
        pass
    room.counts["kills"] += 1
    room.look()
    room.look_at_disk()


def main(program, kills, seed):
    chance = random.Random(seed)
    begun = time.monotonic()
    total = collections.Counter()
    while total["kills"] < kills:
        bench = Bench(program)
        room = Room(bench.room({"a.md": None, "sources.yaml": None, "sayso.toml": None}), chance)
        try:
            most = min(kills - total["kills"], YEAR)
            while room.counts["kills"] < most:
                at_work(bench, room)
                if room.counts["kills"] % 25 == 0 or room.counts["kills"] == most:
                    last = begin(bench.program, room)
                    try:
                        compare(last, bench.program, room)
                    finally:
                        last.kill()
        except BaseException:
            print(f"seed {seed}, {dict(total)}, then {room.counts}", flush=True)
            raise
        finally:
            bench.clear()
        total.update(room.counts)
        print(f"seed {seed}: {dict(total)}, {time.monotonic() - begun:.0f} s", flush=True)
    print("1 checks passed")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 30, int(sys.argv[3]) if len(sys.argv) > 3 else 1)
