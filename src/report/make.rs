//! From a snapshot to the sheet's plain data. Reads the ledger, the registry, the atlas and the findings once each, in order.

use super::chains::{self, Chains};
use super::data::{
    Answer, Article, Finding, Paragraph, Place, Sentence, SheetCoverage, Source, Standings, Status, StetRow, Tag,
};
use super::questions;
use super::speakers::Speakers;
use super::words::PageGuard;
use crate::article::BlockKind;
use crate::attribution::{Reference, SourceKind};
use crate::desk::Snapshot;
use crate::features::account::{answering, line_of, reason};
use crate::features::clean::{self, Cut};
use crate::features::{places, reserved, shortened};
use crate::ledger::{Attributed, Language, Ledger, Line, Standing};
use crate::rules;
use crate::sources::{self, Registry};
use crate::text::Span;
use crate::text::position::{Encoding, LineIndex};
use std::collections::HashMap;

/// The words a finding is about are shown up to so many characters.
const MOST_WORDS: usize = 120;

/// The sheet of the article in `file`.
#[must_use]
pub fn article(snapshot: &Snapshot, file: &str) -> Article {
    let maker = Maker {
        ledger: &snapshot.ledger,
        registry: &snapshot.data.registry,
        words: PageGuard(snapshot.guard()),
        lines: LineIndex::new(&snapshot.ledger.text),
        cuts: clean::cuts(snapshot),
        snapshot,
    };
    maker.article(file)
}

/// What is needed all along.
pub(super) struct Maker<'a> {
    pub snapshot: &'a Snapshot,
    pub ledger: &'a Ledger,
    pub registry: &'a Registry,
    pub words: PageGuard<'a>,
    lines: LineIndex,
    cuts: Vec<Cut>,
}

impl Maker<'_> {
    fn article(&self, file: &str) -> Article {
        let front_matter = &*self.ledger.front_matter;
        let stets: Vec<StetRow> = self.snapshot.stets.iter().map(|stet| self.stet(stet)).collect();
        let (sources, tags) = self.sources();
        let mut article = Article {
            file: self.words.show(file),
            date: self.words.show_some(front_matter.date.as_deref()),
            dateline: self.words.show_some(front_matter.dateline.as_deref()),
            other_language: match &self.ledger.language {
                Language::English => None,
                Language::Told(tag) => Some(self.words.show(tag)),
                Language::Detected(name) => Some((*name).to_owned()),
            },
            places: self.places(),
            findings: self.snapshot.findings.iter().map(|finding| self.finding(finding)).collect(),
            questions: questions::questions(self),
            sources,
            stets,
            ..Article::default()
        };
        self.sentences(&mut article, tags);
        let headline = article.paragraphs.iter().find(|p| p.heading).and_then(|p| p.sentences.first());
        article.title = headline.map(|s| s.text.trim_start_matches(['#', ' ']).to_owned()).unwrap_or_default();
        if article.title.is_empty() {
            article.title.clone_from(&article.file);
        }
        article
    }

    /// The line of the file at the byte `offset`, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.lines.position(&self.ledger.text, offset, Encoding::Utf8).line as usize + 1
    }

    /// Number of the sentence at the byte `offset`.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let next = self.ledger.lines.partition_point(|line| line.span.end <= offset);
        let line = self.ledger.lines.get(next).filter(|line| line.span.start <= offset);
        line.map(|_| next + 1).or_else(|| self.ledger.line_at(offset).map(|index| index + 1))
    }

    /// Paragraphs with their sentences; whose word they stand on; how it came.
    fn sentences(&self, article: &mut Article, tags: Vec<(usize, Tag)>) {
        let mut tags = tags.into_iter().peekable();
        let findings = by_sentence(article.findings.iter().map(|finding| finding.sentence).enumerate());
        let let_stand = article.stets.iter().enumerate();
        let let_stand = let_stand.flat_map(|(i, stet)| stet.findings.iter().map(move |finding| (i, finding.sentence)));
        let stets = by_sentence(let_stand);
        let (mut heard, mut chains) = (Speakers::default(), Chains::default());
        for (b, placed) in self.ledger.blocks.iter().enumerate() {
            let count = placed.entry.block.sentences.len();
            let first = placed.first_line;
            let own = self.ledger.lines.get(first..first + count).unwrap_or_default();
            if own.is_empty() || own[0].block != b {
                continue;
            }
            let mut paragraph = Paragraph {
                heading: placed.kind == BlockKind::Heading,
                line: self.line(own[0].span.start),
                coverage: SheetCoverage::of(own),
                sentences: Vec::with_capacity(count),
            };
            for (index, line) in (first..).zip(own) {
                let number = index + 1;
                let attributed = answering(self.ledger, index);
                // A tag answers for its sentence; words that name nobody add nothing to it.
                let answers = |a: &Answer| a.kind != SourceKind::Vague || line.standing >= Standing::Vague;
                let answer = attributed.as_ref().and_then(|a| self.answer(line, a)).filter(answers);
                let tags: Vec<Tag> =
                    std::iter::from_fn(|| tags.next_if(|(at, _)| *at == index)).map(|(_, tag)| tag).collect();
                if line.standing < Standing::Vague {
                    heard.add(number, answer.as_ref(), &tags, &article.sources, self.quoted_words(line));
                    self.chain(&mut chains, number, attributed.as_ref(), answer.as_ref(), &tags, &article.sources);
                }
                let text = self.words.show(&clean::without(&self.ledger.text, &self.cuts, line.span));
                article.words += text.split(' ').filter(|word| word.contains(char::is_alphanumeric)).count();
                paragraph.sentences.push(Sentence {
                    number,
                    line: self.line(line.span.start),
                    text,
                    standing: line.standing,
                    asked: reason(line).into_iter().collect(),
                    answer: answer.filter(|_| line.standing != Standing::None),
                    tags,
                    findings: findings.get(&number).cloned().unwrap_or_default(),
                    stets: stets.get(&number).cloned().unwrap_or_default(),
                });
            }
            article.paragraphs.push(paragraph);
        }
        article.coverage = SheetCoverage::of(&self.ledger.lines);
        article.heard = heard.done();
        article.chains = chains.done();
    }

    /// Who answers for a sentence.
    fn answer(&self, line: &Line, attributed: &Attributed<'_>) -> Option<Answer> {
        let shown = |span: Span| self.words.show(span.shifted(attributed.offset).of(&self.ledger.text));
        let raw = attributed.raw;
        let who = match &attributed.voice.speaker {
            Some(speaker) => self.words.show(speaker),
            // A pronoun nobody was found for names nobody; "who" stands for the words before it.
            None if matches!(raw.reference, Reference::Pronoun(_)) => shown(raw.antecedent?),
            None => shown(raw.antecedent.or(raw.source)?),
        };
        Some(Answer {
            who,
            kind: attributed.voice.kind.unwrap_or(raw.kind),
            act: raw.act,
            through: raw.via.iter().map(|via| shown(via.span)).collect(),
            carried: line.carried,
        })
    }

    /// What the article's tags lead to, in order of first use; and the tags, each with the index of its sentence, in order.
    fn sources(&self) -> (Vec<Source>, Vec<(usize, Tag)>) {
        let mut sources: Vec<Source> = Vec::new();
        let mut by_key: HashMap<&str, usize> = HashMap::new();
        let mut tags: Vec<(usize, Tag)> = Vec::new();
        for (placed, tag) in self.ledger.tags() {
            let line = line_of(placed, tag);
            for citation in &tag.citations {
                let source = *by_key.entry(&citation.key).or_insert_with(|| {
                    sources.push(self.source(&citation.key));
                    sources.len() - 1
                });
                let Some(line) = line else { continue };
                if sources[source].sentences.last() != Some(&(line + 1)) {
                    sources[source].sentences.push(line + 1);
                }
                let locator = citation.locator.map(|span| span.shifted(placed.span.start).of(&self.ledger.text));
                tags.push((line, Tag { source, locator: self.words.show_some(locator) }));
            }
        }
        (sources, tags)
    }

    fn source(&self, key: &str) -> Source {
        let show = |text: Option<&str>| self.words.show_some(text);
        let mut shown = Source {
            key: self.words.show(key),
            status: Status::Unknown,
            confidential: false,
            name: String::new(),
            who: None,
            role: None,
            outlet: None,
            issued: None,
            kind: None,
            grade: None,
            grade_in_words: None,
            basis: None,
            origin: None,
            url: None,
            archive: None,
            accessed: None,
            anonymity_reason: None,
            sentences: Vec::new(),
        };
        if let Some(source) = self.registry.get(key) {
            let custom = &source.custom;
            shown.status = Status::Registered;
            shown.confidential = source.is_confidential();
            shown.name = self.words.show(source.display_name());
            shown.who = show(source.shown_who());
            shown.role = show(source.shown_role());
            shown.outlet = show(source.shown_outlet());
            shown.issued = show(source.shown_issued());
            shown.kind = show(custom.kind.as_deref().or(Some(&*source.csl_type)));
            shown.grade = show(custom.grade.as_deref());
            shown.grade_in_words = custom.grade.as_deref().and_then(sources::grade_in_words);
            shown.basis = show(custom.basis.as_deref());
            shown.origin = show(custom.origin.as_deref().filter(|origin| *origin != source.key));
            shown.url = show(source.shown_url());
            shown.archive = show(source.shown_archive());
            shown.accessed = show(source.accessed.as_deref());
            shown.anonymity_reason = show(custom.anonymity_reason.as_deref());
        } else if let Some(meaning) = reserved(key) {
            shown.status = Status::Reserved;
            shown.name = meaning.to_owned();
        } else {
            shown.name = "No source is registered under this key.".to_owned();
        }
        shown
    }

    /// Words in outermost quotation marks that open in the sentence.
    fn quoted_words(&self, line: &Line) -> usize {
        let placed = &self.ledger.blocks[line.block];
        let quotations = &placed.entry.block.quotations;
        let at = |offset: usize| offset.saturating_sub(placed.span.start);
        let first = quotations.partition_point(|q| q.span.start < at(line.span.start));
        let own = quotations[first..].iter().take_while(|q| q.span.start < at(line.span.end));
        own.filter(|q| q.depth == 0).map(|q| q.words).sum()
    }

    fn chain(
        &self,
        chains: &mut Chains,
        number: usize,
        attributed: Option<&Attributed<'_>>,
        answer: Option<&Answer>,
        tags: &[Tag],
        sources: &[Source],
    ) {
        let mut by_tag = false;
        for key in tags.iter().map(|tag| &*sources[tag.source].key) {
            let way = match self.registry.get(key) {
                Some(source) => chains::by_registry(self.registry, source, &self.words),
                None => chains::reserved(key).into_iter().collect(),
            };
            if !way.is_empty() {
                by_tag = true;
                chains.add(
                    answer.map_or_else(|| way.clone(), |a| chains::led_by(way.clone(), chains::speaker(a))),
                    number,
                );
            }
        }
        if let (false, Some(attributed), Some(answer)) = (by_tag, attributed, answer) {
            chains.add(chains::in_words(self.ledger, attributed, answer, &self.words), number);
        }
    }

    fn places(&self) -> Vec<Place> {
        let atlas = &self.snapshot.data.atlas;
        let house = &self.snapshot.newsroom.house;
        let mut found: Vec<Place> = Vec::new();
        let mut by_id: HashMap<u32, usize> = HashMap::new();
        for mention in places::mentioned(self.snapshot) {
            // Who is of a place is not said to be there.
            if mention.form == crate::gazetteer::NameForm::Demonym {
                continue;
            }
            let at = *by_id.entry(mention.place.0).or_insert_with(|| {
                let facts = atlas.facts(mention.place);
                let region = facts.region.filter(|region| *region != facts.name);
                let country = facts.country_name.or(facts.country()).filter(|country| *country != facts.name);
                let within: Vec<&str> = [region, country].into_iter().flatten().collect();
                let on_earth = |(lat, lon): &(f64, f64)| lat.abs() <= 90.0 && lon.abs() <= 180.0;
                let place = facts.at.filter(on_earth);
                found.push(Place {
                    name: self.words.show(&house.form(atlas, mention.place)),
                    id: self.words.show(&atlas.id(mention.place)),
                    what: self.words.show(facts.what),
                    within: self.words.show(&within.join(", ")),
                    lat: place.map(|(lat, _)| lat),
                    lon: place.map(|(_, lon)| lon),
                    approximate: facts.approximate,
                    written: Vec::new(),
                    unsure: false,
                    sentences: Vec::new(),
                });
                found.len() - 1
            });
            let place = &mut found[at];
            place.unsure |= !mention.sure;
            let written = self.words.show(mention.span.of(&self.ledger.text));
            if !place.written.contains(&written) && place.written.len() < MOST_WRITTEN {
                place.written.push(written);
            }
            if let Some(number) = self.sentence_at(mention.span.start)
                && place.sentences.last() != Some(&number)
            {
                place.sentences.push(number);
            }
        }
        found
    }

    fn finding(&self, finding: &rules::Finding) -> Finding {
        Finding {
            rule: finding.rule,
            severity: finding.severity,
            line: self.line(finding.span.start),
            sentence: self.sentence_at(finding.span.start),
            words: shortened(&self.words.show(finding.span.of(&self.ledger.text)), MOST_WORDS),
            message: self.words.show(&finding.message),
            help: self.words.show_some(finding.help.as_deref()),
        }
    }

    fn stet(&self, stet: &rules::Stet) -> StetRow {
        let lines = &self.ledger.lines;
        let sentences = stet.reach.and_then(|reach| {
            let first = lines.partition_point(|line| line.span.end <= reach.start);
            let last = lines.partition_point(|line| line.span.start < reach.end);
            (first < last).then_some((first + 1, last))
        });
        StetRow {
            line: self.line(stet.span.start),
            sentences,
            rules: stet.rules.iter().map(|rule| self.words.show(rule)).collect(),
            reason: self.words.show_some(stet.reason.map(|span| span.of(&self.ledger.text))),
            findings: stet.findings.iter().map(|finding| self.finding(finding)).collect(),
        }
    }
}

/// So many forms of its name are told of a place.
const MOST_WRITTEN: usize = 12;

impl SheetCoverage {
    /// Of these sentences.
    fn of(lines: &[Line]) -> Self {
        let mut coverage = Self::default();
        let standings: &mut Standings = &mut coverage.standings;
        for line in lines {
            *match line.standing {
                Standing::Tagged => &mut standings.tagged,
                Standing::Attributed => &mut standings.attributed,
                Standing::Collective => &mut standings.collective,
                Standing::Anonymous => &mut standings.anonymous,
                Standing::Vague => &mut standings.vague,
                Standing::Unattributed => &mut standings.unattributed,
                Standing::None => &mut standings.none,
            } += 1;
        }
        let claims = || lines.iter().filter(|line| line.standing != Standing::None);
        coverage.claims = claims().count();
        coverage.sourced = claims().filter(|line| line.standing < Standing::Vague).count();
        let open = claims().filter(|line| line.standing >= Standing::Vague && line.is_asked()).count();
        coverage.asked = coverage.sourced + open;
        coverage.share = (coverage.sourced * 100).checked_div(coverage.asked);
        coverage
    }
}

/// Indexes by the numbers of the sentences each belongs to.
fn by_sentence(found: impl Iterator<Item = (usize, Option<usize>)>) -> HashMap<usize, Vec<usize>> {
    let mut by: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, number) in found {
        let Some(number) = number else { continue };
        let own = by.entry(number).or_default();
        if own.last() != Some(&index) {
            own.push(index);
        }
    }
    by
}
