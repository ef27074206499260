//! Our own marked sentences as articles of the corpus: the same records, by the corpus's habits of where a span begins and ends. What was
//! kept aside as a test is not read.

use crate::corpus::{Article, Attribution, Pair, Sentence};
use crate::voices::{Marked, pieces, printed};
use crate::words::{ENDS_CUE, OPENS_CONTENT};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What stands for a cue where a speaker is only set off from what he said.
const SETS_OFF: [char; 4] = [':', '-', '–', '—'];

/// The pieces of all files in `folder` that are not kept aside and that `wanted` names, in the order of the names.
pub fn read(folder: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<Article>, String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|it| it.path())).collect();
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".txt") && !name.contains("kept") && wanted(&name)
    });
    paths.sort();
    let mut articles = Vec::new();
    for path in paths {
        let file = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let pieces = pieces(&file).map_err(|e| format!("{}: {e}", path.display()))?;
        articles.extend(pieces.iter().map(|piece| article(piece)));
    }
    Ok(articles)
}

fn article(piece: &[Marked]) -> Article {
    let (text, starts) = printed(piece);
    let mut attributions: Vec<Attribution> = Vec::new();
    let mut sentences = Vec::new();
    for (marked, &start) in piece.iter().zip(&starts) {
        let attributed = marked.standing != "nobody";
        sentences.push(Sentence { start, end: start + marked.words.len(), attributed, discard: false });
        let mut own = attributions_of(marked);
        for pair in own.iter_mut().flat_map(|it| it.source.iter_mut().chain(&mut it.cue).chain(&mut it.content)) {
            *pair = pair.map(|offset| offset + start);
        }
        // What goes on without a cue is the last speaker's.
        match (own.as_mut_slice(), attributions.last_mut()) {
            ([rest], Some(last)) if rest.cue.is_empty() && rest.source.is_empty() => {
                last.content.append(&mut rest.content);
            }
            _ => attributions.append(&mut own),
        }
    }
    Article { text, sentences, attributions }
}

/// The attributions of a sentence: by their numbers, and where two cues have one number ("A noted B and warned of C") one for each.
fn attributions_of(marked: &Marked) -> Vec<Attribution> {
    let mut numbers: Vec<&str> = marked.marks.iter().map(|mark| &mark.kind[1..]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut all = Vec::new();
    for number in numbers {
        let of = |role: char| -> Vec<Pair> {
            let these = marked.marks.iter().filter(|mark| mark.kind.starts_with(role) && &mark.kind[1..] == number);
            these.map(|mark| span(marked, role, &mark.span)).collect()
        };
        let (sources, mut cues, contents) = (of('s'), of('c'), of('t'));
        if cues.is_empty() {
            cues.extend(setting_off(&marked.words, &sources, &contents));
        }
        let first = all.len();
        all.extend(cues.iter().map(|&cue| Attribution {
            source: nearest(&sources, cue),
            cue: vec![cue],
            content: Vec::new(),
        }));
        if cues.is_empty() {
            all.push(Attribution { source: sources, cue: Vec::new(), content: Vec::new() });
        }
        for content in contents {
            let owner = cues.iter().rposition(|cue| cue[0] <= content[0]).unwrap_or(0);
            all[first + owner].content.push(content);
        }
    }
    all
}

fn nearest(sources: &[Pair], cue: Pair) -> Vec<Pair> {
    let distance = |source: &Pair| cue[0].saturating_sub(source[1]).max(source[0].saturating_sub(cue[1]));
    sources.iter().copied().min_by_key(distance).into_iter().collect()
}

/// The colon or dash between a source and what it said.
fn setting_off(words: &str, sources: &[Pair], contents: &[Pair]) -> Option<Pair> {
    let (source, content) = (sources.first()?, contents.first()?);
    let (from, to) = if source[0] < content[0] { (source[1], content[0]) } else { (content[1], source[0]) };
    let between = words.get(from..to)?;
    let (at, mark) = between.char_indices().rfind(|(_, c)| SETS_OFF.contains(c))?;
    Some([from + at, from + at + mark.len_utf8()])
}

/// A mark's span by the corpus's habits: "that" is what was said, "warned of" before what was said is a cue, an apposition's last comma is
/// its source's.
fn span(marked: &Marked, role: char, own: &Range<usize>) -> Pair {
    let (mut start, mut end) = (own.start, own.end);
    let (before, after) = (&marked.words[..start], &marked.words[end..]);
    let listed = |list: &str, word: &str| list.split(' ').any(|it| it.eq_ignore_ascii_case(word));
    match role {
        't' => {
            let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
            if before.ends_with(' ') && listed(OPENS_CONTENT, word) {
                start = before.trim_end().len() - word.len();
            }
        }
        'c' => {
            let word = after.trim_start().split(' ').next().unwrap_or_default();
            let next = end + after.len() - after.trim_start().len() + word.len();
            let leads = marked.marks.iter().any(|mark| mark.kind.starts_with('t') && mark.span.start == next + 1);
            if leads && listed(ENDS_CUE, word) {
                end = next;
            }
        }
        _ if marked.words[start..end].contains(", ") && after.starts_with(',') => end += 1,
        _ => {}
    }
    [start, end]
}
