//! Treebanks in the CoNLL-U form of Universal Dependencies, and our own in its short form.

use sayso::syntax::labels::{Label, Tag};
use sayso::syntax::lexeme::{self, Lexeme};
use sayso::syntax::machine::NOBODY;
use sayso::syntax::tables::Vocabulary;
use std::ops::Range;
use std::path::Path;

/// A sentence with its tree.
#[derive(Clone, Default)]
pub struct Sentence {
    /// Words as they stand.
    pub words: Vec<String>,
    /// The same as they are compared.
    pub forms: Vec<String>,
    pub tags: Vec<Tag>,
    /// [`NOBODY`] for the main word.
    pub heads: Vec<u32>,
    pub labels: Vec<Label>,
    /// The words of each quotation, innermost first.
    pub groups: Vec<Range<usize>>,
}

/// The sentences of a file.
pub fn read(path: &Path) -> Result<Vec<Sentence>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let sentences: Vec<Sentence> = text.split("\n\n").filter_map(sentence).collect();
    if sentences.is_empty() {
        return Err(format!("{}: no sentences", path.display()));
    }
    Ok(sentences)
}

/// The sentences of our own in `folder`, those of files called `*-kept.conllu` or those of all others. Five columns a word: number, word, tag
/// (as [`Tag`] has it), head and label; a line `# text = ...` before them says where blanks are.
pub fn own(folder: &Path, kept: bool) -> Result<Vec<Sentence>, String> {
    let wrong = |e: std::io::Error| format!("{}: {e}", folder.display());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".conllu") && name.ends_with("-kept.conllu") == kept {
            paths.push(path);
        }
    }
    // Folders list their files in any order; what is learned hangs on it.
    paths.sort();
    let mut sentences = Vec::new();
    for path in &paths {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
            sentences.push(short(block).map_err(|line| format!("{}: what is \"{line}\"?", path.display()))?);
        }
    }
    Ok(sentences)
}

/// A sentence in the short form, or the line that is none of it.
fn short(block: &str) -> Result<Sentence, String> {
    let mut sentence = Sentence::default();
    let mut rest = block.lines().find_map(|line| line.strip_prefix("# text = ")).unwrap_or_default();
    for line in block.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let read = || {
            let [_, word, tag, head, label] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
            Some((
                word,
                Tag::named(tag)?,
                head.parse::<u32>().ok()?,
                Label::named(label).or((label == "root").then_some(Label::Dep))?,
            ))
        };
        let (word, tag, head, label) = read().ok_or_else(|| line.to_owned())?;
        let after = rest.trim_start();
        let spaced = sentence.words.is_empty() || after.len() < rest.len();
        rest = after.strip_prefix(word).ok_or_else(|| line.to_owned())?;
        sentence.push(word, spaced, tag, head, label);
    }
    let words = sentence.heads.len() as u32;
    if sentence.heads.iter().any(|&head| head != NOBODY && head >= words) {
        return Err(block.lines().next().unwrap_or_default().to_owned());
    }
    sentence.groups = quotations(&sentence.forms);
    Ok(sentence)
}

fn sentence(block: &str) -> Option<Sentence> {
    let mut sentence = Sentence::default();
    let mut spaced = true;
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [number, word, _, part, _, features, head, label, _, misc] = columns[..] else { continue };
        // Words written together and words left out are lines of their own.
        if number.contains(['-', '.']) {
            continue;
        }
        let head: u32 = head.parse().ok()?;
        sentence.push(word, spaced, tag(part, features), head, self::label(label));
        spaced = !misc.contains("SpaceAfter=No");
    }
    sentence.groups = quotations(&sentence.forms);
    (!sentence.words.is_empty()).then_some(sentence)
}

fn tag(part: &str, features: &str) -> Tag {
    let has = |feature: &str| features.split('|').any(|f| f == feature);
    let name = match part {
        "VERB" | "AUX" if has("VerbForm=Inf") => format!("{part}.Inf"),
        "VERB" | "AUX" if has("VerbForm=Ger") => format!("{part}.Ger"),
        "VERB" | "AUX" if has("VerbForm=Part") && has("Tense=Pres") => format!("{part}.Part.Pres"),
        "VERB" if has("VerbForm=Part") && has("Voice=Pass") => "VERB.Part.Past.Pass".into(),
        "VERB" | "AUX" if has("VerbForm=Part") => format!("{part}.Part.Past"),
        "VERB" | "AUX" => format!("{part}.Fin"),
        "PRON" if has("PronType=Rel") => "PRON.Rel".into(),
        "PRON" if has("PronType=Int") => "PRON.Int".into(),
        "PRON" if has("Case=Nom") => "PRON.Nom".into(),
        "PRON" if has("Case=Acc") => "PRON.Acc".into(),
        "PRON" if has("Case=Gen") || has("Poss=Yes") => "PRON.Gen".into(),
        _ => part.to_owned(),
    };
    Tag::named(&name).unwrap_or(Tag::Other)
}

fn label(name: &str) -> Label {
    let universal = name.split(':').next().unwrap_or_default();
    Label::named(name).or_else(|| Label::named(universal)).unwrap_or(Label::Dep)
}

/// Quotations, by pairing quotation marks in turn.
fn quotations(forms: &[String]) -> Vec<Range<usize>> {
    let marks: Vec<usize> = (0..forms.len()).filter(|&i| forms[i] == "\"").collect();
    let pairs = marks.chunks_exact(2).map(|pair| pair[0]..pair[1] + 1);
    pairs.filter(|group| group.len() > 5 && group.len() < forms.len()).collect()
}

impl Sentence {
    /// Adds a word; `head` counts from 1 and is 0 for the main word.
    fn push(&mut self, word: &str, spaced: bool, tag: Tag, head: u32, label: Label) {
        let mut form = String::new();
        lexeme::fold(word, spaced, &mut form);
        self.words.push(word.to_owned());
        self.forms.push(form);
        self.tags.push(tag);
        self.heads.push(head.checked_sub(1).unwrap_or(NOBODY));
        self.labels.push(label);
    }

    /// Whether but one arc of the tree crosses the border of `group`.
    fn holds(&self, group: &Range<usize>) -> bool {
        let outside = |head: u32| !group.contains(&(head as usize));
        let mut tops = group.clone().filter(|&i| outside(self.heads[i]));
        let (Some(top), None) = (tops.next(), tops.next()) else { return false };
        (0..self.heads.len()).all(|i| group.contains(&i) || outside(self.heads[i]) || self.heads[i] as usize == top)
    }

    /// The quotations by which the tree can be learned.
    pub fn true_groups(&self) -> Vec<Range<usize>> {
        self.groups.iter().filter(|group| self.holds(group)).cloned().collect()
    }

    pub fn lexemes(&self, vocabulary: &Vocabulary<'_>) -> Vec<Lexeme> {
        let pairs = self.words.iter().zip(&self.forms);
        pairs.map(|(word, form)| Lexeme::new(word, form, vocabulary)).collect()
    }
}
