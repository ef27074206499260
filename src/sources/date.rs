//! Dates as bibliographies give them, in one form: "2026-03-04", "2026-03", "2026", ranges as "2026-03-04/2026-03-06".
//!
//! CSL 1.0.2 has them as lists of date parts or as words; Pandoc's CSL-YAML and BibLaTeX as EDTF (ISO 8601-2). What is none of these
//! ("spring 2026") is kept as written.

use super::tree::{NodeId, Tree};

/// A date written in words. The form above if it is one of EDTF's simple ones, with a time or a mark of doubt taken off; else as written.
/// The error says what cannot be: a thirteenth month.
pub fn from_text(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    let parts: Option<Vec<String>> = text.split('/').map(one).collect::<Result<_, _>>()?;
    Ok(parts.map_or_else(|| text.to_owned(), |parts| parts.join("/").trim_end_matches('/').to_owned()))
}

/// One date of a range; `None` if it is not in figures.
fn one(text: &str) -> Result<Option<String>, &'static str> {
    let text = text.trim().trim_end_matches(['~', '?', '%']);
    if text.is_empty() || text == ".." {
        return Ok(Some(String::new()));
    }
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let fields: Vec<&str> = day.split('-').collect();
    let in_figures = |s: &&str| !s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
    if fields.len() > 3
        || !fields.iter().all(in_figures)
        || fields[0].len() != 4
        || day.len() != text.len() && fields.len() < 3
    {
        return Ok(None);
    }
    let numbers: Vec<i64> = fields.iter().map(|f| f.parse().unwrap_or_default()).collect();
    from_numbers(&numbers).map(Some)
}

fn from_numbers(numbers: &[i64]) -> Result<String, &'static str> {
    match *numbers {
        [year] => Ok(format!("{year:04}")),
        [_, month, ..] if !(1..=12).contains(&month) => Err("No such month."),
        [year, month] => Ok(format!("{year:04}-{month:02}")),
        [_, _, day] if !(1..=31).contains(&day) => Err("No such day."),
        [year, month, day] => Ok(format!("{year:04}-{month:02}-{day:02}")),
        _ => Err("A date needs a year, a month and a day."),
    }
}

/// A date of CSL-JSON or CSL-YAML in any of its forms: words, a number, `date-parts`, `raw`, `literal`, `year`/`month`/`day`, or a list
/// of those. `None` if it says nothing.
pub fn from_tree(tree: &Tree, node: NodeId) -> Result<Option<String>, &'static str> {
    if let Some(text) = tree.text(node) {
        return from_text(text).map(Some);
    }
    if tree.is_null(node) {
        return Ok(None);
    }
    if tree.is_list(node) {
        let dates = tree.items(node).iter().take(2).map(|&item| from_map(tree, item));
        let dates = dates.collect::<Result<Vec<_>, _>>()?;
        return Ok(Some(dates.into_iter().flatten().collect::<Vec<_>>().join("/")).filter(|d| !d.is_empty()));
    }
    from_map(tree, node)
}

fn from_map(tree: &Tree, node: NodeId) -> Result<Option<String>, &'static str> {
    if let Some(text) = tree.text(node) {
        return from_text(text).map(Some);
    }
    if let Some(parts) = tree.get(node, "date-parts") {
        let dates = tree.items(parts).iter().take(2).map(|&date| from_numbers(&numbers(tree, tree.items(date))?));
        let dates = dates.collect::<Result<Vec<_>, _>>()?;
        return if dates.is_empty() {
            Err("A date needs a year, a month and a day.")
        } else {
            Ok(Some(dates.join("/")))
        };
    }
    for field in ["raw", "literal", "edtf"] {
        if let Some(text) = tree.get(node, field).and_then(|n| tree.text(n)) {
            return from_text(text).map(Some);
        }
    }
    let parts: Vec<NodeId> = ["year", "month", "day"].iter().map_while(|field| tree.get(node, field)).collect();
    if parts.is_empty() {
        return Err("This is not a date.");
    }
    from_numbers(&numbers(tree, &parts)?).map(Some)
}

fn numbers(tree: &Tree, nodes: &[NodeId]) -> Result<Vec<i64>, &'static str> {
    let number = |&node: &NodeId| {
        let figures = tree.text(node).filter(|t| t.len() <= 5);
        figures.and_then(|t| t.parse().ok()).ok_or("Year, month and day must be numbers.")
    };
    // Some exporters fill a missing month or day with nothing, or with a nought.
    let given = nodes.iter().take(4).take_while(|&&n| !tree.is_null(n) && tree.text(n) != Some("0"));
    given.map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, date: Result<Option<&str>, &'static str>) {
        let (tree, problems) = super::super::json::read(json);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(from_tree(&tree, tree.roots[0]).as_ref().map(Option::as_deref), date.as_ref().map(|d| *d), "{json}");
    }

    #[test]
    fn dates_in_every_form() {
        check(r#""2026-03-04""#, Ok(Some("2026-03-04")));
        check(r#""2026-3-4""#, Ok(Some("2026-03-04")));
        check(r#""2026-03-04T10:15:00Z""#, Ok(Some("2026-03-04")));
        check(r#""2026-03~""#, Ok(Some("2026-03")));
        check("2026", Ok(Some("2026")));
        check(r#""2026-03-04/2026-03-06""#, Ok(Some("2026-03-04/2026-03-06")));
        check(r#""2026-03-04/..""#, Ok(Some("2026-03-04")));
        check(r#""spring 2026""#, Ok(Some("spring 2026")));
        check(r#""4/3/2026""#, Ok(Some("4/3/2026")));
        check(r#"{"date-parts": [[2026, 3, 4]]}"#, Ok(Some("2026-03-04")));
        check(r#"{"date-parts": [["2026", "3"]]}"#, Ok(Some("2026-03")));
        check(r#"{"date-parts": [[2026, 3, 4], [2026, 3, 6]]}"#, Ok(Some("2026-03-04/2026-03-06")));
        check(r#"{"date-parts": [[2026, 0, 0]]}"#, Ok(Some("2026")));
        check(r#"{"raw": "2026-03-04"}"#, Ok(Some("2026-03-04")));
        check(r#"{"literal": "early March"}"#, Ok(Some("early March")));
        check(r#"[{"year": 2026, "month": 3, "day": 4}]"#, Ok(Some("2026-03-04")));
        check("null", Ok(None));
    }

    #[test]
    fn dates_that_cannot_be() {
        check(r#""2026-13-01""#, Err("No such month."));
        check(r#""2026-01-41""#, Err("No such day."));
        check(r#"{"date-parts": [[2026, "March"]]}"#, Err("Year, month and day must be numbers."));
        check(r#"{"date-parts": []}"#, Err("A date needs a year, a month and a day."));
        check(r#"{"day": 4}"#, Err("This is not a date."));
    }
}
