//! Sources out of BibTeX and BibLaTeX. The newsroom's own fields stand among the others: `speaker = {Anna Kovach}`.
//!
//! The `biblatex` crate reads the structure. Abbreviations are resolved here, because there they may call one another without end.

use super::fields::{self, warning};
use super::secrecy::{self, Secrecy, WHO};
use super::{Source, date};
use crate::text::{Problem, Severity, Span};
use biblatex::{Bibliography, ParseErrorKind, RawBibliography, RawChunk, RawEntry};
use std::collections::{HashMap, HashSet};

/// A field longer than this is cut: abbreviations of abbreviations can grow without bound.
const MAX_FIELD: usize = 10_000;
/// TeX nested deeper than this is not evaluated, since the evaluation recurses.
const MAX_BRACES: usize = 20;

/// Reads `text`. Where it does not parse as a whole its entries are read one by one. The flag tells whether it did.
pub fn read(text: &str) -> (Vec<Source>, Vec<Problem>, bool) {
    let mut entries = Vec::new();
    let mut problems = Vec::new();
    let mut abbreviations = HashMap::new();
    if let Ok(bibliography) = RawBibliography::parse(text) {
        read_entries(text, 0, &bibliography, &mut abbreviations, &mut entries, &mut problems);
        return (settled(entries, &mut problems), problems, true);
    }
    let starts: Vec<usize> =
        line_starts(text).filter(|&at| text[at..].trim_start_matches([' ', '\t']).starts_with('@')).collect();
    for (i, &start) in starts.iter().enumerate() {
        let end = starts.get(i + 1).copied().unwrap_or(text.len());
        match RawBibliography::parse(&text[start..end]) {
            Ok(bibliography) => {
                read_entries(text, start, &bibliography, &mut abbreviations, &mut entries, &mut problems);
            }
            Err(error) => problems.push(broken(text, start + error.span.start, &error.kind)),
        }
    }
    (settled(entries, &mut problems), problems, false)
}

/// An entry that is read but for what others add to it.
struct Entry {
    source: Source,
    secrecy: Secrecy,
    /// Keys of the entries it takes fields from, each with where it is named.
    from: Vec<(String, Span)>,
}

/// How far fields are handed on from entry to entry: BibLaTeX's own limit is no higher in practice, and a circle ends.
const MOST_HANDS: usize = 8;

/// The sources, each confidential where an entry it takes fields from is; also where that entry is not in the file, for nobody can tell.
fn settled(mut entries: Vec<Entry>, problems: &mut Vec<Problem>) -> Vec<Source> {
    for _ in 0..MOST_HANDS {
        let known: HashMap<String, Secrecy> =
            entries.iter().map(|entry| (entry.source.key.clone(), entry.secrecy.clone())).collect();
        let mut changed = false;
        for entry in entries.iter_mut().filter(|entry| !entry.from.is_empty()) {
            for (from, span) in std::mem::take(&mut entry.from) {
                match known.get(&from) {
                    Some(other) => {
                        let before = entry.secrecy.is_confidential();
                        entry.secrecy.inherit(other);
                        changed |= before != entry.secrecy.is_confidential();
                        entry.from.push((from, span));
                    }
                    None => {
                        let help =
                            "Add that entry, or remove the field. Until then sayso treats the source as confidential.";
                        let message = "This entry takes fields from another one that is not in this file.".into();
                        problems.push(Problem { severity: Severity::Error, ..warning(span, message, help) });
                        entry.secrecy.hold();
                    }
                }
            }
        }
        if !changed {
            break;
        }
    }
    entries
        .into_iter()
        .map(|Entry { mut source, secrecy, .. }| {
            secrecy.settle(&mut source);
            source
        })
        .collect()
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
}

fn broken(text: &str, at: usize, kind: &ParseErrorKind) -> Problem {
    let at = boundary_before(text, at);
    let help = match kind {
        ParseErrorKind::UnexpectedEof => "A brace or a quotation mark is never closed.".to_owned(),
        // These quote nothing of the entry.
        ParseErrorKind::Unexpected(_) | ParseErrorKind::Expected(_) => {
            format!("Look for a missing comma, brace or equals sign. (The BibLaTeX reader says: {kind}.)")
        }
        _ => "Look for a missing comma, brace or equals sign.".to_owned(),
    };
    Problem { severity: Severity::Error, ..warning(Span::new(at, at), "This entry cannot be read.".into(), &help) }
}

fn read_entries<'s>(
    text: &str,
    offset: usize,
    bibliography: &RawBibliography<'s>,
    abbreviations: &mut HashMap<&'s str, String>,
    entries: &mut Vec<Entry>,
    problems: &mut Vec<Problem>,
) {
    for pair in &bibliography.abbreviations {
        let chunks = pair.value.v.iter().map(|chunk| &chunk.v);
        let words = joined(chunks, abbreviations);
        abbreviations.insert(pair.key.v, words);
    }
    for entry in &bibliography.entries {
        let key = &entry.v.key;
        let key_span = Span::new(key.span.start + offset, key.span.end + offset);
        if key.v.trim().is_empty() {
            let help = "Write a short key after the brace, and a comma: @online{tass-1,";
            let message = "This entry has no key, so no tag can cite it.".into();
            problems.push(Problem { severity: Severity::Error, ..warning(key_span, message, help) });
            continue;
        }
        fields::check_key(key.v, key_span, problems);
        // The crate's span of an entry ends before its closing brace.
        let mut end = entry.span.end + offset;
        end += usize::from(text.as_bytes().get(end) == Some(&b'}'));
        let mut source = Source {
            key: key.v.to_owned(),
            key_span,
            span: Span::new((entry.span.start + offset).min(key_span.start), end.max(key_span.end)),
            csl_type: csl_type(&entry.v.kind.v.to_ascii_lowercase()).to_owned(),
            ..Source::default()
        };
        let (secrecy, from) = read_fields(offset, &entry.v, abbreviations, &mut source, problems);
        entries.push(Entry { source, secrecy, from });
    }
}

fn read_fields(
    offset: usize,
    entry: &RawEntry<'_>,
    abbreviations: &HashMap<&str, String>,
    source: &mut Source,
    problems: &mut Vec<Problem>,
) -> (Secrecy, Vec<(String, Span)>) {
    let mut from = Vec::new();
    let mut secrecy = Secrecy::default();
    let mut day = [None, None, None];
    let mut seen = HashSet::new();
    for pair in &entry.fields {
        let span = Span::new(pair.value.span.start + offset, pair.value.span.end + offset);
        let place = Span::new(pair.key.span.start + offset, pair.key.span.end + offset);
        let name = pair.key.v.to_ascii_lowercase();
        let raw = joined(pair.value.v.iter().map(|chunk| &chunk.v), abbreviations);
        let words = if is_verbatim(&name) { raw.trim().to_owned() } else { plain(&raw) };
        let people = || split_names(&raw).map(plain).collect::<Vec<_>>();
        // All that may tell who it is counts, whether it is read otherwise or not.
        match (name.as_str(), secrecy::meant(&name)) {
            ("confidential", _) => secrecy.confidential(Some(&words), span, problems),
            ("identity", _) => secrecy.identity(&people(), span, problems),
            (_, Some(field)) => secrecy.nearly(field, &people(), place, problems),
            (name, None) if WHO.contains(&name) => people().iter().for_each(|one| secrecy.who(one)),
            (name, None) => secrecy.note(name, &words, place, problems),
        }
        if !seen.insert(name.clone()) {
            problems.push(warning(
                place,
                "This field is given twice.".into(),
                "sayso uses the first. Remove one of them.",
            ));
            continue;
        }
        if words.is_empty() {
            continue;
        }
        match name.as_str() {
            "author" => source.author = Some(names(&raw)),
            "date" => source.issued = dated(&words, span, problems),
            "urldate" => source.accessed = dated(&words, span, problems),
            "year" => day[0] = Some(words),
            "month" => day[1] = Some(words),
            "day" => day[2] = Some(words),
            "journaltitle" | "journal" | "booktitle" | "maintitle" | "organization" | "institution"
            | "howpublished" => {
                source.outlet.get_or_insert(words);
            }
            "confidential" | "identity" => {}
            "xdata" | "crossref" => from.extend(words.split(',').map(|key| (key.trim().to_owned(), span))),
            "quotes" => source.custom.quotes = vec![words],
            _ => fields::set(source, &name, &words, span, problems),
        }
    }
    if source.issued.is_none() && day[0].is_some() {
        let day: Vec<String> = day.into_iter().map_while(|part| part).collect();
        source.issued = date::from_text(&day.join("-")).ok();
    }
    (secrecy, from)
}

fn dated(words: &str, span: Span, problems: &mut Vec<Problem>) -> Option<String> {
    date::from_text(words)
        .map_err(|message| problems.push(warning(span, message.into(), "Write year, month and day: 2026-03-04.")))
        .ok()
}

/// The words of a field: its pieces one after the other, abbreviations put in full. Unknown ones are kept as written.
pub(super) fn joined<'a, 's: 'a>(
    chunks: impl Iterator<Item = &'a RawChunk<'s>>,
    abbreviations: &HashMap<&str, String>,
) -> String {
    let mut words = String::new();
    for chunk in chunks {
        words.push_str(match chunk {
            RawChunk::Normal(text) => text,
            RawChunk::Abbreviation(name) => abbreviations.get(name).map(String::as_str).or(month(name)).unwrap_or(name),
        });
    }
    words.truncate(boundary_before(&words, MAX_FIELD));
    words
}

/// The last character boundary of `text` up to `at`.
fn boundary_before(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// The number of a month from the abbreviations every BibTeX style knows.
fn month(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "jan" => "01",
        "feb" => "02",
        "mar" => "03",
        "apr" => "04",
        "may" => "05",
        "jun" => "06",
        "jul" => "07",
        "aug" => "08",
        "sep" => "09",
        "oct" => "10",
        "nov" => "11",
        "dec" => "12",
        _ => return None,
    })
}

fn is_verbatim(name: &str) -> bool {
    matches!(name, "url" | "archive" | "text" | "origin" | "doi")
}

/// TeX as one reads it: accents set on their letters, braces gone, dashes and spaces in full.
fn plain(tex: &str) -> String {
    let evaluated = if tex.contains(['\\', '$']) { evaluated(tex) } else { None };
    let words = evaluated.unwrap_or_else(|| tex.replace("---", "—").replace("--", "–"));
    words.replace(['{', '}'], "").replace('~', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// TeX commands evaluated by the crate, which takes whole entries; `None` where it cannot.
fn evaluated(tex: &str) -> Option<String> {
    if deepest_brace(tex) > MAX_BRACES {
        return None;
    }
    let entry = format!("@misc{{k, title = {{{tex}}}}}");
    let bibliography = Bibliography::parse(&entry).ok()?;
    use biblatex::ChunksExt;
    Some(bibliography.get("k")?.get("title")?.format_verbatim())
}

fn deepest_brace(tex: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in tex.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// A list of names as one reads them, joined by commas.
fn names(tex: &str) -> String {
    split_names(tex)
        .map(|name| {
            // A name all in braces is an organisation's and stays as it is.
            let whole = name.starts_with('{') && name.ends_with('}');
            if whole { plain(name) } else { forename_first(&plain(name)) }
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// The names of a list: parted by "and" outside braces (BibTeX's rule).
fn split_names(tex: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(tex);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut depth = 0_i32;
        let cut = text.char_indices().find(|&(i, c)| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            depth <= 0 && c.is_whitespace() && text[i + c.len_utf8()..].starts_with("and ")
        });
        let (name, after) = match cut {
            Some((i, c)) => (&text[..i], Some(&text[i + c.len_utf8() + "and ".len()..])),
            None => (text, None),
        };
        rest = after;
        Some(name.trim())
    })
    .filter(|name| !name.is_empty())
}

/// "Kovach, Anna" as "Anna Kovach", "Kovach, Jr., Anna" as "Anna Kovach Jr."; a name without a comma as it is.
pub fn forename_first(name: &str) -> String {
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    match parts[..] {
        [family, given] => format!("{given} {family}"),
        [family, suffix, given] => format!("{given} {family} {suffix}"),
        _ => name.to_owned(),
    }
}

/// The CSL type that comes nearest to a BibLaTeX one.
fn csl_type(kind: &str) -> &str {
    match kind {
        "article" => "article-journal",
        "online" | "electronic" | "www" => "webpage",
        "report" | "techreport" => "report",
        "book" | "mvbook" => "book",
        "inbook" | "incollection" => "chapter",
        "inproceedings" | "conference" => "paper-conference",
        "dataset" => "dataset",
        "thesis" | "phdthesis" | "mastersthesis" => "thesis",
        "video" | "movie" => "motion_picture",
        "misc" | "unpublished" => "document",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tex_is_read_as_one_reads_it() {
        assert_eq!(plain(r#"The {UN} in M\"{u}hldorf -- a report"#), "The UN in Mühldorf – a report");
        assert_eq!(plain("Pages~7--9"), "Pages 7–9");
        assert_eq!(
            names("Kovach, Anna and {Ministry of Roads and Bridges}"),
            "Anna Kovach, Ministry of Roads and Bridges"
        );
        assert_eq!(names(r"Anna Kov{\'a}{\v{c}}"), "Anna Kováč");
    }

    #[test]
    fn tex_nested_without_end_is_left_alone() {
        let deep = format!("{}{}", r"\a{".repeat(5000), "}".repeat(5000));
        assert!(plain(&deep).starts_with(r"\a"));
    }

    #[test]
    fn abbreviations_that_double_do_not_grow_without_bound() {
        let mut text = String::from("@string{s0 = \"abcdefgh\"}\n");
        for i in 1..60 {
            text += &format!("@string{{s{i} = s{} # s{}}}\n", i - 1, i - 1);
        }
        text += "@misc{k, title = s59}";
        let (sources, problems, whole) = read(&text);
        assert!(whole && problems.is_empty(), "{problems:?}");
        assert!(sources[0].title.as_ref().unwrap().len() <= MAX_FIELD);
    }
}
