//! What was learned, as it lies in `data/syntax.en.bin`: addressed in place, never rebuilt.
//!
//! A [`Rows`] says for each possible key with one bit whether it has a row; rows stand in the order of their keys, so the bits before a key
//! give its place. Bits stand in groups, each with the count of all before it in the same number: a look-up reads one number, and counts
//! within it. No key is taken for another. Opening the data checks its lengths and nothing else; data that is too short opens as an empty
//! model, which makes no trees, and never as a panic. Numbers are little-endian.

/// What stands first in the file; the last byte changes with the layout.
const MAGIC: [u8; 8] = *b"sayso-s2";

/// Bytes of a group.
const GROUP: usize = 8;
/// Bits in a group. What is left above them, 18 bits, counts the rows before: up to 262,143, and the largest table has 140,000.
const BITS: usize = 46;

/// Rows of `W` signed bytes by key.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a, const W: usize> {
    /// How many of a key's upper bits count.
    bits: u32,
    groups: &'a [[u8; GROUP]],
    rows: &'a [[u8; W]],
}

impl<const W: usize> Default for Rows<'_, W> {
    fn default() -> Self {
        Self { bits: 1, groups: &[], rows: &[] }
    }
}

impl<'a, const W: usize> Rows<'a, W> {
    /// Opens what [`rows`] wrote; with it, the bytes after it.
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (bits, rest) = number(bytes)?;
        if !(1..=24).contains(&bits) {
            return None;
        }
        let (groups, rest) = rest.split_at_checked((1_usize << bits).div_ceil(BITS) * GROUP)?;
        let (count, rest) = number(rest)?;
        let (rows, rest) = rest.split_at_checked((count as usize).checked_mul(W)?)?;
        Some((Self { bits, groups: groups.as_chunks().0, rows: rows.as_chunks().0 }, rest))
    }

    /// The sum of the rows of `keys`.
    #[inline]
    #[must_use]
    pub fn sum<const N: usize>(&self, keys: &[u32; N]) -> [i16; W] {
        const { assert!(N < 256, "the sum of more rows could overflow") };
        // First all places, without a branch on what is found: which keys have rows cannot be foreseen, and so the processor waits for
        // the memory of many look-ups at once.
        let (mut places, mut found) = ([0; N], 0);
        for &key in keys {
            let place = slot(key, self.bits);
            let group = self.groups.get(place / BITS).map_or(0, |bytes| u64::from_le_bytes(*bytes));
            let bit = place % BITS;
            let ones = (group & ((1 << bit) - 1)).count_ones();
            if let Some(next) = places.get_mut(found) {
                *next = (group >> BITS) as u32 + ones;
            }
            found += (group >> bit & 1) as usize;
        }
        let mut sum = [0; W];
        for &place in places.get(..found).unwrap_or_default() {
            if let Some(row) = self.rows.get(place as usize) {
                for (sum, &weight) in sum.iter_mut().zip(row) {
                    *sum += i16::from(weight.cast_signed());
                }
            }
        }
        sum
    }

    /// The row of `key`, if it has one.
    #[inline]
    #[must_use]
    pub fn row(&self, key: u32) -> Option<&'a [u8; W]> {
        let place = slot(key, self.bits);
        let group = u64::from_le_bytes(*self.groups.get(place / BITS)?);
        let bit = place % BITS;
        let before = (group >> BITS) as usize + (group & ((1 << bit) - 1)).count_ones() as usize;
        self.rows.get(before).filter(|_| group >> bit & 1 == 1)
    }

    /// Whether it has no rows.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// The place of `key` where `bits` of its upper bits count.
#[inline(always)]
#[must_use]
pub const fn slot(key: u32, bits: u32) -> usize {
    (key >> (32 - bits)) as usize
}

/// Writes rows that [`Model::open`] reads: `rows` in order of their places among `1 << bits`.
#[must_use]
pub fn rows<const W: usize>(bits: u32, rows: &[(usize, [i8; W])]) -> Vec<u8> {
    assert!(rows.len() >> (u64::BITS as usize - BITS) == 0, "more rows than a group can count");
    let mut out = bits.to_le_bytes().to_vec();
    let mut before = 0;
    for at in 0..(1_usize << bits).div_ceil(BITS) {
        let mut group = (before as u64) << BITS;
        while let Some(&(place, _)) = rows.get(before).filter(|(place, _)| place / BITS == at) {
            group |= 1 << (place % BITS);
            before += 1;
        }
        out.extend(group.to_le_bytes());
    }
    out.extend((rows.len() as u32).to_le_bytes());
    out.extend(rows.iter().flat_map(|(_, row)| row.iter().map(|weight| weight.cast_unsigned())));
    out
}

/// Words by the numbers of their forms.
#[derive(Clone, Copy, Debug, Default)]
pub struct Vocabulary<'a> {
    /// Where the words begin whose numbers begin with each of the values of ten bits, and where the last of them end.
    starts: &'a [[u8; 4]],
    /// In order: the number, and what is known of the word.
    words: &'a [[u8; 6]],
}

/// Bits of a number by which words are found: some twenty words share them.
const SHELF_BITS: u32 = 10;
const SHELVES: usize = 1 << SHELF_BITS;

impl<'a> Vocabulary<'a> {
    /// Opens what [`vocabulary`] wrote; with it, the bytes after it.
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (starts, rest) = bytes.split_at_checked((SHELVES + 1) * 4)?;
        let starts: &[[u8; 4]] = starts.as_chunks().0;
        let count = u32::from_le_bytes(*starts.last()?) as usize;
        let (words, rest) = rest.split_at_checked(count.checked_mul(6)?)?;
        Some((Self { starts, words: words.as_chunks().0 }, rest))
    }

    /// What is known of the word whose form has the number `form`.
    #[must_use]
    pub fn get(&self, form: u32) -> Option<u16> {
        let shelf = slot(form, SHELF_BITS);
        let [start, end] =
            [shelf, shelf + 1].map(|at| self.starts.get(at).map_or(0, |s| u32::from_le_bytes(*s) as usize));
        let words = self.words.get(start..end)?;
        let own = form.to_le_bytes();
        words.iter().find(|word| word[..4] == own).map(|word| u16::from_le_bytes([word[4], word[5]]))
    }
}

/// Writes a vocabulary: each word's number and what is known of it. Of words with one number the first counts.
#[must_use]
pub fn vocabulary(mut words: Vec<(u32, u16)>) -> Vec<u8> {
    words.sort_by_key(|&(form, _)| form);
    words.dedup_by_key(|&mut (form, _)| form);
    let mut out = Vec::new();
    for shelf in 0..=SHELVES {
        let start = words.partition_point(|&(form, _)| slot(form, SHELF_BITS) < shelf);
        out.extend((start as u32).to_le_bytes());
    }
    out.extend(words.iter().flat_map(|(form, known)| form.to_le_bytes().into_iter().chain(known.to_le_bytes())));
    out
}

/// Numbers a tag's row has.
pub const TAG_ROW: usize = 32;
/// Numbers an action's row has.
pub const ACTION_ROW: usize = 4;
/// Numbers a label's row has.
pub const LABEL_ROW: usize = 48;

/// All that was learned of a language.
#[derive(Clone, Copy, Debug, Default)]
pub struct Model<'a> {
    /// Its words.
    pub vocabulary: Vocabulary<'a>,
    /// Weights of tags.
    pub tags: Rows<'a, TAG_ROW>,
    /// Weights of the parser's actions.
    pub actions: Rows<'a, ACTION_ROW>,
    /// Weights of labels.
    pub labels: Rows<'a, LABEL_ROW>,
}

impl<'a> Model<'a> {
    /// Opens what [`pack`] wrote; `None` if it is something else.
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(&MAGIC)?;
        let (vocabulary, rest) = Vocabulary::open(rest)?;
        let (tags, rest) = Rows::open(rest)?;
        let (actions, rest) = Rows::open(rest)?;
        let (labels, _) = Rows::open(rest)?;
        Some(Self { vocabulary, tags, actions, labels })
    }
}

/// Joins what [`vocabulary`] and [`rows`] wrote (tags, actions, labels) to the data file.
#[must_use]
pub fn pack(vocabulary: &[u8], tags: &[u8], actions: &[u8], labels: &[u8]) -> Vec<u8> {
    [&MAGIC[..], vocabulary, tags, actions, labels].concat()
}

fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (first, rest) = bytes.split_first_chunk()?;
    Some((u32::from_le_bytes(*first), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_and_no_other() {
        let kept: Vec<(usize, [i8; 4])> =
            (0..4096).filter(|i| i % 7 == 3 || (450..490).contains(i)).map(|i| (i, [i as i8; 4])).collect();
        let bytes = rows(12, &kept);
        let (table, rest) = Rows::<4>::open(&bytes).expect("whole");
        assert!(rest.is_empty());
        for place in 0..4096_usize {
            let own = kept.iter().find(|(kept, _)| *kept == place).map_or([0; 4], |(_, row)| row.map(i16::from));
            assert_eq!(table.sum(&[(place as u32) << 20]), own, "{place}");
            let row = table.row((place as u32) << 20).map(|row| row.map(|weight| i16::from(weight.cast_signed())));
            assert_eq!(row.unwrap_or_default(), own, "{place}");
        }
    }

    #[test]
    fn words_are_found_by_their_numbers() {
        let words: Vec<(u32, u16)> = (0..5000_u32).map(|i| (i.wrapping_mul(0x9E37_79B1), i as u16)).collect();
        let bytes = vocabulary(words.clone());
        let (table, rest) = Vocabulary::open(&bytes).expect("whole");
        assert!(rest.is_empty() && table.get(1).is_none());
        assert!(words.iter().all(|&(form, known)| table.get(form) == Some(known)));
    }

    #[test]
    fn short_data_opens_as_nothing() {
        let empty = rows::<4>(4, &[]);
        let whole = pack(&vocabulary(vec![(7, 7)]), &rows::<32>(4, &[]), &empty, &rows::<48>(4, &[(3, [1; 48])]));
        assert!(Model::open(&whole).is_some());
        for end in 0..whole.len() {
            assert!(Model::open(&whole[..end]).is_none(), "{end}");
        }
    }
}
