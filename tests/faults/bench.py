"""What the cases are run on: newsrooms in folders of their own, servers that are ended with their case, and who runs and counts.

A case is a function that takes a `Bench`. It fails by an assertion, or by anything else that is raised.
"""

import os
import shutil
import tempfile
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from editor import Editor, PATIENCE, Server, uri_of

LONGEST = 60  # Seconds after which a case that has not ended is ended, and has failed.

REGISTRY = """references:
- id: mill-report
  type: report
  title: Fire safety at the Corran mill
  URL: https://corran.example/mill
- id: odell
  type: interview
  title: Interview with Marta Odell
  custom:
    speaker: Marta Odell
    role: mayor of Corran
"""

# Two findings that hang on nothing else, one on the registry, and words that places and speakers are found in.
DRAFT = """# Fire at the mill

The mill in Corran burned down on Monday, Marta Odell said [@odell]. The damage is TK.

“Nobody was hurt,” Odell said. The roof had been mended in May [@mill-report].

In Kharkiv it rained. The new roof cost TK [@nobody].
"""

CASES = []


def case(run):
    """Marks a function as a case."""
    CASES.append(run)
    return run


class Bench:
    """What one case has made."""

    def __init__(self, program):
        self.program = os.path.abspath(program)
        self.servers = []
        self.folders = []
        self.done = []

    def server(self, **more):
        server = Server(self.program, **more)
        self.servers.append(server)
        return server

    def editor(self, **more):
        editor = Editor(self.program, **more)
        self.servers.append(editor)
        return editor

    def room(self, files=None, **more):
        """A newsroom: settings, a registry and a draft, and whatever files are named."""
        folder = Path(tempfile.mkdtemp(prefix="sayso-faults-"))
        self.folders.append(folder)
        for name, text in {"sayso.toml": "", "sources.yaml": REGISTRY, "a.md": DRAFT, **(files or {}), **more}.items():
            if text is not None:
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    def session(self, folder=None, draft="a.md", **params):
        """An editor with a newsroom's folder and its draft open; both, and the draft's URI."""
        folder = folder or self.room()
        editor = self.editor()
        editor.start(folder, **params)
        return editor, folder, editor.open(uri_of(folder / draft)) if draft else None

    def same_as_fresh(self, editor, uri, folder=None, **params):
        """Waits until what is shown of a document is what a server shows that has just been started with the same buffers."""
        fresh = self.editor()
        fresh.start(folder, **params)
        for name, buffer in editor.buffers.items():
            fresh.open(name, buffer.text, buffer.language, buffer.version)
        expected = fresh.settled(uri)

        def same():
            fresh.take()
            return editor.findings(uri) == fresh.findings(uri)

        try:
            editor.until(same, PATIENCE, "what a fresh server shows")
        except AssertionError as late:
            raise AssertionError(f"{late}: shown {editor.findings(uri)}, fresh {fresh.findings(uri)}") from late
        fresh.kill()
        return expected

    def later(self, act):
        """Has something done at the end of the case."""
        self.done.append(act)

    def clear(self):
        for act in self.done:
            act()
        for server in self.servers:
            server.kill()
        for folder in self.folders:
            shutil.rmtree(folder, ignore_errors=True)


def run(program, names, jobs=2):
    """Runs the cases, or those that are named. Returns how many failed."""
    chosen = [one for one in CASES if not names or one.__name__ in names]
    unknown = set(names) - {one.__name__ for one in chosen}
    assert not unknown, f"there is no case {', '.join(sorted(unknown))}"

    def one(it):
        bench = Bench(program)
        begun = time.monotonic()

        def end():
            for server in bench.servers:
                server.process.kill()

        timer = threading.Timer(LONGEST, end)
        timer.start()
        try:
            it(bench)
            why = f"it had not ended after {LONGEST} s" if time.monotonic() - begun > LONGEST else None
        except Exception as fault:  # noqa: BLE001: whatever it is, the case has failed
            line = traceback.extract_tb(fault.__traceback__)
            own = next((frame.lineno for frame in line if frame.name == it.__name__), line[-1].lineno)
            why = f"line {own}: {type(fault).__name__}: {str(fault)[:600]}"
        finally:
            timer.cancel()
            bench.clear()
        took = time.monotonic() - begun
        print(f"ok   {it.__name__} ({took:.1f} s)" if why is None else f"FAIL {it.__name__} ({took:.1f} s): {why}", flush=True)
        return why

    with ThreadPoolExecutor(jobs) as pool:
        failed = [why for why in pool.map(one, chosen) if why is not None]
    print(f"{len(chosen) - len(failed)} checks passed" + (f", {len(failed)} failed" if failed else ""))
    return len(failed)


def as_root():
    """Whether permissions keep nothing from us."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
