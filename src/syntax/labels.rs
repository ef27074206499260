//! The names of what a tree says: parts of speech and relations, as Universal Dependencies has them.
//!
//! They are the same for every language; a language that lacks one never uses it. Their order is that of the learned tables, so a name is
//! added at the end and the tables are trained anew. No word is judged here.

/// Declares an enumeration with a written name for each of its values.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// All of them, in the order of the learned tables.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// As treebanks write it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The one that treebanks write as `name`.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}

named! {
    /// A part of speech, with what of its features a tree hangs on: the form of a verb, the case of a pronoun.
    Tag {
        /// A common noun.
        Noun = "NOUN",
        /// A name.
        Name = "PROPN",
        /// A finite verb, an imperative too.
        VerbFinite = "VERB.Fin",
        /// An infinitive.
        VerbInfinitive = "VERB.Inf",
        /// A gerund.
        VerbGerund = "VERB.Ger",
        /// A present participle.
        VerbPresent = "VERB.Part.Pres",
        /// A past participle used actively ("has said").
        VerbPast = "VERB.Part.Past",
        /// A past participle used passively ("was said").
        VerbPassive = "VERB.Part.Past.Pass",
        /// A finite auxiliary, modals and the finite copula too.
        AuxFinite = "AUX.Fin",
        /// An auxiliary's infinitive.
        AuxInfinitive = "AUX.Inf",
        /// An auxiliary's gerund.
        AuxGerund = "AUX.Ger",
        /// An auxiliary's present participle.
        AuxPresent = "AUX.Part.Pres",
        /// An auxiliary's past participle.
        AuxPast = "AUX.Part.Past",
        /// An adjective.
        Adjective = "ADJ",
        /// An adverb.
        Adverb = "ADV",
        /// A preposition.
        Preposition = "ADP",
        /// An article or another determiner.
        Determiner = "DET",
        /// A pronoun that can only be a subject.
        PronounSubject = "PRON.Nom",
        /// A pronoun that cannot be a subject.
        PronounObject = "PRON.Acc",
        /// A possessive pronoun.
        PronounOwner = "PRON.Gen",
        /// A relative pronoun.
        PronounRelative = "PRON.Rel",
        /// A pronoun that asks.
        PronounAsking = "PRON.Int",
        /// Any other pronoun.
        Pronoun = "PRON",
        /// A number.
        Number = "NUM",
        /// A coordinating conjunction.
        Conjunction = "CCONJ",
        /// A subordinating conjunction.
        Subordinator = "SCONJ",
        /// A particle: "not", "to", "'s".
        Particle = "PART",
        /// A mark.
        Mark = "PUNCT",
        /// A symbol.
        Symbol = "SYM",
        /// An interjection.
        Interjection = "INTJ",
        /// Anything else.
        Other = "X",
    }
}

named! {
    /// How a word hangs on its head.
    Label {
        /// A mark.
        Punct = "punct",
        /// A preposition or possessive ending on its noun.
        Case = "case",
        /// A determiner.
        Det = "det",
        /// The subject of an active clause.
        Nsubj = "nsubj",
        /// An adverb.
        Advmod = "advmod",
        /// An adjective.
        Amod = "amod",
        /// The object.
        Obj = "obj",
        /// A noun that says when, where, how of a verb.
        Obl = "obl",
        /// What is joined to an earlier member.
        Conj = "conj",
        /// A noun on a noun.
        Nmod = "nmod",
        /// A part of a compound noun.
        Compound = "compound",
        /// The conjunction of a joined member.
        Cc = "cc",
        /// What opens a clause: "that", "if", "to".
        Mark = "mark",
        /// An auxiliary.
        Aux = "aux",
        /// The copula.
        Cop = "cop",
        /// An adverbial clause.
        Advcl = "advcl",
        /// Whose it is.
        NmodPoss = "nmod:poss",
        /// A clause without a subject of its own.
        Xcomp = "xcomp",
        /// A relative clause.
        AclRelcl = "acl:relcl",
        /// A further part of a name.
        Flat = "flat",
        /// A clause that is a verb's object.
        Ccomp = "ccomp",
        /// Any other clause on a noun.
        Acl = "acl",
        /// A clause set beside another.
        Parataxis = "parataxis",
        /// The auxiliary of the passive.
        AuxPass = "aux:pass",
        /// A number on a noun.
        Nummod = "nummod",
        /// An apposition.
        Appos = "appos",
        /// The subject of a passive clause.
        NsubjPass = "nsubj:pass",
        /// A word of discourse.
        Discourse = "discourse",
        /// A noun without preposition that says when or how much.
        OblUnmarked = "obl:unmarked",
        /// The same on a noun.
        NmodUnmarked = "nmod:unmarked",
        /// The particle of a verb ("point out").
        CompoundPrt = "compound:prt",
        /// "It" or "there" that stands for nothing.
        Expl = "expl",
        /// A further part of a fixed phrase.
        Fixed = "fixed",
        /// The second object.
        Iobj = "iobj",
        /// A member of a list.
        List = "list",
        /// Who does it, in a passive clause.
        OblAgent = "obl:agent",
        /// Unknown.
        Dep = "dep",
        /// A clause that is a subject.
        Csubj = "csubj",
        /// A title before a name.
        NmodDesc = "nmod:desc",
        /// The subject of a clause that is a predicate.
        NsubjOuter = "nsubj:outer",
        /// A relative clause on a clause.
        AdvclRelcl = "advcl:relcl",
        /// A slip mended in speech.
        Reparandum = "reparandum",
        /// A determiner before another.
        DetPredet = "det:predet",
        /// Who is spoken to.
        Vocative = "vocative",
        /// A part of a word written apart.
        Goeswith = "goeswith",
        /// The first half of a double conjunction.
        CcPreconj = "cc:preconj",
        /// What is left where a verb is left out.
        Orphan = "orphan",
        /// A clause that is the subject of a passive.
        CsubjPass = "csubj:pass",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_its_own() {
        for (i, &label) in Label::ALL.iter().enumerate() {
            assert_eq!((label as usize, Label::named(label.name())), (i, Some(label)));
        }
        for (i, &tag) in Tag::ALL.iter().enumerate() {
            assert_eq!((tag as usize, Tag::named(tag.name())), (i, Some(tag)));
        }
    }
}
