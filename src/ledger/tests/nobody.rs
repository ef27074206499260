//! How often a sentence in which somebody is named and does not speak stands on nobody, by kinds: nobody.txt.

use super::ledger;
use crate::ledger::Standing;

/// So many of the sentences stood right when this was last raised. It is never lowered.
const RIGHT: usize = 107;

/// Whether the last sentence of `text` stands where one of `wanted` says.
fn stands(text: &str, wanted: &str) -> bool {
    let ledger = ledger(&text.replace('¶', "\n\n"));
    let Some(line) = ledger.lines.last() else { return false };
    let speaker = line.because.and_then(|b| ledger.voices[b].speaker.as_deref()).unwrap_or_default();
    let somebody = !matches!(line.standing, Standing::Unattributed | Standing::None);
    wanted.split('|').any(|one| match one {
        "nobody" => !somebody,
        "vague" => line.standing == Standing::Vague,
        "somebody" => somebody,
        _ => somebody && one.strip_prefix("on ").is_some_and(|name| speaker.ends_with(name)),
    })
}

#[test]
fn who_is_named_and_does_not_speak() {
    let (mut right, mut all) = (0, 0);
    let mut wrong = Vec::new();
    for section in include_str!("nobody.txt").split("\n# ").skip(1) {
        let (kind, rows) = section.split_once('\n').unwrap_or((section, ""));
        let (mut good, mut of) = (0, 0);
        for (text, wanted) in rows.lines().filter_map(|row| row.split_once(" => ")) {
            let stands = stands(text, wanted);
            good += usize::from(stands);
            of += 1;
            if !stands {
                wrong.push(format!("[{kind}] {text} => {wanted}"));
            }
        }
        eprintln!("{kind}: {good} of {of}");
        (right, all) = (right + good, all + of);
    }
    eprintln!("{right} of {all}; not right:\n{}", wrong.join("\n"));
    assert!(right >= RIGHT, "{right} of {all}, {RIGHT} before:\n{}", wrong.join("\n"));
}

#[test]
fn a_sentence_that_only_says_what_was_not_said_claims_nothing() {
    for text in [
        "The harbour board has not said when it will vote.",
        "The report of 2031 does not mention the third crane.",
        "Lundmark Timber declined to comment on the 40 jobs.",
    ] {
        assert_eq!(ledger(text).lines[0].standing, Standing::None, "{text}");
    }
    for text in [
        "The harbour board, which owes 30 million crowns, declined to comment.",
        "The harbour board closed the third crane and declined to comment.",
        "The harbour board was not told that the third crane had burned.",
    ] {
        assert_eq!(ledger(text).lines[0].standing, Standing::Unattributed, "{text}");
    }
}
