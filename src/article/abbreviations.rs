//! Words that keep their full stop, and the words that tell whether a sentence begins after one. English, as news agencies abbreviate.

/// What the full stop of an abbreviation may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A title or another word that always leads to the next ("Gen.", "vs."): never ends a sentence.
    Leads,
    /// An abbreviation only before a number ("No. 5", "p. 3").
    BeforeNumber,
    /// A month: leads to a number, may end a sentence.
    Month,
    /// A state of the USA as AP writes it, only after a comma ("Boston, Mass."); ends a sentence before a sentence opener.
    State,
    /// May end a sentence, and does before a sentence opener ("Inc.", "U.S.").
    Either,
    /// Ends a sentence before a capital, except before days, months and time zones ("9 a.m. Monday").
    Often,
}

/// The class of `word`, without its full stop, if it is an abbreviation.
pub(super) fn class(word: &str) -> Option<Class> {
    if word.len() > 7 || !word.is_ascii() {
        return None;
    }
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let mut buffer = [0; 7];
    let lower = &mut buffer[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    Some(match &*lower {
        b"mr" | b"mrs" | b"ms" | b"dr" | b"drs" | b"prof" | b"messrs" | b"mme" | b"mlle" | b"fr" | b"msgr" | b"rev"
        | b"hon" | b"gen" | b"col" | b"lt" | b"maj" | b"capt" | b"sgt" | b"cpl" | b"pvt" | b"pfc" | b"spc"
        | b"brig" | b"adm" | b"cmdr" | b"cdr" | b"cmdt" | b"rep" | b"reps" | b"sen" | b"sens" | b"gov" | b"govs"
        | b"pres" | b"supt" | b"insp" | b"det" | b"amb" | b"atty" | b"asst" | b"dep" | b"st" | b"ste" | b"mt"
        | b"ft" | b"gens" | b"cols" | b"sgts"
            if capital =>
        {
            Class::Leads
        }
        b"v" | b"vs" | b"viz" | b"cf" | b"approx" | b"est" | b"incl" | b"ca" if !capital => Class::Leads,
        b"no" | b"nos" | b"art" | b"arts" | b"ch" | b"fig" | b"figs" | b"p" | b"pp" | b"para" | b"paras" | b"vol"
        | b"vols" | b"sec" | b"sect" | b"mar" | b"c" | b"b" | b"d" => Class::BeforeNumber,
        b"jan" | b"feb" | b"apr" | b"jun" | b"jul" | b"aug" | b"sept" | b"sep" | b"oct" | b"nov" | b"dec"
            if capital =>
        {
            Class::Month
        }
        b"ala" | b"ariz" | b"ark" | b"calif" | b"colo" | b"conn" | b"del" | b"fla" | b"ga" | b"ill" | b"ind"
        | b"kan" | b"ky" | b"la" | b"md" | b"mass" | b"mich" | b"minn" | b"miss" | b"mo" | b"mont" | b"neb"
        | b"nev" | b"okla" | b"ore" | b"pa" | b"tenn" | b"tex" | b"va" | b"vt" | b"wash" | b"wis" | b"wyo"
            if capital =>
        {
            Class::State
        }
        b"inc" | b"corp" | b"co" | b"cos" | b"ltd" | b"llc" | b"jr" | b"sr" | b"bros" | b"ave" | b"blvd" | b"univ"
        | b"dept" | b"assn" | b"ph.d" | b"esq" | b"mfg"
            if capital =>
        {
            Class::Either
        }
        b"etc" | b"al" if !capital => Class::Often,
        _ => return None,
    })
}

/// Whether `word` is one that opens sentences far more often than it follows an abbreviation inside one.
pub(super) fn opens_sentences(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "There"
            | "He"
            | "She"
            | "It"
            | "They"
            | "We"
            | "I"
            | "You"
            | "His"
            | "Her"
            | "Its"
            | "Their"
            | "Our"
            | "My"
            | "In"
            | "On"
            | "At"
            | "By"
            | "For"
            | "From"
            | "With"
            | "As"
            | "After"
            | "Before"
            | "But"
            | "And"
            | "Or"
            | "Yet"
            | "So"
            | "If"
            | "When"
            | "While"
            | "Where"
            | "Who"
            | "What"
            | "Why"
            | "How"
            | "Since"
            | "Although"
            | "Though"
            | "Because"
            | "However"
            | "Meanwhile"
            | "Moreover"
            | "According"
            | "Officials"
            | "Police"
            | "Some"
            | "Many"
            | "Most"
            | "Several"
            | "Both"
            | "One"
            | "Two"
            | "No"
            | "Not"
            | "Now"
            | "Then"
            | "Last"
            | "During"
            | "Earlier"
            | "Later"
            | "Despite"
            | "Asked"
            | "To"
            | "Under"
            | "Until"
            | "Also"
            | "Other"
            | "Others"
            | "Only"
            | "Even"
            | "Once"
    )
}

/// Whether `word` follows a time of day inside a sentence: a day, a month, a time zone.
pub(super) fn follows_time(word: &str) -> bool {
    const DAYS_AND_MONTHS: [&str; 19] = [
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "March", "April", "May", "June", "July", "Aug",
        "Sep", "Oct", "Nov", "Dec",
    ];
    DAYS_AND_MONTHS.iter().any(|d| word.starts_with(d))
        || (2..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'.')
        || matches!(word, "Eastern" | "Pacific" | "Moscow" | "Kyiv" | "Greenwich")
}

/// Whether `word` says that somebody speaks: what may follow a name after "!”" inside the same sentence.
pub(super) fn is_speech(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "asked"
            | "asks"
            | "added"
            | "told"
            | "wrote"
            | "writes"
            | "shouted"
            | "cried"
            | "replied"
            | "tweeted"
            | "posted"
            | "continued"
            | "exclaimed"
            | "demanded"
            | "wondered"
            | "recalled"
            | "insisted"
            | "warned"
            | "declared"
            | "joked"
            | "answered"
            | "yelled"
            | "concluded"
            | "argued"
    )
}
