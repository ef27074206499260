#!/usr/bin/env python3
"""Kills `sayso check --fix` at random moments, over a folder of drafts with the cache on, and looks at what is left.

    tests/saves/kill.py SAYSO [KILLS]      how often; 40 by default

Each draft must be as it was or as it is to become, never anything between; the cache must say what a check without it says; and the run
after the last kill must leave no unfinished file, in the drafts' folders or in the cache.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

program = str(Path(sys.argv[1]).resolve())
kills = int(sys.argv[2]) if len(sys.argv) > 2 else 40
seed = int(os.environ.get("SEED", time.time_ns() % 1_000_000))
chance = random.Random(seed)
DRAFTS = 210  # the fewest for which findings are kept are 200


def draft(number, directive):
    return f"# Weir {number}\n\nThe weir is shut, Ines Calder said.{directive}\n\nIt opens in May, she said. TK\n"


def check(*more, folder, env):
    ran = subprocess.run([program, "check", *more, "."], cwd=folder, env=env, capture_output=True, text=True)
    assert ran.returncode in (0, 1), f"exit code {ran.returncode}: {ran.stderr}"
    return ran.stdout


def unfinished(*folders):
    return [path for folder in folders for path in folder.rglob(".sayso-*")]


with tempfile.TemporaryDirectory() as scratch:
    folder, cache = Path(scratch, "desk"), Path(scratch, "cache")
    env = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    texts = {}
    for number in range(DRAFTS):
        path = folder / f"day{number % 3}" / f"draft{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        texts[path] = [draft(number, " <!-- stet -->").encode(), draft(number, "").encode()]
        path.write_bytes(texts[path][0])
    (folder / "sayso.toml").write_text("")

    began = time.monotonic()
    check("--fix", folder=folder, env=env)
    whole = time.monotonic() - began
    torn = untrue = left = mended = caught = 0
    for kill in range(kills):
        for path, (before, _) in texts.items():
            if path.read_bytes() != before:
                path.write_bytes(before)
        run = subprocess.Popen([program, "check", "--fix", "."], cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, whole * 1.1))
        caught += run.poll() is None
        run.kill()
        run.wait()
        for path, (before, after) in texts.items():
            now = path.read_bytes() if path.exists() else b""
            torn += now not in (before, after)
            mended += now == after
        left += len(unfinished(folder, cache))
        if kill % 25 == 24 or kill == kills - 1:
            untrue += check(folder=folder, env=env) != check("--no-cache", folder=folder, env=env)
    check("--fix", folder=folder, env=env)
    after = unfinished(folder, cache)
    print(
        f"{kills} kills (seed {seed}; {caught} before the run's end): {torn} of {kills * DRAFTS} drafts torn, {mended} mended by then, cache untrue"
        f" {untrue} times; unfinished files seen {left} times, left after the next run: {len(after)}"
    )
    if torn or untrue or after:
        sys.exit("FAILED")
    print("3 checks passed")
