//! Constructions that attribute by other words than verbs of saying: "by the union's count", "the inquest heard", "police put the crowd at
//! 2,000", "the register lists three boats".
//!
//! Each is a row of [`FORMULAS`]: what it is called, how it is read, and sentences it is in and is not in, which are run as tests. What is
//! found is handed to `finder`, which weighs it against the rest of its run.

use super::cues;
use super::finder::{Hit, around, stretch};
use super::join::FIXED;
use super::lexicon::{Class, listed};
use super::phrase::{self, Fit, Phrase};
use super::sheet::{Kind, Run, Sheet};

/// A construction.
pub struct Formula {
    /// What it is called in tests.
    #[cfg_attr(not(test), expect(dead_code, reason = "told by tests"))]
    pub name: &'static str,
    /// Reads it from the item that opens it.
    read: fn(&Sheet<'_>, Run, usize) -> Option<Hit>,
    /// Sentences it is in, each with the words of its source; none where it names nobody.
    #[cfg_attr(not(test), expect(dead_code, reason = "run as tests"))]
    pub examples: &'static [(&'static str, Option<&'static str>)],
    /// Sentences of like form that it is not in.
    #[cfg_attr(not(test), expect(dead_code, reason = "run as tests"))]
    pub others: &'static [&'static str],
}

/// All of them, in the order they are tried.
pub const FORMULAS: &[Formula] = &[
    Formula {
        name: "somebody's count",
        read: told_as,
        examples: &[
            ("By the union's count, forty boats have left the harbour.", Some("the union")),
            ("Forty boats, by Lena Marsh's own reckoning, have left the harbour.", Some("Lena Marsh")),
            ("Forty boats have left the harbour, by her account.", Some("her")),
            ("In Lena Marsh's telling, nobody saw the boats leave.", Some("Lena Marsh")),
            ("In her view, the harbour is lost.", Some("her")),
            ("The harbour, in the opinion of two pilots, is lost.", Some("two pilots")),
            ("In the words of Lena Marsh, the harbour is lost.", Some("Lena Marsh")),
        ],
        others: &["By the union's gate, forty boats lay.", "In the view from her window, the harbour shone."],
    },
    Formula {
        name: "what a court heard",
        read: heard,
        examples: &[
            ("The court heard that the boat had no lights.", None),
            ("The inquest has heard the boat had no lights.", None),
            ("The boat had no lights, the inquiry was told.", None),
            ("Kolby magistrates heard that the boat had no lights.", None),
        ],
        others: &["The court heard from four sailors.", "The neighbours heard that the boat had sunk."],
    },
    Formula {
        name: "put at a number",
        read: puts,
        examples: &[
            ("Police put the crowd at 2,000.", Some("Police")),
            ("The harbour board has since put the loss at nearly 3 million crowns.", Some("The harbour board")),
            ("Lena Marsh puts the number of boats at forty.", Some("Lena Marsh")),
            ("The clinic counted 71 cases in May.", Some("The clinic")),
        ],
        others: &["The pilot put the crate at the door.", "Police put out the fire at 20 Quay Street."],
    },
    Formula {
        name: "what is told with that",
        read: told_that,
        examples: &[
            ("The owner submitted that the boat had been inspected.", Some("The owner")),
            ("Two pilots related that the boat had no lights.", Some("Two pilots")),
            ("Lena Marsh accepted under questioning that the boat had no lights.", Some("Lena Marsh")),
            ("The Supreme Court has held that the boat may sail.", Some("The Supreme Court")),
        ],
        others: &["The owner held the boat that had no lights.", "The owner submitted a plan that failed."],
    },
];

/// Words that open one of them.
pub const OPENERS: &str = "by in heard hears hear told put puts putting count counts counted";

/// Reads the construction that item `i` of `run` opens, if it opens one.
#[must_use]
pub fn formula(sheet: &Sheet<'_>, run: Run, i: usize) -> Option<Hit> {
    FORMULAS.iter().find_map(|formula| (formula.read)(sheet, run, i))
}

/// What somebody's own count or view is called, after "by" or "in".
const TELLINGS: &str = "view views opinion words telling estimation estimate judgment judgement account reckoning count tally calculation \
    calculations assessment admission description version measure";
/// So many words a name and its title have before such a noun.
const OWNER: usize = 12;

fn told_as(sheet: &Sheet<'_>, run: Run, i: usize) -> Option<Hit> {
    if !listed("by in", sheet.word(i)) {
        return None;
    }
    if sheet.word(i) == "in" && sheet.word(i + 1) == "the" && sheet.word(i + 3) == "of" {
        let told = i + 4 < run.end && (listed(TELLINGS, sheet.word(i + 2)) || sheet.word(i + 2) == "eyes");
        let source = told.then(|| phrase::right(sheet, i + 4, run.end)).flatten()?;
        let hit = || Hit {
            source: Some(source),
            cue: (i, i + 3),
            content: around(sheet, run, i, source.1),
            confidence: FIXED,
        };
        return (phrase::fit(sheet, source) != Fit::Abstract).then(hit);
    }
    let noun = (i + 2..run.end.min(i + OWNER))
        .take_while(|&j| sheet.items[j].wordy() || sheet.items[j].kind == Kind::Genitive)
        .find(|&j| listed(TELLINGS, sheet.word(j)) && !sheet.items[j].capital)?;
    // What follows the noun would be its own: "in her view of the harbour".
    let closes = noun + 1 >= run.end || !sheet.items[noun + 1].wordy() || around_reads_on(sheet, run, i, noun);
    let own = usize::from(sheet.word(noun - 1) == "own");
    let owner = noun - 1 - own;
    let source = match sheet.items[owner].kind {
        Kind::Genitive if owner > i + 1 => (i + 1, owner - 1),
        Kind::Word if owner == i + 1 && sheet.items[owner].is(Class::POSSESSIVE) => (owner, owner),
        _ => return None,
    };
    let cue = if sheet.items[owner].kind == Kind::Genitive { (noun - own, noun) } else { (i, noun) };
    let fits = closes && phrase::fit(sheet, source) != Fit::Abstract;
    fits.then(|| Hit { source: Some(source), cue, content: around(sheet, run, i, noun), confidence: FIXED })
}

/// Whether the phrase from `i` to `noun` opens the run and a clause follows without a comma: "by her count it has been there a year".
fn around_reads_on(sheet: &Sheet<'_>, run: Run, i: usize, noun: usize) -> bool {
    i == run.start && !sheet.items[noun + 1].is(Class::PREPOSITION)
}

/// Bodies before which things are told.
const HEARERS: &str =
    "court inquest inquiry tribunal jury jurors hearing magistrates commission judges committee councillors";

fn heard(sheet: &Sheet<'_>, run: Run, i: usize) -> Option<Hit> {
    let hears = listed("heard hears hear", sheet.word(i));
    let told = sheet.word(i) == "told" && i > run.start && sheet.items[i - 1].is(Class::BE);
    if !(hears || told) {
        return None;
    }
    let auxiliary =
        |&j: &usize| sheet.items[j].is(Class::AUXILIARY.with(Class::ADVERB)) && !sheet.items[j].is(Class::DETERMINER);
    let group = i - (run.start..i).rev().take_while(auxiliary).count();
    let subject = phrase::subject(sheet, run, group)?;
    if !listed(HEARERS, sheet.word(phrase::head(sheet, subject))) {
        return None;
    }
    let follows = cues::clause_follows(sheet, run, i) && !sheet.items[i + 1].is(Class::PREPOSITION);
    let closes = i + 1 >= run.end || !sheet.items[i + 1].wordy();
    let before = stretch(sheet, run.start, subject.0).filter(|_| closes);
    let content: Vec<Phrase> = if follows { stretch(sheet, i + 1, run.end) } else { before }.into_iter().collect();
    (!content.is_empty()).then_some(Hit { source: None, cue: (subject.0, i), content, confidence: FIXED })
}

/// So many words may stand between "put" and "at", or "at" and its number.
const PUT_AT: (usize, usize) = (14, 4);

/// Numbers in words, and words before one.
const NUMBERS: &str = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen \
    nineteen twenty thirty forty fifty sixty seventy eighty ninety dozens hundreds thousands hundred thousand million millions billion";

fn puts(sheet: &Sheet<'_>, run: Run, i: usize) -> Option<Hit> {
    let number = |j: usize| {
        sheet.items[j].span.of(sheet.text).contains(|c: char| c.is_ascii_digit()) || listed(NUMBERS, sheet.word(j))
    };
    let near = |from: usize, reach: usize| (from..run.end.min(from + reach)).take_while(|&j| sheet.items[j].wordy());
    let counted = listed("count counts counted", sheet.word(i)) && near(i + 1, 2).any(number);
    let put = || {
        let at = near(i + 2, PUT_AT.0).find(|&j| sheet.word(j) == "at");
        let next = sheet.items.get(i + 1);
        let object = !next.is_some_and(|next| next.is(Class::ADVERB.with(Class::PREPOSITION)))
            && !listed("out off up down back away aside", sheet.word(i + 1));
        object && at.is_some_and(|at| near(at + 1, PUT_AT.1).any(number))
    };
    if !(counted || listed("put puts putting", sheet.word(i)) && put()) {
        return None;
    }
    let source = before(sheet, run, i).filter(|&source| phrase::fit(sheet, source) == Fit::Source)?;
    let content = stretch(sheet, i + 1, run.end)?;
    Some(Hit { source: Some(source), cue: (i, i), content: vec![content], confidence: FIXED })
}

/// Verbs, each in the forms it has here, that are of saying only where "that" follows them.
pub const TELLS: &str = "held holds submitted submits related relates accepted accepts intimated intimates confided confides ruled rules pleaded \
    pleads granted grants objected objects shared shares allowed allows reasoned reasons established establishes";
/// So many words may stand between one of them and its "that": "intimated to reporters on Friday that".
const BEFORE_THAT: usize = 5;

fn told_that(sheet: &Sheet<'_>, run: Run, i: usize) -> Option<Hit> {
    if !listed(TELLS, sheet.word(i)) || sheet.items[i].capital {
        return None;
    }
    let words = (i + 1..run.end.min(i + 2 + BEFORE_THAT)).take_while(|&j| sheet.items[j].wordy());
    let that = words.into_iter().find(|&j| sheet.word(j) == "that")?;
    // "Held the boat that": what stands between is the object that the clause tells more of.
    let adjunct = that == i + 1 || sheet.items[i + 1].is(Class::PREPOSITION.with(Class::TIME));
    let able = |&source: &Phrase| adjunct && phrase::fit(sheet, source) == Fit::Source;
    // Between the subject and its verb a clause about it may stand: "two pilots who fled on foot".
    let whom = |it: Phrase| phrase::antecedent(sheet, run.start, it).unwrap_or(it);
    let main = || phrase::main_subject(sheet, run, i).map(whom);
    let source = before(sheet, run, i).map(whom).filter(able).or_else(|| main().filter(able))?;
    let content = stretch(sheet, that, run.end)?;
    Some(Hit { source: Some(source), cue: (i, i), content: vec![content], confidence: 0.95 })
}

/// The subject of the verb at `i`, past its auxiliaries. A passive has none here.
fn before(sheet: &Sheet<'_>, run: Run, i: usize) -> Option<Phrase> {
    let auxiliary = |&j: &usize| {
        let item = &sheet.items[j];
        item.is(Class::HAVE.with(Class::ADVERB)) || sheet.word(j) == "since"
    };
    let group = i - (run.start..i).rev().take_while(auxiliary).count();
    phrase::subject(sheet, run, group)
}

#[cfg(test)]
mod tests {
    use super::FORMULAS;
    use crate::attribution::tests::stands;

    #[test]
    fn each_construction_is_read_in_its_examples_and_in_no_others() {
        for formula in FORMULAS {
            for &(text, source) in formula.examples {
                let found = stands(text);
                assert!(found.is_some(), "{}: nothing in {text:?}", formula.name);
                assert_eq!(found.and_then(|it| it.source).map(|it| it.of(text)), source, "{}: {text:?}", formula.name);
            }
            for text in formula.others {
                assert_eq!(stands(text), None, "{}: {text:?}", formula.name);
            }
        }
    }
}
