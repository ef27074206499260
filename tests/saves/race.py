#!/usr/bin/env python3
"""An editor saves a draft again and again, in place and by renaming, while two loops of `sayso check --fix` mend it.

    tests/saves/race.py SAYSO [SAVES]      how often; 200 by default

After each save the file must hold what was saved, mended or not: nothing older, nothing twice, nothing torn; at the latest a moment after.
"""

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

program = str(Path(sys.argv[1]).resolve())
saves = int(sys.argv[2]) if len(sys.argv) > 2 else 200
seed = int(os.environ.get("SEED", time.time_ns() % 1_000_000))
chance = random.Random(seed)
runs = [0, 0]
done = threading.Event()


def mend(which, folder):
    while not done.is_set():
        subprocess.run([program, "check", "--fix", "a.md"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        runs[which] += 1


def in_place(path, text):
    """As editors do that keep a file's own place: it is emptied when it is opened, and filled a moment later."""
    with open(path, "wb") as file:
        time.sleep(chance.uniform(0, 0.0005))
        file.write(text)


def over(path, text):
    """As others do: from the first byte, and cut to length at the end. Nothing of it is to be seen until it is written."""
    with open(path, "r+b") as file:
        time.sleep(chance.uniform(0, 0.0005))
        file.write(text)
        file.truncate()


def by_rename(path, text):
    new = path.with_suffix(".new")
    new.write_bytes(text)
    new.rename(path)


with tempfile.TemporaryDirectory() as scratch:
    folder = Path(scratch)
    path = folder / "a.md"
    (folder / "sayso.toml").write_text("")
    path.write_bytes(b"The weir is shut.\n")
    loops = [threading.Thread(target=mend, args=(which, folder)) for which in (0, 1)]
    for loop in loops:
        loop.start()
    ways = {"in place": in_place, "over": over, "by renaming": by_rename}
    lost = dict.fromkeys(ways, 0)
    mended = late = 0
    for number in range(saves):
        way = chance.choice(list(ways))
        # Its length is another one each time, as texts' lengths are.
        words = f"Save {number}. " + "The weir is shut, Ines Calder said. " * chance.randint(1, 40)
        before, after = (f"{words.strip()}{directive}\n".encode() for directive in (" <!-- stet -->", ""))
        ways[way](path, before)
        time.sleep(chance.choice([0, 0.02, 0.3]) * chance.random())
        now = path.read_bytes()
        if now not in (before, after):
            # What was written to a file that had just been taken away comes back as soon as that is noticed.
            late += 1
            until = time.monotonic() + 5
            while now not in (before, after) and time.monotonic() < until:
                time.sleep(0.02)
                now = path.read_bytes() if path.exists() else b""
        mended += now == after
        lost[way] += now not in (before, after)
    done.set()
    for loop in loops:
        loop.join()
    subprocess.run([program, "check", "--fix", "a.md"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    left = list(folder.glob(".sayso-*")) + list(folder.glob("*.saved-*"))
    print(
        f"{saves} saves, {sum(runs)} runs of --fix (seed {seed}): lost or torn {lost}, back only after a moment {late},"
        f" seen mended {mended}, files left {len(left)}"
    )
    if any(lost.values()) or left:
        sys.exit("FAILED")
    print("2 checks passed")
