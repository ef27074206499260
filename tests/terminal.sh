# Drives a program in a terminal of its own and reads its screen. To be sourced; bash. `begin COMMAND`, then `keys`, `shows`, `picture`.

tmux="tmux -L sayso-$$ -f /dev/null"
columns=110 rows=34
passed=0
captures=()
scratch_captures=$(mktemp -d)
trap '$tmux kill-server 2>/dev/null || true; rm -rf "$scratch_captures"' EXIT

begin() { $tmux new-session -d -x $columns -y $rows "$@"; $tmux set -g default-terminal tmux-256color; $tmux set -sa terminal-overrides ',*:Tc'; }
screen() { $tmux capture-pane -p; }
keys() { $tmux send-keys "$@"; }

# types WORDS: key by key, as a hand does.
types() {
    local i
    for ((i = 0; i < ${#1}; i++)); do
        $tmux send-keys -l -- "${1:i:1}"
        sleep 0.06
    done
}

ok() {
    passed=$((passed + 1))
    echo "ok   $1"
}

fail() {
    echo "FAIL $1; the screen:"
    screen
    exit 1
}

# shows WHAT WORDS: waits until the words are on the screen.
shows() {
    local i
    for i in $(seq 200); do
        if screen | grep -qF -- "$2"; then
            ok "$1"
            return
        fi
        sleep 0.1
    done
    fail "$1: “$2” is not there"
}

# hides WHAT WORDS: waits until the words are on the screen no more.
hides() {
    local i
    for i in $(seq 200); do
        if ! screen | grep -qF -- "$2"; then
            ok "$1"
            return
        fi
        sleep 0.1
    done
    fail "$1: “$2” is still there"
}

# picture NAME: keeps what is on the screen for target/pictures/NAME.png.
picture() {
    sleep 0.3
    $tmux capture-pane -e -p >"$scratch_captures/$1.ansi"
    captures+=("$scratch_captures/$1.ansi" "$root/target/pictures/$1.png")
}

# done_with_it: makes the pictures, if there is a browser to make them with, and tells how many checks passed.
done_with_it() {
    if [ -d "$root/tests/vscode/node_modules/@xterm" ]; then node "$root/tests/vscode/terminal.mjs" $columns $rows "${captures[@]}"; fi
    echo "$passed checks passed"
}
