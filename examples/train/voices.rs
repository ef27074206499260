//! Sentences of our own, marked with who says what (`data/voices`, described in data/README.md): their words without the marks, the marks,
//! where each stands. Read by the trainer and by `tests/voices.rs`; it knows nothing of either.

use std::ops::Range;

/// A marked sentence.
pub struct Marked {
    /// Its words, without marks.
    pub words: String,
    pub marks: Vec<Mark>,
    /// What its writer says it stands on: `attributed`, `collective`, `anonymous`, `vague`, `nobody`.
    pub standing: String,
    pub speaker: String,
    pub opens_paragraph: bool,
}

/// A part of an attribution.
pub struct Mark {
    /// `s`, `c` or `t` (source, cue, content), then the attribution's number where it is not the sentence's first.
    pub kind: String,
    /// Bytes of the sentence's words.
    pub span: Range<usize>,
}

/// The words of a marked sentence and its marks in the order they open, or what is wrong with them.
fn unmarked(marked: &str) -> Result<(String, Vec<Mark>), String> {
    let mut words = String::new();
    let mut marks: Vec<Mark> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        let kind = rest.strip_prefix('{').and_then(|it| it.split_once('|')).map(|(kind, _)| kind);
        match (c, kind) {
            ('{', Some(kind)) if kind.len() <= 2 && kind.starts_with(['s', 'c', 't']) => {
                // Marks of one attribution lie side by side; those of another may lie within.
                if open.iter().any(|&outer| marks[outer].kind[1..] == kind[1..]) {
                    return Err(format!("{{{kind}| lies in a mark of its own: {marked}"));
                }
                open.push(marks.len());
                marks.push(Mark { kind: kind.to_owned(), span: words.len()..words.len() });
                rest = &rest[kind.len() + 2..];
                continue;
            }
            ('{', _) => return Err(format!("no mark: {marked}")),
            ('}', _) => {
                let last = open.pop().ok_or_else(|| format!("closed and never opened: {marked}"))?;
                marks[last].span.end = words.len();
            }
            _ => words.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    if open.is_empty() { Ok((words, marks)) } else { Err(format!("never closed: {marked}")) }
}

/// The pieces of a file, each with its sentences.
pub fn pieces(file: &str) -> Result<Vec<Vec<Marked>>, String> {
    let mut pieces: Vec<Vec<Marked>> = Vec::new();
    let mut opens_paragraph = true;
    for line in file.lines().map(str::trim) {
        if line.starts_with(';') {
            continue;
        }
        if line.is_empty() || line.starts_with("# ") {
            opens_paragraph = true;
            if line.starts_with("# ") {
                pieces.push(Vec::new());
            }
            continue;
        }
        let (marked, stands) = line.rsplit_once(" => ").ok_or_else(|| format!("no standing: {line}"))?;
        let stands = stands.strip_prefix("+ ").unwrap_or(stands);
        let (standing, speaker) = stands.split_once(':').unwrap_or((stands, ""));
        if !["attributed", "collective", "anonymous", "vague", "nobody"].contains(&standing) {
            return Err(format!("no standing: {line}"));
        }
        if speaker.trim().is_empty() != (standing == "nobody") && standing != "vague" {
            return Err(format!("who speaks? {line}"));
        }
        let (words, marks) = unmarked(marked)?;
        let piece = pieces.last_mut().ok_or("a sentence before the first piece")?;
        let (standing, speaker) = (standing.to_owned(), speaker.trim().to_owned());
        piece.push(Marked { words, marks, standing, speaker, opens_paragraph });
        opens_paragraph = false;
    }
    Ok(pieces)
}

/// A piece as it would be printed, and where each of its sentences begins in it.
pub fn printed(piece: &[Marked]) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut starts = Vec::new();
    for sentence in piece {
        if !text.is_empty() {
            let line = if has_a_line(&sentence.words) { "\n" } else { " " };
            text.push_str(if sentence.opens_paragraph { "\n\n" } else { line });
        }
        starts.push(text.len());
        text.push_str(&sentence.words);
    }
    (text, starts)
}

/// Whether a sentence would be printed on a line of its own: an item of a list, a turn of a transcript, a question, an answer,
/// a quotation with its speaker behind a dash.
fn has_a_line(words: &str) -> bool {
    let label = words.split_once(':').map_or("", |(label, _)| label);
    let turn = !label.is_empty()
        && label.len() < 40
        && !label.contains(char::is_lowercase)
        && label.contains(char::is_alphabetic);
    let quoted = words.starts_with(['"', '“']);
    let credit = quoted && ["\" — ", "” — ", "\" – ", "” – ", "\" - ", "” - "].iter().any(|mark| words.contains(mark));
    words.starts_with("- ") || turn || credit
}
