"""Runs the shell lines of action.yml as GitHub does: inputs put into the environment, then bash. The program is taken from the PATH."""

import os
import re
import subprocess
import sys
import tempfile

import yaml

action = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))
desk = sys.argv[2]
steps = [step for step in action["runs"]["steps"] if "run" in step]
assert [step["shell"] for step in steps] == ["bash"] * len(steps)
for step in steps:
    assert "${{" not in step["run"], "an expression in a command could be made one of another's own"


def run(step, inputs, path=os.environ["PATH"]):
    """Exit code and output of a step."""
    known = {name: given.get("default", "") for name, given in action["inputs"].items()}
    assert not inputs.keys() - known.keys()
    known.update(inputs)

    def value(match):
        what = match[1].strip()
        return os.path.dirname(sys.argv[1]) if what == "github.action_path" else known[what.removeprefix("inputs.")]

    with tempfile.TemporaryDirectory() as temporary:
        env = {name: re.sub(r"\$\{\{(.*?)\}\}", value, str(text)) for name, text in step["env"].items()}
        env |= {"PATH": path, "HOME": temporary, "RUNNER_TEMP": temporary, "GITHUB_PATH": temporary + "/path"}
        bash = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
        done = subprocess.run(bash, cwd=desk, env=env, capture_output=True, text=True)
        added = open(temporary + "/path").read().strip() if os.path.exists(temporary + "/path") else ""
        return done.returncode, done.stdout, done.stderr, added.replace(temporary, "TEMP")


def same(got, wanted, what):
    assert got == wanted, f"{what}: {got!r} is not {wanted!r}"


build, check = steps
code, _, err, added = run(build, {})
same((code, added), (0, ""), "nothing is built where sayso is installed: " + err)
with tempfile.TemporaryDirectory() as tools:
    # A cargo that only tells what it was asked for.
    with open(tools + "/cargo", "w") as cargo:
        cargo.write('#!/bin/sh\necho "$@"\n')
    os.chmod(tools + "/cargo", 0o755)
    code, out, err, added = run(build, {}, tools + ":/usr/bin:/bin")
    same((code, added), (0, "TEMP/sayso/bin"), "the program that was built is on the PATH: " + err)
    assert out.startswith("install --quiet --locked --path " + os.path.dirname(sys.argv[1])), out

open(desk + "/drafts/a draft.md", "w").write("TK\n\nNothing new.\n\nTK\n")
code, out, err, _ = run(check, {})
same(code, 1, "a finding fails the job: " + err)
same(out.count("::error file=drafts/a draft.md"), 2, "findings are annotations: " + out)
code, out, err, _ = run(check, {"fail-on": "never"})
same((code, out.count("::error")), (0, 2), err)
code, out, err, _ = run(check, {"changed": "HEAD"})
same((code, out.count("::error")), (1, 1), "only the line that is new: " + err)
code, out, err, _ = run(check, {"paths": "drafts/clean.md\n\ndrafts/$(touch harm) `touch harm`.md\n"})
same(code, 2, "a path that is not there: " + out)
assert not os.path.exists(desk + "/harm")
code, out, err, _ = run(check, {"changed": "nosuch"})
assert code not in (0, 1), "a revision git does not know fails the job"
code, out, err, _ = run(check, {"sarif-file": "the log.sarif"})
same(code, 1, err)
assert '"version":"2.1.0"' in open(desk + "/the log.sarif").read()
subprocess.run(["sayso", "check", "--write-baseline", "old.jsonl"], cwd=desk, check=True, stdout=subprocess.DEVNULL)
code, out, err, _ = run(check, {"baseline": "old.jsonl"})
same((code, out), (0, ""), "what the baseline knows is let be: " + err)

# Whatever files are called, no line of the job's log is an order but our own, and none is an option.
names = ["--write-baseline=drafts/clean.md", "--baseline=old.jsonl", "a\n::error file=x::pwned\x1b]0;t\x07.md", "::error file=x::b.md", "c\u202e##[error]d.md"]
os.mkdir(desk + "/odd")
for name in names:
    os.makedirs(os.path.dirname(f"{desk}/odd/{name}"), exist_ok=True)
    open(f"{desk}/odd/{name}", "w").write("TK\n")
open(desk + "/odd/sayso.toml", "w").write('include = ["**"]\n')
clean = open(desk + "/drafts/clean.md").read()
for given in [{"paths": "odd"}, {"paths": "odd", "fail-on": "never", "sarif-file": "odd.sarif"}, {"paths": "--write-baseline=drafts/clean.md\nodd"}]:
    code, out, err, _ = run(check, given)
    assert code != 0 or "fail-on" in given, out
    for line in (out + err).split("\n"):
        assert not line.lstrip().startswith("::") or line.startswith("::error file=odd/") or line.startswith("::error file=--write"), line
        assert line.startswith("::error file=odd/") or "##[" not in line, line
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", line), line
    same(open(desk + "/drafts/clean.md").read(), clean, "a draft")
same(out.count("::error file=odd/"), len(names), "all are checked: " + out)
