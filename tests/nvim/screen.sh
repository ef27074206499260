#!/usr/bin/env bash
# A session in a real Neovim as it is seen: screen.sh PROGRAM. It is the one editors/nvim/try opens, so it shows that that works too.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
source "$root/tests/terminal.sh"

export NVIM=$1
begin "env NVIM='$NVIM' SAYSO='$SAYSO' '$root/editors/nvim/try'"
shows "a draft is opened" "Cracks in eleven gates"
shows "the status line tells the share" "85% sourced"
keys /The.repair Enter
shows "a claim with no source is found: its message is below the line" "Who expects this: “The repair will cost 4.2 million pounds”?"
shows "hints name speakers" "– Ruth Okafor"
picture nvim-findings
keys /Eastmere Enter
keys n n
keys K
shows "the card of a place says what else it is called" "Ostmeer"
picture nvim-hover
keys Escape gg /six.years/e Enter a
types " [@hyd"
shows "a tag is offered as it is typed" "hydrologist"
sleep 0.5
picture nvim-completion
keys C-n C-y ]
shows "and written once" "years [@hydrologist]."
keys Escape u gg /wire-harow Enter gra
shows "fixes are offered" "Write “wire-harrow”"
picture nvim-fixes
keys 1 Enter
hides "and made" "harow"
keys :Sayso Space unanswered Enter
shows "the sentences nobody answers for are listed" "It is widely believed that the dam was neglected after the reorganisation"
picture nvim-unanswered
keys :cclose Enter gg /okafor-interview Enter grr
shows "every sentence on a source is listed, in the registry too" "sources.yaml|"
shows "with its words" "We did not expect to find this many"
picture nvim-references
keys :cclose Enter gg /okafor-interview Enter grn
shows "a source's new key is asked for" "New Name: okafor-interview"
keys C-u
types "okafor-12-march"
keys Enter
shows "the tag has it" "okafor-12-march]"
keys ":split | buffer sources.yaml" Enter /okafor-12 Enter
shows "and the registry" "- id: okafor-12-march"
picture nvim-rename
keys :qa! Enter
done_with_it
