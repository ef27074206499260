//! Sentences of the corpus that stand on nobody's word: what news tells in its own voice, most of which nobody asks about.

use crate::learn::Sample;
use crate::{NEWS, places};
use sayso::article::Format;
use sayso::ledger::{Cache, Data, Standing, build};
use std::path::Path;

/// Shorter and longer sentences are captions and tables.
const LENGTH: std::ops::RangeInclusive<usize> = 30..=260;

/// Sentences of the first `articles` articles of `file`.
pub fn read(file: &Path, articles: usize) -> Result<Vec<Sample>, String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let data = Data::default();
    let mut samples = Vec::new();
    for line in text.lines().take(articles) {
        let article: serde_json::Value = serde_json::from_str(line).map_err(|e| format!("{}: {e}", file.display()))?;
        let text = article["text"].as_str().ok_or("an article without text")?;
        let ledger = build(text.into(), Format::Plain, &data, &mut Cache::default());
        for line in ledger.lines.iter().filter(|line| line.standing == Standing::Unattributed) {
            let sentence = line.span.of(text);
            if LENGTH.contains(&sentence.len()) && !line.quoted {
                let features = places(sentence);
                samples.push(Sample { features, kind: 0, weight: NEWS, group: usize::MAX });
            }
        }
    }
    Ok(samples)
}
