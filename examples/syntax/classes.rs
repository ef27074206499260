//! Puts words into classes by the company they keep: exchange clustering on pairs of neighbours (Martin, Liermann and Ney 1998).
//!
//! Each word in turn moves to the class where the likelihood of all pairs of neighbouring classes is greatest, until the rounds are over.

use crate::treebank::Sentence;
use sayso::article::{BlockKind, Format, parse_block, split};
use sayso::syntax::language::ENGLISH;
use sayso::syntax::lexeme::fold;
use sayso::syntax::words::cut;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

/// Classes, one of which is that of words too rare for a class of their own: number 0.
const CLASSES: usize = 512;
/// Words seen less often are of class 0.
const LEAST: usize = 3;
/// Times each word is moved; more change little.
const ROUNDS: usize = 8;

/// The classes of the words in `sentences` and in the articles of the file `articles`, a word and its class on a line.
pub fn make(sentences: &[Sentence], articles: &Path) -> Result<String, String> {
    let mut texts: Vec<Vec<String>> = sentences.iter().map(|sentence| sentence.forms.clone()).collect();
    read_articles(articles, &mut texts)?;
    let mut counts: HashMap<&str, usize, foldhash::fast::FixedState> = HashMap::default();
    texts.iter().flatten().for_each(|form| *counts.entry(form).or_default() += 1);
    let mut words: Vec<(&str, usize)> = counts.into_iter().filter(|&(_, count)| count >= LEAST).collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    eprintln!("{} words to put into classes", words.len());
    let numbers: HashMap<&str, u32, foldhash::fast::FixedState> =
        words.iter().zip(1..).map(|(word, n)| (word.0, n)).collect();
    let texts: Vec<Vec<u32>> = texts
        .iter()
        .map(|text| text.iter().map(|form| numbers.get(form.as_str()).copied().unwrap_or(0)).collect())
        .collect();
    let classes = Exchange::new(&texts, words.len() + 1).run();
    let mut out = String::from("# A word and the class it was put into by the company it keeps; see data/README.md.\n");
    let mut lines: Vec<(&str, u16)> = words.iter().zip(&classes[1..]).map(|(word, &class)| (word.0, class)).collect();
    lines.sort_unstable();
    for (word, class) in lines {
        let _ = writeln!(out, "{word}\t{class}");
    }
    Ok(out)
}

/// Adds the sentences of the articles in a file of JSON lines.
fn read_articles(path: &Path, texts: &mut Vec<Vec<String>>) -> Result<(), String> {
    let articles = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    for line in articles.lines() {
        let article: serde_json::Value = serde_json::from_str(line).map_err(|e| format!("{}: {e}", path.display()))?;
        let text = article["text"].as_str().ok_or(format!("{}: an article without text", path.display()))?;
        for piece in split(text, Format::Plain).iter().filter(|piece| piece.kind == BlockKind::Prose) {
            let block_text = piece.span.of(text);
            let block = parse_block(block_text, piece.kind, Format::Plain);
            for sentence in 0..block.sentences.len() {
                let form = |word: sayso::syntax::words::Word| {
                    let mut form = String::new();
                    fold(word.span.of(block_text), word.spaced, &mut form);
                    form
                };
                texts.push(cut(block_text, &block, sentence, &ENGLISH).into_iter().map(form).collect());
            }
        }
    }
    Ok(())
}

/// Neighbours of a word and how often they stand there.
type Beside = Vec<(u32, u32)>;

struct Exchange {
    class: Vec<u16>,
    /// How often each word stands before (and after) each other.
    after: Vec<Beside>,
    before: Vec<Beside>,
    pairs: Vec<i64>,
    firsts: Vec<i64>,
    seconds: Vec<i64>,
    /// n log n of small numbers.
    logs: Vec<f64>,
}

impl Exchange {
    /// Words are numbered by how common they are; 0 is any rare word, and the number of the edges of a sentence too.
    fn new(texts: &[Vec<u32>], words: usize) -> Self {
        let mut pairs: HashMap<(u32, u32), u32, foldhash::fast::FixedState> = HashMap::default();
        for text in texts {
            let mut last = 0;
            for &word in text.iter().chain([&0]) {
                *pairs.entry((last, word)).or_default() += 1;
                last = word;
            }
        }
        let mut pairs: Vec<((u32, u32), u32)> = pairs.into_iter().collect();
        pairs.sort_unstable();
        let (mut after, mut before) = (vec![Vec::new(); words], vec![Vec::new(); words]);
        for ((first, second), count) in pairs {
            after[first as usize].push((second, count));
            before[second as usize].push((first, count));
        }
        // The commonest words begin in classes of their own, the others in turn.
        let class =
            (0..words).map(|word| if word == 0 { 0 } else { (1 + (word - 1) % (CLASSES - 1)) as u16 }).collect();
        let logs = (0..1 << 20).map(|n| f64::from(n) * f64::from(n).max(1.0).ln()).collect();
        let mut exchange = Self {
            class,
            after,
            before,
            pairs: vec![0; CLASSES * CLASSES],
            firsts: vec![0; CLASSES],
            seconds: vec![0; CLASSES],
            logs,
        };
        for word in 0..words {
            for i in 0..exchange.after[word].len() {
                let (next, count) = exchange.after[word][i];
                let (a, b) = (usize::from(exchange.class[word]), usize::from(exchange.class[next as usize]));
                exchange.pairs[a * CLASSES + b] += i64::from(count);
                exchange.firsts[a] += i64::from(count);
                exchange.seconds[b] += i64::from(count);
            }
        }
        exchange
    }

    fn log(&self, n: i64) -> f64 {
        self.logs.get(n as usize).copied().unwrap_or_else(|| n as f64 * (n.max(1) as f64).ln())
    }

    fn run(mut self) -> Vec<u16> {
        for round in 0..ROUNDS {
            let mut moved = 0;
            for word in 1..self.class.len() {
                moved += usize::from(self.move_word(word));
            }
            eprintln!("    round {}: {moved} words moved", round + 1);
        }
        self.class
    }

    /// The classes beside `word`, itself left out, with counts; and how often it stands beside itself.
    fn beside(&self, word: usize, list: &[(u32, u32)]) -> (Vec<(usize, i64)>, i64) {
        let mut counts: Vec<(usize, i64)> = Vec::with_capacity(list.len());
        let mut own = 0;
        for &(other, count) in list {
            if other as usize == word {
                own = i64::from(count);
            } else {
                counts.push((usize::from(self.class[other as usize]), i64::from(count)));
            }
        }
        counts.sort_unstable();
        counts.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            kept.1 += if same { later.1 } else { 0 };
            same
        });
        (counts, own)
    }

    /// Adds the word's pairs to those of class `class`, or with `sign` -1 takes them from there.
    fn put(&mut self, class: usize, beside: &Neighbours, sign: i64) {
        for &(other, count) in &beside.after {
            self.pairs[class * CLASSES + other] += sign * count;
        }
        for &(other, count) in &beside.before {
            self.pairs[other * CLASSES + class] += sign * count;
        }
        self.pairs[class * CLASSES + class] += sign * beside.own;
        self.firsts[class] += sign * beside.first;
        self.seconds[class] += sign * beside.second;
    }

    /// What the likelihood gains if a word with these neighbours, now in no class, joins `class`.
    fn gain(&self, class: usize, beside: &Neighbours) -> f64 {
        let more = |now: i64, count: i64| self.log(now + count) - self.log(now);
        let mut gain = 0.0;
        let mut inner = beside.own;
        for &(other, count) in &beside.after {
            if other == class {
                inner += count;
            } else {
                gain += more(self.pairs[class * CLASSES + other], count);
            }
        }
        for &(other, count) in &beside.before {
            if other == class {
                inner += count;
            } else {
                gain += more(self.pairs[other * CLASSES + class], count);
            }
        }
        gain += more(self.pairs[class * CLASSES + class], inner);
        gain - more(self.firsts[class], beside.first) - more(self.seconds[class], beside.second)
    }

    /// Moves `word` to the class that gains most; whether that is another one.
    fn move_word(&mut self, word: usize) -> bool {
        let (after, own) = self.beside(word, &self.after[word]);
        let (before, _) = self.beside(word, &self.before[word]);
        let first = own + after.iter().map(|&(_, count)| count).sum::<i64>();
        let second = own + before.iter().map(|&(_, count)| count).sum::<i64>();
        let beside = Neighbours { after, before, own, first, second };
        let old = usize::from(self.class[word]);
        self.put(old, &beside, -1);
        let mut best = (old, self.gain(old, &beside));
        for class in 1..CLASSES {
            let gain = self.gain(class, &beside);
            if gain > best.1 {
                best = (class, gain);
            }
        }
        self.put(best.0, &beside, 1);
        self.class[word] = best.0 as u16;
        best.0 != old
    }
}

/// The classes beside a word.
struct Neighbours {
    after: Vec<(usize, i64)>,
    before: Vec<(usize, i64)>,
    own: i64,
    first: i64,
    second: i64,
}
