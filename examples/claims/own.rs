//! Reads our own marked sentences, `data/claims`.
//!
//! A block opens with `# beat | register | country | KIND`; a line is a label, a tab and a sentence. In a `piece` an empty line ends a
//! paragraph, among `pairs` it may part one from the next.

use sayso::claims::Kind;
use sayso::text::Span;
use std::path::Path;

/// How the lines of a block belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Neighbours differ in little but what they claim.
    Pairs,
    /// Each stands alone.
    Single,
    /// They are an article.
    Piece,
}

/// A sentence as its writer marked it.
#[derive(Clone, Debug)]
pub struct Marked {
    pub kind: Kind,
    /// Whether it runs on from a source just named, so that nobody asks.
    pub runs_on: bool,
    pub text: String,
    /// Whether an empty line stands before it.
    pub opens: bool,
}

/// A block of a file.
#[derive(Clone, Debug)]
pub struct Part {
    pub form: Form,
    pub lines: Vec<Marked>,
}

/// The blocks of the files in `folder` whose names `takes` takes, in order of the names.
pub fn read(folder: &Path, takes: impl Fn(&str) -> bool) -> Result<Vec<Part>, String> {
    let listed = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<_> = listed.filter_map(|file| Some(file.ok()?.path())).collect();
    files.sort();
    let mut parts = Vec::new();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if takes(&name) && file.extension().is_some_and(|end| end == "txt" || end == "tsv") {
            let text = std::fs::read_to_string(&file).map_err(|e| format!("{name}: {e}"))?;
            parts.extend(parse(&text).map_err(|e| format!("{name}: {e}"))?);
        }
    }
    Ok(parts)
}

/// The blocks of a file.
pub fn parse(text: &str) -> Result<Vec<Part>, String> {
    let mut parts: Vec<Part> = Vec::new();
    let mut opens = true;
    for (number, line) in (1..).zip(text.lines()) {
        if line.starts_with(';') {
            continue;
        }
        if let Some(head) = line.strip_prefix('#') {
            let form = match head.rsplit('|').next().map(str::trim) {
                Some("pairs") => Form::Pairs,
                Some("piece") => Form::Piece,
                _ => Form::Single,
            };
            parts.push(Part { form, lines: Vec::new() });
            opens = true;
            continue;
        }
        if line.trim().is_empty() {
            opens = true;
            continue;
        }
        let (label, text) = line.split_once('\t').ok_or(format!("line {number}: no tab"))?;
        let (label, runs_on) = label.strip_suffix('+').map_or((label, false), |label| (label, true));
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == label.trim());
        let kind = kind.ok_or(format!("line {number}: no label “{label}”"))?;
        if parts.is_empty() {
            parts.push(Part { form: Form::Single, lines: Vec::new() });
        }
        let text = text.trim().to_owned();
        parts.last_mut().into_iter().for_each(|part| {
            part.lines.push(Marked { kind, runs_on, text: text.clone(), opens });
        });
        opens = false;
    }
    Ok(parts)
}

/// The article that the lines of a piece are, and where each of them stands.
pub fn article(part: &Part) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for line in &part.lines {
        if !text.is_empty() {
            text.push_str(if line.opens { "\n\n" } else { " " });
        }
        spans.push(Span::new(text.len(), text.len() + line.text.len()));
        text.push_str(&line.text);
    }
    (text, spans)
}
