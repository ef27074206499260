#!/usr/bin/env bash
# A session in a real Helix: helix.sh PROGRAM, in the newsroom EXAMPLE, with the configuration where XDG_CONFIG_HOME says.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
hx=$(realpath "$1")
source "$root/tests/terminal.sh"

cd "$EXAMPLE"
begin "$hx drafts/dam.md"
shows "a draft is opened" "Cracks in eleven gates"
keys :15 Enter
shows "a claim nobody answers for is found" "Who expects this"
picture helix-finding
keys :9 Enter
hides "its attributed neighbour is not" "Who expects this"
keys / "in Eastmere" Enter
keys b Space k
# Its pop-up has room for the head of a card; the rest is scrolled to.
shows "the card of a place says what and where it is" "The county town"
picture helix-hover
keys Escape Escape :15 Enter
keys A
types " [@hyd"
shows "a tag is offered as it is typed" "hydrologist"
keys Escape Escape u / "wire-harow" Enter Space a
shows "a fix is offered" "Write “wire-harrow”"
keys Enter
shows "and made" "[@wire-harrow]"
keys Escape ":q!" Enter
done_with_it
