//! How the atlas file lies in memory: sections, records, tables. What reads it (`base`) and what writes it (`examples/atlas`) share this
//! page, so that they cannot differ. All numbers are little-endian.
//!
//! The file is a header, a table of sections, and the sections. Nothing in it needs parsing before it can be asked.

/// What the file begins with. It changes with the layout.
pub const MAGIC: &[u8; 16] = b"sayso atlas 03\n\0";

/// The sections, in order. The header gives each one's offset from the file's start and its length, four bytes each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Folded names -> postings.
    Names,
    /// Transliteration keys -> postings.
    Keys,
    /// Rough keys -> postings.
    Rough,
    /// Postings, [`super::index::POSTING`] bytes each.
    Postings,
    /// A [`Record`] for each place, by register and id.
    Records,
    /// Texts: a byte of length and the text. An offset into this section names one.
    Texts,
    /// Where each block of names begins in [`Section::Blocks`], four bytes each, and where the last one ends.
    BlockStarts,
    /// Names of [`PLACES_IN_A_BLOCK`] places at a time but for the official one, which is in the record, deflated.
    Blocks,
    /// [`Region`]s.
    Regions,
    /// Words -> what kinds they are of: bits of [`super::words::Word`].
    Words,
    /// In which languages places of each country have a usual Latin name: the country's code, how many, indexes of
    /// [`LANGUAGES`].
    Languages,
}

/// How many sections there are.
pub const SECTIONS: usize = 11;

/// Bytes before the first section: magic, checksum of all that follows the header, table of sections.
pub const HEADER: usize = MAGIC.len() + 8 + 8 * SECTIONS;

/// Names are compressed so many places at a time: enough to compress well, few enough to open in a moment.
pub const PLACES_IN_A_BLOCK: usize = 512;

/// What kinds of places there are; a record holds an index.
pub const KINDS: &[&str] = &[
    "place",
    "country",
    "region",
    "district",
    "city",
    "town",
    "village",
    "settlement",
    "oblast",
    "peninsula",
    "self-proclaimed entity",
    "disputed territory",
    "territory",
    "state",
    "province",
    "county",
    "continent",
    "sea",
    "river",
    "lake",
    "island",
    "mountains",
    "desert",
    "strait",
    "gulf",
    "canal",
    "building",
    "square",
    "bridge",
    "power station",
    "historical region",
    "former country",
    "event",
    "front",
    "part of a city",
    "capital city",
    "base",
    "airport",
    "ocean",
    "dam",
    "republic",
    "former name",
    "islands",
    "mountain",
    "bay",
    "valley",
    "camp",
    "plain",
    "cape",
    "waterfall",
    "volcano",
    "crossing",
    "forest",
    "reef",
];

/// Languages of names; a name holds an index.
pub const LANGUAGES: &[&str] = &[
    "", "en", "uk", "ru", "be", "pl", "de", "fr", "es", "it", "pt", "nl", "tr", "cs", "sk", "hu", "ro", "bg", "sr",
    "hr", "el", "sv", "da", "nb", "fi", "et", "lv", "lt", "kk", "uz", "ka", "hy", "az", "ar", "fa", "he", "hi", "zh",
    "ja", "ko", "mk", "crh", "no", "la", "ky", "tg", "mn", "am", "ti", "ur", "ps", "bn", "th", "km", "lo", "my", "si",
    "ne", "mr", "ta", "te", "kn", "gu", "ml", "pa", "or", "bo", "dz", "dv", "ug", "ku", "sq", "sl", "bs", "mt", "ga",
    "gd", "cy", "eu", "ca", "gl", "br", "oc", "rm", "se", "kl", "iu", "ik", "mi", "haw", "so", "om", "sw", "zu", "id",
    "ms", "tl", "vi", "tk", "os", "ab", "ce", "tt", "syr", "yi", "za", "yue", "af",
];

/// What a place's id is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Register {
    /// GeoNames; the id is its number.
    GeoNames,
    /// KATOTTG, Ukraine's classifier of settlements; the id is the last five digits of its code, which are its own.
    Katottg,
    /// Any other; the id is an offset into [`Section::Texts`].
    Other,
}

/// A place without its names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record {
    /// What `id` is counted in.
    pub register: Register,
    /// The id's number.
    pub id: u32,
    /// Ten-thousandths of a degree north and east.
    pub at: Option<(i32, i32)>,
    /// Whether `at` is only somewhere near: the seat of the district it lies in.
    pub approximate: bool,
    /// Inhabitants; 0 is unknown.
    pub population: u32,
    /// Index into [`KINDS`].
    pub kind: u8,
    /// Index of the smallest [`Region`] it lies in.
    pub region: u16,
    /// The official form, in [`Section::Texts`].
    pub name: u32,
    /// How well it is known for its size, 0 to 7.
    pub renown: u8,
}

/// Bytes of a [`Record`].
pub const RECORD: usize = 19;

/// Offsets of names take so many bits of three bytes; the rest is the renown.
const NAME_BITS: u32 = 21;

const NOWHERE: i32 = -(1 << 23);
const APPROXIMATE: u8 = 0x80;

impl Record {
    /// As bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; RECORD] {
        let (lat, lon) = self.at.unwrap_or((NOWHERE, NOWHERE));
        let mut flags = self.kind;
        if self.approximate {
            flags |= APPROXIMATE;
        }
        let mut bytes = [0; RECORD];
        // The register takes the two highest bits of the id, which no register has come near.
        bytes[0..4].copy_from_slice(&(self.id | (self.register as u32) << 30).to_le_bytes());
        bytes[4..7].copy_from_slice(&lat.to_le_bytes()[..3]);
        bytes[7..10].copy_from_slice(&lon.to_le_bytes()[..3]);
        bytes[10..13].copy_from_slice(&packed(self.population).to_le_bytes()[..3]);
        bytes[13] = flags;
        bytes[14..16].copy_from_slice(&self.region.to_le_bytes());
        let name = self.name | u32::from(self.renown) << NAME_BITS;
        bytes[16..19].copy_from_slice(&name.to_le_bytes()[..3]);
        bytes
    }

    /// From bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; RECORD]) -> Self {
        let four = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        // Shifted up and back, so that the sign is kept.
        let three = |at: usize| i32::from_le_bytes([0, bytes[at], bytes[at + 1], bytes[at + 2]]) >> 8;
        let (lat, lon) = (three(4), three(7));
        let name = u32::from_le_bytes([bytes[16], bytes[17], bytes[18], 0]);
        Self {
            register: [Register::GeoNames, Register::Katottg, Register::Other, Register::Other]
                [(four(0) >> 30) as usize],
            id: four(0) & (u32::MAX >> 2),
            at: (lat != NOWHERE).then_some((lat, lon)),
            approximate: bytes[13] & APPROXIMATE != 0,
            population: unpacked(u32::from_le_bytes([bytes[10], bytes[11], bytes[12], 0])),
            kind: bytes[13] & !APPROXIMATE,
            region: u16::from_le_bytes([bytes[14], bytes[15]]),
            name: name & ((1 << NAME_BITS) - 1),
            renown: (name >> NAME_BITS) as u8,
        }
    }
}

/// A number of inhabitants in three bytes: as it is below eight million, above that in thousands.
fn packed(population: u32) -> u32 {
    if population < THOUSANDS { population } else { THOUSANDS | (population / 1000) }
}

fn unpacked(bits: u32) -> u32 {
    if bits < THOUSANDS { bits } else { (bits & !THOUSANDS) * 1000 }
}

const THOUSANDS: u32 = 1 << 23;

/// A country, which lies in region 0; a region, which lies in a country; or a district, which lies in a region. Region 0 is nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its name in [`Section::Texts`].
    pub name: u32,
    /// ISO 3166 code; zeros where no one country is right.
    pub country: [u8; 2],
    /// Index of the region it lies in.
    pub within: u16,
}

/// Bytes of a [`Region`].
pub const REGION: usize = 8;

impl Region {
    /// As bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; REGION] {
        let mut bytes = [0; REGION];
        bytes[0..4].copy_from_slice(&self.name.to_le_bytes());
        bytes[4..6].copy_from_slice(&self.country);
        bytes[6..8].copy_from_slice(&self.within.to_le_bytes());
        bytes
    }

    /// From bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; REGION]) -> Self {
        Self {
            name: u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]),
            country: [bytes[4], bytes[5]],
            within: u16::from_le_bytes([bytes[6], bytes[7]]),
        }
    }
}

/// The checksum in the header: 64-bit FNV-1a over all that follows the header.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
