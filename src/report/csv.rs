//! The sheet as a table for a spreadsheet: a row for each sentence. RFC 4180, UTF-8 with a byte-order mark.
//!
//! What a spreadsheet would take for a formula is led by an apostrophe: what an article says must not run on a desk's machine. That goes for a
//! cell, and for what a spreadsheet set to other separators would make a cell of.

use super::data::{Article, Sentence, Sheet, Source, Tag};
use super::html::{by_act, kind, name};
use crate::text::listed;
use crate::text::shown::one_line;

/// The names of the columns, as docs/report.md explains them.
pub const COLUMNS: [&str; 16] = [
    "article", "sentence", "line", "text", "standing", "asked", "who", "kind", "act", "through", "tags", "source",
    "grade", "links", "findings", "stet",
];

/// The table.
#[must_use]
pub fn table(sheet: &Sheet) -> String {
    let mut out = head();
    for article in &sheet.articles {
        for sentence in article.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences) {
            row(&mut out, cells(article, sentence).into_iter());
        }
    }
    out
}

/// How every table begins: a byte-order mark and the names of the columns.
pub(super) fn head() -> String {
    // Without the mark spreadsheets take UTF-8 for the letters of an old Windows.
    let mut out = String::from("\u{feff}");
    row(&mut out, COLUMNS.iter().map(|&name| name.to_owned()));
    out
}

fn cells(article: &Article, sentence: &Sentence) -> [String; COLUMNS.len()] {
    let answer = sentence.answer.as_ref();
    let findings = sentence.findings.iter().map(|&index| &article.findings[index]);
    let findings: Vec<String> = findings.map(|finding| format!("{}: {}", finding.rule, finding.message)).collect();
    let stets = sentence.stets.iter().map(|&index| article.stets[index].reason.as_deref());
    let stets: Vec<&str> = stets.map(|reason| reason.unwrap_or("no reason given")).collect();
    let sources = || sentence.tags.iter().map(|tag| (tag, &article.sources[tag.source]));
    let of_sources = |what: &dyn Fn(&Tag, &Source) -> Option<String>| {
        sources().filter_map(|(tag, source)| what(tag, source)).collect::<Vec<_>>().join("; ")
    };
    [
        article.file.clone(),
        sentence.number.to_string(),
        sentence.line.to_string(),
        sentence.text.clone(),
        name(sentence.standing).to_owned(),
        listed(&sentence.asked),
        answer.map(|a| a.who.clone()).unwrap_or_default(),
        answer.map(|a| kind(a.kind).to_owned()).unwrap_or_default(),
        answer.map(|a| by_act(a.act).to_owned()).unwrap_or_default(),
        answer.map(|a| a.through.join("; ")).unwrap_or_default(),
        of_sources(&|tag, source| {
            Some(tag.locator.as_ref().map_or_else(|| source.key.clone(), |at| format!("{}, {at}", source.key)))
        }),
        of_sources(&|_, source| Some(source.name.clone())),
        of_sources(&|_, source| source.grade.clone()),
        of_sources(&|_, source| source.archive.clone().or_else(|| source.url.clone())),
        findings.join("; "),
        stets.join("; "),
    ]
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(',');
        }
        let cell = calculating_nothing(&cell);
        if cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

/// `cell` on one line, with an apostrophe in front of each formula in it: at its start, and behind what other spreadsheets part cells by.
/// Blanks and quotation marks before it make it no less of one. In Japan spreadsheets take wide signs too.
/// A colon is led by one because a build server that shows the table runs a line that begins with two.
fn calculating_nothing(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut begins = true;
    for c in one_line(cell).chars() {
        if begins && matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | ':') {
            out.push('\'');
        }
        out.push(c);
        let parts = matches!(c, ';' | ',' | '|');
        begins = parts || begins && (c.is_whitespace() || matches!(c, '"' | '\'' | '\u{fffd}'));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cell: &str) -> String {
        let mut out = String::new();
        row(&mut out, [cell.to_owned()].into_iter());
        out.trim_end().to_owned()
    }

    #[test]
    fn no_cell_is_a_formula_however_a_spreadsheet_parts_cells() {
        for (cell, wanted) in [
            ("=1+1", "'=1+1"),
            (" @SUM(A1)", "\" '@SUM(A1)\""),
            ("5 million;=cmd|' /C calc'!A0", "5 million;'=cmd|' /C calc'!A0"),
            ("a; \"+1\"|-2", "\"a; \"\"'+1\"\"|'-2\""),
            ("a\n=1", "a =1"),
            ("a\t=1\u{1b}", "a =1\u{fffd}"),
            ("\u{200b}＝1;＠a", "\u{fffd}'＝1;'＠a"),
            ("::error::x", "'::error::x"),
            ("5-3 = 2; said", "5-3 = 2; said"),
        ] {
            assert_eq!(written(cell), wanted);
        }
    }
}
