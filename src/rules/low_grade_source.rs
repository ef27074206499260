//! `low-grade-source`: a sentence whose only sources are graded as not to be relied on.

use super::shared::sources_by_sentence;
use super::{BlockContext, Check, Finding, Rule};
use crate::sources::{Source, grade_in_words};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A sentence relies only on sources graded unreliable.",
    page: PAGE,
    severity: [Severity::Info, Severity::Warning, Severity::Warning],
    check: Check::Block(check),
};

const NAME: &str = "low-grade-source";

const PAGE: &str = "\
## What it finds

A sentence whose tags lead only to sources with a poor grade: D (not usually reliable) or E (unreliable), F6 (neither the source nor the
information can be judged), or anything graded 5 (improbable). Grades are the two-character Admiralty code, kept in the registry under
`custom: grade`. Sources without a grade are not counted.

## Why

The grade is your newsroom's own view of the source. If you print such a source on its own, you ask readers to rely on what the desk itself
does not trust.

## Bad

```
The sluice was opened at night [@canal-channel].
```

## Good

```
The sluice was opened at night [@canal-channel; @council-minutes].
```

## How to fix it

Add a second source, or say in the sentence how certain this is.

## How to silence it

`<!-- stet low-grade-source: reason -->` after the sentence (`[stet low-grade-source: reason]` in a .txt file).
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    for cited in sources_by_sentence(block.entry, &block.data.registry) {
        let weak = |source: &Source| source.custom.grade.as_deref().is_some_and(poor);
        if cited.reserved || cited.unknown || cited.sources.is_empty() || !cited.sources.iter().all(|(s, _)| weak(s)) {
            continue;
        }
        let (source, span) = cited.sources[0];
        let grade = source.custom.grade.as_deref().unwrap_or_default();
        let words = grade_in_words(grade).unwrap_or_else(|| grade.to_owned());
        let mut finding = Finding::new(NAME, span, format!("The only source here is graded weak: {words}."));
        finding.help = Some("Add a second source, or say how certain this is.".into());
        out.push(finding);
    }
}

/// Whether an Admiralty grade says not to rely on it.
fn poor(grade: &str) -> bool {
    let grade = grade.trim().to_ascii_uppercase();
    grade.starts_with(['D', 'E']) || grade.ends_with('5') || grade == "F6"
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check;

    #[test]
    fn a_poor_source_alone_is_found_and_one_with_company_is_not() {
        check(
            &[NAME],
            "
The sluice was opened at night [@canal-channel].
                                 ^^^^^^^^^^^^^ low-grade-source
The sluice was opened at night [@canal-channel; @council-minutes].
The sluice was opened at night [@canal-channel]. The gate is old [@council-minutes].
                                 ^^^^^^^^^^^^^ low-grade-source
The sluice was opened at night [@canal-channel; @own].
",
        );
    }
}
