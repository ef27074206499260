//! What was learned, as it lies in `data/syntax.en.bin`: addressed in place, never rebuilt.
//!
//! A [`Rows`] says for each possible key with one bit whether it has a row; rows stand in the order of their keys, so the bits before a key
//! give its place. No key is taken for another and most look-ups, which find nothing, cost one line of memory. Opening the data checks its
//! lengths and nothing else; data that is too short opens as an empty model, which makes no trees, and never as a panic. Numbers are
//! little-endian.

/// What stands first in the file; the last byte changes with the layout.
const MAGIC: [u8; 8] = *b"sayso-s1";

/// Bytes of a line of bits: as many as a processor fetches at once.
const LINE: usize = 64;
/// Bits in a line; what is left counts the rows before it.
const BITS: usize = (LINE - 4) * 8;

/// Rows of `W` signed bytes by key.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a, const W: usize> {
    /// How many of a key's upper bits count.
    bits: u32,
    lines: &'a [[u8; LINE]],
    rows: &'a [[u8; W]],
}

impl<const W: usize> Default for Rows<'_, W> {
    fn default() -> Self {
        Self { bits: 1, lines: &[], rows: &[] }
    }
}

impl<'a, const W: usize> Rows<'a, W> {
    fn open(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (bits, rest) = number(bytes)?;
        if !(1..=24).contains(&bits) {
            return None;
        }
        let (lines, rest) = rest.split_at_checked((1_usize << bits).div_ceil(BITS) * LINE)?;
        let (count, rest) = number(rest)?;
        let (rows, rest) = rest.split_at_checked((count as usize).checked_mul(W)?)?;
        Some((Self { bits, lines: lines.as_chunks().0, rows: rows.as_chunks().0 }, rest))
    }

    /// The row of `key`.
    #[inline(always)]
    fn get(&self, key: u32) -> Option<&'a [u8; W]> {
        let place = slot(key, self.bits);
        let line = self.lines.get(place / BITS)?;
        let bit = place % BITS;
        if line[bit / 8 + 4] >> (bit % 8) & 1 == 0 {
            return None;
        }
        let before = u32::from_le_bytes([line[0], line[1], line[2], line[3]]) as usize;
        self.rows.get(before + ones_before(line, bit))
    }

    /// The sum of the rows of `keys`. 128 rows and more could overflow, and no caller has so many.
    #[inline]
    #[must_use]
    pub fn sum<const N: usize>(&self, keys: &[u32; N]) -> [i16; W] {
        const { assert!(N < 256, "the sum of more rows could overflow") };
        let mut sum = [0; W];
        for &key in keys {
            if let Some(row) = self.get(key) {
                for (sum, &weight) in sum.iter_mut().zip(row) {
                    *sum += i16::from(weight.cast_signed());
                }
            }
        }
        sum
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

/// How many bits before `bit` are set in a line.
#[inline(always)]
fn ones_before(line: &[u8; LINE], bit: usize) -> usize {
    let mut ones = 0;
    // The count before the bits is not among them.
    let word = |i: usize| {
        let bytes = line[i * 8..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        if i == 0 { bytes >> 32 << 32 } else { bytes }
    };
    let (whole, part) = ((bit + 32) / 64, (bit + 32) % 64);
    for i in 0..whole {
        ones += word(i).count_ones();
    }
    (ones + (word(whole) & ((1 << part) - 1)).count_ones()) as usize
}

/// Writes rows that [`Model::open`] reads: `rows` in order of their places among `1 << bits`.
#[must_use]
pub fn rows<const W: usize>(bits: u32, rows: &[(usize, [i8; W])]) -> Vec<u8> {
    let mut out = bits.to_le_bytes().to_vec();
    let mut before = 0;
    for line in 0..(1_usize << bits).div_ceil(BITS) {
        let mut bytes = [0; LINE];
        bytes[..4].copy_from_slice(&(before as u32).to_le_bytes());
        while let Some(&(place, _)) = rows.get(before).filter(|(place, _)| place / BITS == line) {
            bytes[place % BITS / 8 + 4] |= 1 << (place % BITS % 8);
            before += 1;
        }
        out.extend(bytes);
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
            (0..4096).filter(|i| i % 7 == 3 || (470..490).contains(i)).map(|i| (i, [i as i8; 4])).collect();
        let bytes = rows(12, &kept);
        let (table, rest) = Rows::<4>::open(&bytes).expect("whole");
        assert!(rest.is_empty());
        for place in 0..4096_usize {
            let own = kept.iter().find(|(kept, _)| *kept == place).map_or([0; 4], |(_, row)| row.map(i16::from));
            assert_eq!(table.sum(&[(place as u32) << 20]), own, "{place}");
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
