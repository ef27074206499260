//! Treebanks in the CoNLL-U form of Universal Dependencies.

use sayso::syntax::labels::{Label, Tag};
use sayso::syntax::lexeme::{self, Lexeme};
use sayso::syntax::machine::NOBODY;
use sayso::syntax::tables::Vocabulary;
use std::ops::Range;
use std::path::Path;

/// A sentence with its tree.
#[derive(Default)]
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
        let mut form = String::new();
        lexeme::fold(word, spaced, &mut form);
        sentence.words.push(word.to_owned());
        sentence.forms.push(form);
        sentence.tags.push(tag(part, features));
        sentence.heads.push(head.checked_sub(1).unwrap_or(NOBODY));
        sentence.labels.push(self::label(label));
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
