//! `mixed-script`: a word with letters of two alphabets.

use super::shared::quoted;
use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::article::TokenKind;
use crate::gazetteer::Rung;
use crate::text::{Severity, Span};
use unicode_script::{Script, UnicodeScript};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A word mixes letters of two alphabets.",
    page: PAGE,
    severity: [Severity::Warning; 3],
    check: Check::Block(check),
};

const NAME: &str = "mixed-script";

const PAGE: &str = "\
## What it finds

A word with Latin letters among Cyrillic or Greek ones, or the other way round. Parts joined by a hyphen or an apostrophe are checked
separately, so a Cyrillic name with an English ending is fine.

## Why

Such a word comes from a keyboard left in the other layout, from a text converter, or from look-alike letters. Search cannot find it,
readers stumble over it, and it may disguise a name. Unicode Technical Standard 39 describes the same check for identifiers.

## Bad

```
The train to Харkiv left an hour late, the conductor, Petra Sand, said.
```

## Good

```
The train to Kharkiv left an hour late, the conductor, Petra Sand, said.
```

## How to fix it

Retype the word in one alphabet. If its letters only look alike, and do not spell a place's name as they are, `--fix` does it: readers see no
difference. Otherwise sayso suggests a place of a similar name if it knows one, but never changes it for you: it can only guess.

## How to silence it

`[CQ]` right after the word confirms the spelling. `<!-- stet mixed-script: reason -->` after the sentence keeps it
(`[stet mixed-script: reason]` in a .txt file).
";

/// Places offered for one word.
const MOST_OFFERED: usize = 3;

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    if block.text.is_ascii() {
        return;
    }
    for token in block.entry.block.tokens.iter().filter(|t| t.kind == TokenKind::Word) {
        let word = token.span.of(block.text);
        if word.is_ascii() {
            continue;
        }
        let mut start = token.span.start;
        for part in word.split_inclusive(is_joint) {
            let letters = part.trim_end_matches(is_joint);
            let span = Span::new(start, start + letters.len());
            start += part.len();
            if !letters.is_ascii()
                && let Some(mix) = mix_of(letters)
                && !block.entry.block.verified(block.text, token.span.end)
            {
                out.push(finding(block, span, &mix));
            }
        }
    }
}

/// A hyphen or an apostrophe.
fn is_joint(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\'' | '’' | 'ʼ' | '.')
}

/// A word's two alphabets.
struct Mix {
    /// The one with fewer letters.
    foreign: Script,
    /// The other one.
    main: Script,
}

/// The alphabets of a word that mixes two. Greek is no mixture in short words: μg, kΩ, ΔT are units and symbols.
fn mix_of(word: &str) -> Option<Mix> {
    let count = |script: Script| word.chars().filter(|c| c.script() == script).count();
    let latin = count(Script::Latin);
    let (other, letters) = [Script::Cyrillic, Script::Greek]
        .map(|script| (script, count(script)))
        .into_iter()
        .max_by_key(|&(_, letters)| letters)?;
    if latin == 0 || letters == 0 || (other == Script::Greek && latin + letters < 4) {
        return None;
    }
    Some(if letters > latin {
        Mix { foreign: Script::Latin, main: other }
    } else {
        Mix { foreign: other, main: Script::Latin }
    })
}

fn finding(block: &BlockContext<'_>, span: Span, mix: &Mix) -> Finding {
    let word = span.of(block.text);
    let runs = runs(word, mix.foreign);
    let verb = if runs.len() == 1 { "is" } else { "are" };
    let named: Vec<String> = runs.iter().map(|run| format!("“{run}”")).collect();
    let message = format!(
        "{} mixes alphabets: {} {verb} {}, the rest is {}.",
        quoted(word),
        named.join(", "),
        mix.foreign.full_name(),
        mix.main.full_name()
    );
    let mut finding = Finding::new(NAME, span, message);
    // Letters that only look alike leave no doubt which word is meant, and readers see no difference; unless as they are they spell a
    // place's name, letter for letter.
    let atlas = &block.data.atlas;
    let spelt = |latin: &String| {
        atlas.look_up(latin).is_empty() && atlas.look_up(word).iter().any(|hit| hit.rung <= Rung::Transliteration)
    };
    let latin = latinised(word).filter(|latin| !spelt(latin));
    let safe = latin.is_some();
    let mut offered: Vec<String> = latin.into_iter().collect();
    if offered.is_empty() {
        for hit in atlas.near(word).into_iter().take(MOST_OFFERED) {
            let name = atlas.facts(hit.place).name;
            if !offered.iter().any(|other| other == name) {
                offered.push(name.to_owned());
            }
        }
    }
    finding.help = Some(match offered.first() {
        Some(name) => format!("Did you mean “{name}”? Retype it in one alphabet.").into(),
        None => "Retype it in one alphabet.".into(),
    });
    finding.fixes = offered.iter().map(|name| Fix { safe, ..Fix::replace(span, name) }).collect();
    finding
}

/// The first few runs of letters of `script`.
fn runs(word: &str, script: Script) -> Vec<&str> {
    const MOST: usize = 4;
    word.split(|c: char| c.script() != script).filter(|run| !run.is_empty()).take(MOST).collect()
}

/// The word in Latin letters, if all its others only look like some.
fn latinised(word: &str) -> Option<String> {
    word.chars().map(|c| if c.script() == Script::Latin { Some(c) } else { look_alike(c) }).collect()
}

/// The Latin letter a Cyrillic one cannot be told from in print.
fn look_alike(c: char) -> Option<char> {
    Some(match c {
        'а' => 'a',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'у' => 'y',
        'х' => 'x',
        'і' => 'i',
        'ј' => 'j',
        'ѕ' => 's',
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' => 'Y',
        'Х' => 'X',
        'І' => 'I',
        'Ј' => 'J',
        'Ѕ' => 'S',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{apply_fix, check, messages, safe_fixes};

    #[test]
    fn words_of_two_alphabets_are_found_part_by_part() {
        check(
            &[NAME],
            "
The road to Харkiv is open, and so is the Лозовa-Kharkiv line.
            ^^^^^^ mixed-script
                                          ^^^^^^ mixed-script
A ДНР-based unit, Москва’s streets, 40 μg, α-particles and Дружковка are of one alphabet each.
The sign read Харkiv [CQ] for years.
",
        );
    }

    #[test]
    fn the_foreign_letters_are_named() {
        assert_eq!(
            messages(&[NAME], "The road to Kyїv is open.\n"),
            [
                "“Kyїv” mixes alphabets: “ї” is Cyrillic, the rest is Latin. Did you mean “Kyiv”? Retype it in one alphabet."
            ]
        );
        assert_eq!(
            messages(&[NAME], "He spoke of Шуrбулzца at length.\n"),
            ["“Шуrбулzца” mixes alphabets: “r”, “z” are Latin, the rest is Cyrillic. Retype it in one alphabet."]
        );
    }

    #[test]
    fn letters_that_look_alike_are_put_right_unseen_and_others_on_asking() {
        assert_eq!(apply_fix(&[NAME], "The Кrеmlin said so.\n"), "The Kremlin said so.\n");
        assert_eq!(safe_fixes(&[NAME], "The Кrеmlin said so.\n"), [true]);
        assert!(safe_fixes(&[NAME], "The road to Kyїv is open.\n").iter().all(|safe| !safe));
        // It looks like "Xapkiv", and spells Kharkiv.
        let spelt = "The road to Харkiv is open.\n";
        assert_eq!(apply_fix(&[NAME], spelt), "The road to Kharkiv is open.\n");
        assert!(safe_fixes(&[NAME], spelt).iter().all(|safe| !safe));
    }
}
