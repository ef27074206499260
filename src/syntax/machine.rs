//! The parser's machine: a stack, what is still to be read, and arcs between words ("arc-eager", Nivre 2003, with the way back of Nivre and
//! Fernández-González 2014, so that every sequence of words ends as one tree).
//!
//! Each word is shifted once, reduced once and put back at most once, so the number of steps is linear in the words. The machine knows what
//! it may do, not what it should: that is asked of the learned tables, or, in training, of the treebank.

use super::labels::{Label, Tag};
use super::lexeme::Lexeme;

/// No word.
pub const NOBODY: u32 = u32::MAX;
/// The most words a sentence may have to get a tree. Longer ones are lists, tables or text without full stops, not sentences.
pub const LONGEST: usize = 250;

/// What the machine can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Action {
    /// The next word goes on the stack without a head.
    Shift,
    /// The word on top, which has its head, is done with.
    Reduce,
    /// The next word becomes the head of the one on top, which is done with.
    Left,
    /// The word on top becomes the head of the next one, which goes on the stack.
    Right,
}

impl Action {
    /// All, in the order of the learned tables.
    pub const ALL: [Self; 4] = [Self::Shift, Self::Reduce, Self::Left, Self::Right];
}

/// A tree in the making over one row of words.
#[derive(Clone, Debug)]
pub struct State<'a> {
    /// The words.
    pub words: &'a [Lexeme],
    /// Their tags.
    pub tags: &'a [Tag],
    arcs: Vec<Arc>,
    /// For each word, the commas before it, and the quotation marks.
    marks: Vec<(u8, u8)>,
    stack: Vec<u32>,
    /// The words to be joined, in order: all, or those of a quotation, or those around quotations and the quotations' heads.
    row: Vec<u32>,
    /// The next word of `row`.
    at: usize,
    /// Whether the next word was put back from the stack, so that it may not be shifted again.
    returned: bool,
}

/// What is known of a word's place in the tree.
#[derive(Clone, Copy, Debug)]
struct Arc {
    head: u32,
    label: Option<Label>,
    left: u32,
    second_left: u32,
    right: u32,
    left_labels: u32,
    right_labels: u32,
}

const ALONE: Arc = Arc {
    head: NOBODY,
    label: None,
    left: NOBODY,
    second_left: NOBODY,
    right: NOBODY,
    left_labels: 0,
    right_labels: 0,
};

impl<'a> State<'a> {
    /// A machine that has joined nothing yet. `comma` and `quote` are the form numbers of those marks.
    #[must_use]
    pub fn new(words: &'a [Lexeme], tags: &'a [Tag], comma: u32, quote: u32) -> Self {
        let mut marks = Vec::with_capacity(words.len());
        let (mut commas, mut quotes) = (0_u8, 0_u8);
        for word in words {
            marks.push((commas, quotes));
            commas = commas.wrapping_add(u8::from(word.key == comma));
            quotes = quotes.wrapping_add(u8::from(word.key == quote));
        }
        let (arcs, stack) = (vec![ALONE; words.len()], Vec::with_capacity(words.len()));
        Self { words, tags, arcs, marks, stack, row: Vec::new(), at: 0, returned: false }
    }

    /// Begins to join the words of `row`, in order.
    pub fn begin(&mut self, row: Vec<u32>) {
        (self.row, self.at, self.returned) = (row, 0, false);
        self.stack.clear();
    }

    /// Does what there is but one way to do; then says whether something is left to be decided.
    pub fn undecided(&mut self) -> bool {
        loop {
            let over = self.at >= self.row.len();
            match self.stack.last() {
                None if over => return false,
                None => {
                    self.stack.push(self.row[self.at]);
                    (self.at, self.returned) = (self.at + 1, false);
                }
                Some(&top) if over => {
                    self.stack.pop();
                    if self.head(top) == NOBODY {
                        if self.stack.is_empty() {
                            return false;
                        }
                        self.at -= 1;
                        self.row[self.at] = top;
                        self.returned = true;
                    }
                }
                Some(_) => return true,
            }
        }
    }

    /// Whether `action` is allowed. While something is undecided, at least one is.
    #[must_use]
    pub fn allows(&self, action: Action) -> bool {
        let headed = self.head(self.top()) != NOBODY;
        match action {
            Action::Shift => !self.returned,
            Action::Reduce => headed,
            Action::Left => !headed,
            Action::Right => true,
        }
    }

    /// Does `action`, which must be allowed; the arc it made, as head and dependent.
    pub fn act(&mut self, action: Action) -> Option<(u32, u32)> {
        let (top, next) = (self.top(), self.next());
        match action {
            Action::Shift => {
                self.stack.push(next);
                self.at += 1;
                None
            }
            Action::Reduce => {
                self.stack.pop();
                None
            }
            Action::Left => {
                self.stack.pop();
                self.arcs[top as usize].head = next;
                Some((next, top))
            }
            Action::Right => {
                self.stack.push(next);
                (self.at, self.returned) = (self.at + 1, false);
                self.arcs[next as usize].head = top;
                Some((top, next))
            }
        }
    }

    /// Sets the label of an arc that [`State::act`] made, and takes the dependent among the head's children.
    pub fn set_label(&mut self, head: u32, dependent: u32, label: Label) {
        self.arcs[dependent as usize].label = Some(label);
        let arc = &mut self.arcs[head as usize];
        // Labels beyond 31 share bits: a set this small tells enough.
        let bit = 1 << (label as u32 % 32);
        if dependent < head {
            if dependent < arc.left {
                (arc.second_left, arc.left) = (arc.left, dependent);
            }
            arc.left_labels |= bit;
        } else {
            if arc.right == NOBODY || dependent > arc.right {
                arc.right = dependent;
            }
            arc.right_labels |= bit;
        }
    }

    /// The word on top of the stack.
    #[must_use]
    pub fn top(&self) -> u32 {
        self.stack.last().copied().unwrap_or(NOBODY)
    }

    /// The word under it.
    #[must_use]
    pub fn below(&self) -> u32 {
        self.stack.len().checked_sub(2).map_or(NOBODY, |i| self.stack[i])
    }

    /// The stack, bottom first.
    #[must_use]
    pub fn stack(&self) -> &[u32] {
        &self.stack
    }

    /// What is still to be read.
    #[must_use]
    pub fn buffer(&self) -> &[u32] {
        self.row.get(self.at..).unwrap_or_default()
    }

    /// How high the stack is, up to 4.
    #[must_use]
    pub fn depth(&self) -> u32 {
        self.stack.len().min(4) as u32
    }

    /// The next word to be read.
    #[must_use]
    pub fn next(&self) -> u32 {
        self.ahead(0)
    }

    /// The word `steps` after the next.
    #[must_use]
    pub fn ahead(&self, steps: usize) -> u32 {
        self.row.get(self.at + steps).copied().unwrap_or(NOBODY)
    }

    fn arc(&self, word: u32) -> &Arc {
        self.arcs.get(word as usize).unwrap_or(&ALONE)
    }

    /// The head of `word`; [`NOBODY`] as long as it has none.
    #[must_use]
    pub fn head(&self, word: u32) -> u32 {
        self.arc(word).head
    }

    /// The label of `word`.
    #[must_use]
    pub fn label(&self, word: u32) -> Option<Label> {
        self.arc(word).label
    }

    /// The first child of `word` on its left.
    #[must_use]
    pub fn left_child(&self, word: u32) -> u32 {
        self.arc(word).left
    }

    /// The second one.
    #[must_use]
    pub fn second_left_child(&self, word: u32) -> u32 {
        self.arc(word).second_left
    }

    /// The last child of `word` on its right.
    #[must_use]
    pub fn right_child(&self, word: u32) -> u32 {
        self.arc(word).right
    }

    /// The labels of the children on the left, as a set.
    #[must_use]
    pub fn left_labels(&self, word: u32) -> u32 {
        self.arc(word).left_labels
    }

    /// The labels of the children on the right, as a set.
    #[must_use]
    pub fn right_labels(&self, word: u32) -> u32 {
        self.arc(word).right_labels
    }

    /// The commas between two words, up to 3, and whether a quotation opens or closes between them.
    #[must_use]
    pub fn between(&self, first: u32, second: u32) -> u32 {
        let mark = |word: u32| self.marks.get(word as usize).copied().unwrap_or_default();
        let ((commas, quotes), (later_commas, later_quotes)) = (mark(first), mark(second));
        let commas = u32::from(later_commas.wrapping_sub(commas)).min(3);
        commas << 1 | u32::from(later_quotes.wrapping_sub(quotes) & 1)
    }
}
