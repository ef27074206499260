//! `quote-mismatch`: a quotation that its source, as it is stored, does not hold.

use super::shared::{Cited, quoted, quoted_to, sources_by_sentence};
use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::article::Quotation;
use crate::sources::stored::{Kept, Nearest, Passage, Stored, passages};
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A quotation does not match the stored text of its source.",
    page: PAGE,
    severity: [Severity::Warning; 3],
    check: Check::Block(check),
};

const NAME: &str = "quote-mismatch";

/// A stretch in quotation marks with fewer words is a name, a term or words held at arm's length.
const FEWEST_WORDS: usize = 3;

/// So many characters of the source are shown.
const SHOWN: usize = 160;

const PAGE: &str = "\
## What it finds

A quotation of three words or more in a sentence tagged with a source, if its words do not match those the registry stores for the source:
under `quotes`, or in the file that `text` names. Capitals, quotation marks, dashes, spaces and punctuation make no difference; an ellipsis
can replace anything, words in [brackets] a few words. The message shows the nearest passage and the first word that differs. If a sentence
has several sources, one match is enough; if one of them has nothing stored, nothing is reported. Nothing of a confidential source is
shown.

If a whole text is stored and more than a fifth of the words differ, it is an error, unless your newsroom sets a severity for this rule.

## Why

Quotation marks promise the speaker's exact words. AP and Reuters allow no change inside them except an ellipsis or brackets.

## Bad

```
“We shall rebuild the pier by summer,” Oda Lindqvist said [@mayor-interview].
```

## Good

```
“We will rebuild the pier before summer,” Oda Lindqvist said [@mayor-interview].
```

## How to fix it

Quote the source exactly, mark what you leave out (…) or add [so], or paraphrase without quotation marks. If the stored words are incomplete,
add these to `quotes`.

## How to silence it

`<!-- stet quote-mismatch: reason -->` after the sentence (`[stet quote-mismatch: reason]` in a .txt file).
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    let read = &block.entry.block;
    for cited in sources_by_sentence(block.entry, &block.data.registry) {
        let Some(sentence) = cited.sentence.and_then(|sentence| read.sentences.get(sentence)) else { continue };
        let Some(stored) = all_stored(block, &cited) else { continue };
        let after = read.quotations.partition_point(|q| q.span.start < sentence.span.end);
        let outer =
            read.quotations[..after].iter().rev().take_while(|q| q.depth > 0 || q.span.end > sentence.span.start);
        let mut here: Vec<&Quotation> = outer.filter(|q| q.depth == 0 && q.words >= FEWEST_WORDS).collect();
        here.reverse();
        for quotation in here {
            for passage in passages(block.text, quotation.inner, &read.masked) {
                let held = passage.words.len() < 2 || stored.iter().any(|(_, kept)| holds(kept, &passage));
                if !held && !is_a_title(&cited, &passage) {
                    out.push(finding(block, quotation, &passage, &cited, &stored));
                }
            }
        }
    }
}

/// What each source of a sentence is stored with and whether it may be shown; `None` unless all of them are stored.
fn all_stored<'a>(block: &BlockContext<'a>, cited: &Cited<'_>) -> Option<Vec<(bool, &'a Kept)>> {
    if cited.reserved || cited.unknown || cited.sources.is_empty() {
        return None;
    }
    let shelf = &block.data.stored;
    cited.sources.iter().map(|(source, _)| Some((!source.is_confidential(), shelf.get(&source.key)?))).collect()
}

fn holds(kept: &Kept, passage: &Passage) -> bool {
    kept.all().any(|stored| stored.holds(passage))
}

/// Whether what is in quotation marks is what the source is called.
fn is_a_title(cited: &Cited<'_>, passage: &Passage) -> bool {
    let titles = cited.sources.iter().filter_map(|(source, _)| source.title.as_deref());
    titles.into_iter().any(|title| Stored::new(title.into()).holds(passage))
}

fn finding(
    block: &BlockContext<'_>,
    quotation: &Quotation,
    passage: &Passage,
    cited: &Cited<'_>,
    stored: &[(bool, &Kept)],
) -> Finding {
    let whole = stored.iter().all(|(_, kept)| kept.text.is_some());
    let key = quoted(&cited.sources[0].0.key);
    let message = match (stored.len(), whole) {
        (1, true) => format!("These words are not in the stored text of {key}."),
        (1, false) => format!("These words are not among the stored quotes of {key}."),
        _ => "These words are not in the stored texts of the sources.".to_owned(),
    };
    let mut finding = Finding::new(NAME, passage.span, message);
    let open = stored.iter().filter(|(open, _)| *open).flat_map(|(_, kept)| kept.all());
    let nearest = open.filter_map(|stored| stored.nearest(passage)).min_by_key(|near| near.differ);
    let far = nearest.as_ref().is_none_or(|near| near.differ * 5 > near.of);
    if whole && far && !block.house.rules.contains_key(NAME) {
        finding.severity = Severity::Error;
    }
    match nearest {
        None => finding.help = Some("Check the source, or remove the quotation marks.".into()),
        Some(near) => {
            finding.help = Some(shown(block.text, &near).into());
            finding.fixes.extend(as_the_source_has_it(block.text, quotation, passage, &near));
        }
    }
    finding
}

/// The nearest passage, and what differs.
fn shown(text: &str, near: &Nearest) -> String {
    let here = near.here.of(text);
    let differs = match (here.is_empty(), near.there.is_empty()) {
        (false, false) => format!("It has {} instead of {}.", quoted(&near.there), quoted(here)),
        (true, _) => format!("It also has {}.", quoted(&near.there)),
        (false, true) => format!("It has no {} there.", quoted(here)),
    };
    format!("The nearest passage is {}. {differs}", quoted_to(&near.words, SHOWN))
}

fn as_the_source_has_it(text: &str, quotation: &Quotation, passage: &Passage, near: &Nearest) -> Option<Fix> {
    // Words in brackets would be lost, and what shares little with the source is not a slip.
    if passage.is_edited() || near.differ * 2 > near.of {
        return None;
    }
    let mut words = near.words.clone();
    let outer = Span::new(quotation.span.start, quotation.inner.start).of(text);
    if matches!(outer, "“" | "\"" | "„") {
        if words.contains('"') {
            return None;
        }
        words = words.replace('“', "‘").replace('”', "’");
    } else if words.contains(['“', '”', '‘', '"', '«', '»']) {
        return None;
    }
    // The first letter keeps its size where it opens the same word.
    let first = passage.words.first()?.0.of(text);
    let head: String = words.chars().take(first.chars().count()).collect();
    if head.to_lowercase() == first.to_lowercase() {
        words.replace_range(..head.len(), first);
    }
    Some(Fix { title: "Quote the source exactly".to_owned(), ..Fix::replace(passage.span, &words) })
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::house::House;
    use crate::rules::tests::{apply_fix, check, check_in, messages};
    use crate::text::Severity;

    #[test]
    fn other_words_than_the_sources_are_found() {
        check(
            &[NAME],
            "
“We will restore the pier before summer,” Oda Lindqvist said [@mayor-interview].
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-mismatch warning
“We will rebuild the pier before summer,” Oda Lindqvist said [@mayor-interview].
The pier will be rebuilt “before summer, if … the weather [lets] us,” she said [@mayor-interview].
The pier will be rebuilt “before autumn, if … the weather [lets] us,” she said [@mayor-interview].
                          ^^^^^^^^^^^^^^^^^ quote-mismatch error
“The harvest was the worst in thirty years,” Oda Lindqvist said [@mayor-interview].
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-mismatch error
",
        );
    }

    #[test]
    fn what_cannot_be_told_is_left_alone() {
        check(
            &[NAME],
            "
“The harvest was the worst in years,” Oda Lindqvist said [@mayor-interview; @council-minutes].
“The harvest was the worst in years,” Oda Lindqvist said [@mayor-interview; @own].
“The harvest was the worst in years,” Oda Lindqvist said. The pier is closed [@mayor-interview].
The so-called “mad harvest” worries nobody, she said in “A talk on the pier” [@mayor-interview].
",
        );
    }

    #[test]
    fn what_the_source_has_is_shown_and_can_be_written() {
        let text = "“We will restore the pier before summer,” Oda Lindqvist said [@mayor-interview].\n";
        assert_eq!(
            messages(&[NAME], text),
            [
                "These words are not in the stored text of “mayor-interview”. The nearest passage is “We will rebuild the pier before \
              summer”. It has “rebuild” instead of “restore”."
            ]
        );
        assert_eq!(
            apply_fix(&[NAME], text),
            "“We will rebuild the pier before summer,” Oda Lindqvist said [@mayor-interview].\n"
        );
    }

    #[test]
    fn nothing_of_a_confidential_source_is_shown() {
        let text = "“The gate was never once tested,” an engineer said [@gate-engineer].\n";
        assert_eq!(
            messages(&[NAME], text),
            [
                "These words are not among the stored quotes of “gate-engineer”. Check the source, or remove the quotation marks."
            ]
        );
        assert!(messages(&[NAME], "“The gate was never tested,” an engineer said [@gate-engineer].\n").is_empty());
    }

    #[test]
    fn the_house_says_how_grave_it_is() {
        let house = House { rules: [(NAME.to_owned(), Severity::Info)].into(), ..House::default() };
        check_in(
            &house,
            &[NAME],
            "
“The harvest was the worst in thirty years,” Oda Lindqvist said [@mayor-interview].
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-mismatch info
",
        );
    }
}
