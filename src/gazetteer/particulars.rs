//! What the atlas file keeps of a place beside its record: its other names and what is known of each, a note, where the facts are from.
//!
//! Packed a block of places at a time and only opened when somebody looks at one of them.

use super::layout::LANGUAGES;
use super::{Name, NameForm, Scheme};

/// The packed part of a place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Particulars {
    /// All names, the official one first.
    pub names: Vec<Name>,
    /// A neutral sentence the card should show.
    pub note: Option<String>,
    /// Where the facts are from, if not from the register of its id.
    pub source: Option<String>,
}

const NOTED: u8 = 0x08;
const OFFICIAL: u8 = 0x10;
const SCHEME: u8 = 0x20;

/// Appends `particulars` packed, but for the text of the first name, which the place's record has. Texts longer than 255 bytes are left
/// out.
pub fn pack(particulars: &Particulars, out: &mut Vec<u8>) {
    text(particulars.note.as_deref(), out);
    text(particulars.source.as_deref(), out);
    let names: Vec<&Name> = particulars.names.iter().filter(|n| n.text.len() < 256).take(u16::MAX.into()).collect();
    out.extend((names.len() as u16).to_le_bytes());
    for (i, name) in names.into_iter().enumerate() {
        let mut flags = name.form as u8;
        if name.note.is_some() {
            flags |= NOTED;
        }
        if name.official {
            flags |= OFFICIAL;
        }
        if let Some(scheme) = name.scheme {
            flags |= SCHEME << scheme as u8;
        }
        let language = name.language.as_deref().unwrap_or("");
        let language = LANGUAGES.iter().position(|l| *l == language).unwrap_or(0);
        out.extend([flags, language as u8]);
        text(Some(name.text.as_str()).filter(|_| i > 0), out);
        if name.note.is_some() {
            text(name.note.as_deref(), out);
        }
    }
}

fn text(text: Option<&str>, out: &mut Vec<u8>) {
    let text = text.filter(|t| t.len() < 256).unwrap_or("");
    out.push(text.len() as u8);
    out.extend(text.as_bytes());
}

/// Reads the `index`th place of a block, whose official name is `official`; what is no packed block gives no names.
pub fn unpack(block: &[u8], index: usize, official: &str) -> Particulars {
    let mut reader = Reader { rest: block };
    for _ in 0..index {
        reader.place();
    }
    let mut place = reader.place().unwrap_or_default();
    if let Some(first) = place.names.first_mut() {
        first.text = official.to_owned();
    }
    place
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn place(&mut self) -> Option<Particulars> {
        let note = self.text()?;
        let source = self.text()?;
        let count = u16::from_le_bytes([self.byte()?, self.byte()?]);
        let mut names = Vec::new();
        for _ in 0..count {
            names.push(self.name()?);
        }
        Some(Particulars { names, note, source })
    }

    fn name(&mut self) -> Option<Name> {
        let flags = self.byte()?;
        let language = LANGUAGES.get(usize::from(self.byte()?)).filter(|l| !l.is_empty());
        let scheme = match flags / SCHEME {
            1 => Some(Scheme::National),
            2 => Some(Scheme::BgnPcgn),
            4 => Some(Scheme::Scholarly),
            _ => None,
        };
        Some(Name {
            text: self.text()?.unwrap_or_default(),
            language: language.map(|l| (*l).to_owned()),
            form: NameForm::ALL[usize::from(flags & 7) % NameForm::ALL.len()],
            scheme,
            official: flags & OFFICIAL != 0,
            note: if flags & NOTED == 0 { None } else { self.text()? },
        })
    }

    fn text(&mut self) -> Option<Option<String>> {
        let length = usize::from(self.byte()?);
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some((!text.is_empty()).then(|| String::from_utf8_lossy(text).into_owned()))
    }

    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }
}
