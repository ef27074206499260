#!/usr/bin/env python3
"""What goes wrong between an editor, a server and a disk, and what must hold all the same.

    tests/faults/faults.py PROGRAM [CASE ...]

Each case starts `PROGRAM lsp` on a newsroom of its own and asserts what must hold: the server lives and answers, what it shows is what a
fresh one shows, no file is other than it should be, memory is bounded. `wire.py` has what can happen to messages, `desk.py` what an editor
does to documents, `edits.py` what becomes of edits, `disk.py` what happens to files meanwhile.
"""

import sys

import bench
import desk  # noqa: F401: importing them is what finds the cases
import disk  # noqa: F401
import edits  # noqa: F401
import wire  # noqa: F401

if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(bench.run(sys.argv[1], sys.argv[2:]) > 0)
