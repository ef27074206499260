//! A YAML or JSON document as nodes in one list, each with its place.
//!
//! Nodes name one another by index, so that an alias costs nothing however often it is used, no function recurses as deep as the
//! input, and a document that breaks off in the middle still holds all that came before. Readers look a fixed number of levels deep.

use crate::text::{Problem, Severity, Span};
use std::collections::{HashMap, HashSet};

/// A node's number in its [`Tree`].
pub type NodeId = usize;

/// Containers nested deeper than this are left out: no bibliography needs them.
const MAX_DEPTH: usize = 64;

/// All merge keys of a document together look at no more pairs than this: a registry of ten thousand sources that share ten fields each.
const MOST_MERGED: usize = 100_000;

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words, a number, a truth value or nothing at all. `plain` if written without quotation marks, so that `2024` may be a number.
    Scalar {
        /// The words, escapes resolved.
        text: String,
        /// Whether written bare.
        plain: bool,
    },
    /// A list.
    List(Vec<NodeId>),
    /// A mapping, in order, keys that are given twice among it.
    Map(Vec<(NodeId, NodeId)>),
}

/// A node and its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// In bytes of the file; of a scalar in quotation marks, the marks included.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// A document, or as much of it as could be read.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    /// The outermost nodes: one for each document, or for each stretch that could be read.
    pub roots: Vec<NodeId>,
    /// Nodes of which a part could not be read, by index; all that hold one among them.
    flawed: Vec<bool>,
}

impl Tree {
    /// The node `id`.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// Where the node `id` stands.
    pub fn span(&self, id: NodeId) -> Span {
        self.nodes[id].span
    }

    /// The words of a scalar; `None` for a list, a mapping or nothing ("", `~`, `null`).
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match &self.nodes[id].value {
            Value::Scalar { text, .. } if !self.is_null(id) => Some(text.trim()),
            _ => None,
        }
    }

    /// Whether the node says nothing.
    pub fn is_null(&self, id: NodeId) -> bool {
        matches!(&self.nodes[id].value, Value::Scalar { text, plain }
            if text.trim().is_empty() || *plain && matches!(text.as_str(), "~" | "null" | "Null" | "NULL"))
    }

    /// Whether the node is a bare number or truth value: something other than words.
    pub fn is_number_or_bool(&self, id: NodeId) -> bool {
        matches!(&self.nodes[id].value, Value::Scalar { text, plain: true }
            if matches!(text.as_str(), "true" | "false" | "True" | "False" | "TRUE" | "FALSE")
                || text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) && text.parse::<f64>().is_ok())
    }

    /// The items of a list; nothing for anything else.
    pub fn items(&self, id: NodeId) -> &[NodeId] {
        match &self.nodes[id].value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The pairs of a mapping; nothing for anything else.
    pub fn pairs(&self, id: NodeId) -> &[(NodeId, NodeId)] {
        match &self.nodes[id].value {
            Value::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// The pairs of all mappings, wherever they stand.
    pub fn all_pairs(&self) -> impl Iterator<Item = &(NodeId, NodeId)> {
        self.nodes.iter().flat_map(|node| match &node.value {
            Value::Map(pairs) => pairs.as_slice(),
            _ => &[],
        })
    }

    /// The value of the first pair of a mapping whose key is `key`.
    pub fn get(&self, id: NodeId, key: &str) -> Option<NodeId> {
        self.pairs(id).iter().find(|(k, _)| self.text(*k) == Some(key)).map(|&(_, v)| v)
    }

    /// Whether a part of the node, however deep, could not be read.
    pub fn is_flawed(&self, id: NodeId) -> bool {
        self.flawed.get(id).copied().unwrap_or(false)
    }

    /// Carries out merge keys, `<<: *base` and `<<: [*one, *other]`, as YAML 1.1 has them: the pairs of the others are added but for those
    /// the mapping has itself; of several others the first wins. A mapping in which that cannot be done is flawed.
    fn merge(&mut self, problems: &mut Vec<Problem>) {
        let is_merge = |tree: &Self, key: NodeId| matches!(&tree.nodes[key].value, Value::Scalar { text, plain: true } if text == "<<");
        let merging = |tree: &Self, id: NodeId| tree.pairs(id).iter().any(|&(key, _)| is_merge(tree, key));
        let all: Vec<NodeId> = (0..self.nodes.len()).filter(|&id| merging(self, id)).collect();
        let mut left = MOST_MERGED;
        for first in all {
            // Others may merge themselves and go first. A mapping that is waiting for others and comes up again is its own base.
            let mut waiting = vec![first];
            while let Some(&id) = waiting.last() {
                let keys: Vec<(NodeId, NodeId)> =
                    self.pairs(id).iter().copied().filter(|&(key, _)| is_merge(self, key)).collect();
                let bases = |tree: &Self, value: NodeId| match &tree.nodes[value].value {
                    Value::Map(_) => vec![value],
                    Value::List(items) => items.clone(),
                    Value::Scalar { .. } => Vec::new(),
                };
                let others: Vec<NodeId> = keys.iter().flat_map(|&(_, value)| bases(self, value)).collect();
                let next = others.iter().copied().find(|&it| merging(self, it) && !waiting.contains(&it));
                if let Some(next) = next.filter(|_| waiting.len() < MAX_DEPTH) {
                    waiting.push(next);
                    continue;
                }
                waiting.pop();
                let own: Vec<(NodeId, NodeId)> =
                    self.pairs(id).iter().copied().filter(|&(key, _)| !is_merge(self, key)).collect();
                let mut sound = keys.iter().all(|&(_, value)| self.is_map(value) || self.is_list(value));
                let mut names: HashSet<String> =
                    own.iter().filter_map(|&(key, _)| self.text(key)).map(str::to_owned).collect();
                let mut pairs = own;
                for &other in &others {
                    sound &= self.is_map(other) && !merging(self, other);
                    let brought = self.pairs(other);
                    sound &= brought.len() <= left;
                    for &(key, value) in brought.iter().take(left) {
                        let new = self.text(key).filter(|_| !is_merge(self, key));
                        if new.is_some_and(|name| names.insert(name.to_owned())) {
                            pairs.push((key, value));
                        }
                    }
                    left = left.saturating_sub(brought.len());
                }
                if !sound {
                    problems.push(Problem {
                        span: keys.first().map_or(self.span(id), |&(key, _)| self.span(key)),
                        severity: Severity::Error,
                        message: "sayso cannot merge this in.".into(),
                        help: Some(
                            "Write `<<: *name`, where `&name` marks a mapping further up, or a list of such names. Until then sayso treats the source as confidential."
                                .into(),
                        ),
                    });
                    self.flaw(id);
                }
                // A part of a base that could not be read is a part of this.
                if others.iter().any(|&other| self.is_flawed(other)) {
                    self.flaw(id);
                }
                self.nodes[id].value = Value::Map(pairs);
            }
        }
    }

    fn flaw(&mut self, id: NodeId) {
        if self.flawed.len() < self.nodes.len() {
            self.flawed.resize(self.nodes.len(), false);
        }
        if let Some(flawed) = self.flawed.get_mut(id) {
            *flawed = true;
        }
    }

    /// Has whatever holds a flawed node be flawed too.
    fn spread_flaws(&mut self) {
        let mut open: Vec<NodeId> = (0..self.flawed.len()).filter(|&id| self.flawed[id]).collect();
        if open.is_empty() {
            return;
        }
        let mut holders: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
        for (id, node) in self.nodes.iter().enumerate() {
            let held: Vec<NodeId> = match &node.value {
                Value::Scalar { .. } => continue,
                Value::List(items) => items.clone(),
                Value::Map(pairs) => pairs.iter().flat_map(|&(key, value)| [key, value]).collect(),
            };
            held.into_iter().for_each(|child| holders.entry(child).or_default().push(id));
        }
        while let Some(id) = open.pop() {
            for &holder in holders.get(&id).map_or(&[][..], Vec::as_slice) {
                if !self.is_flawed(holder) {
                    self.flaw(holder);
                    open.push(holder);
                }
            }
        }
    }

    /// Where the sources under a root stand: in its lists `references` and `items`, of which each counts however often it is given, for one
    /// that is passed over may be the one that tells who is confidential; where it has none, in the root itself.
    pub fn lists(&self, root: NodeId) -> Vec<NodeId> {
        let named =
            |&(name, list): &(NodeId, NodeId)| matches!(self.text(name), Some("references" | "items")).then_some(list);
        let lists: Vec<NodeId> = self.pairs(root).iter().filter_map(named).collect();
        if lists.is_empty() { vec![root] } else { lists }
    }

    /// Whether the node is a mapping.
    pub fn is_map(&self, id: NodeId) -> bool {
        matches!(self.nodes[id].value, Value::Map(_))
    }

    /// Whether the node is a list.
    pub fn is_list(&self, id: NodeId) -> bool {
        matches!(self.nodes[id].value, Value::List(_))
    }
}

/// Which container is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// A list.
    List,
    /// A mapping.
    Map,
}

/// Makes a [`Tree`] from a run of events: scalars, containers opened and closed.
#[derive(Default)]
pub struct Builder {
    tree: Tree,
    open: Vec<Open>,
    /// How many containers too deep are open now.
    skipping: usize,
    /// Where the first container too deep stood.
    pub too_deep: Option<Span>,
}

struct Open {
    node: NodeId,
    key: Option<NodeId>,
}

impl Builder {
    /// Adds a scalar and returns its number.
    pub fn scalar(&mut self, span: Span, text: String, plain: bool) -> NodeId {
        let id = self.add(span, Value::Scalar { text, plain });
        self.place(id);
        id
    }

    /// Opens a container that starts with `span`, and returns its number. What follows until [`Builder::close`] goes into it.
    pub fn open(&mut self, span: Span, container: Container) -> NodeId {
        let value = match container {
            Container::List => Value::List(Vec::new()),
            Container::Map => Value::Map(Vec::new()),
        };
        if self.skipping > 0 || self.open.len() >= MAX_DEPTH {
            self.skipping += 1;
            self.too_deep.get_or_insert(span);
            // An anchor on it leads to nothing.
            return self.flawed_here(span);
        }
        let node = self.add(span, value);
        self.place(node);
        self.open.push(Open { node, key: None });
        node
    }

    /// Closes the innermost open container; it ends at `end`, or where its last child does if that is later.
    pub fn close(&mut self, end: usize) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        if let Some(Open { node, .. }) = self.open.pop() {
            let span = &mut self.tree.nodes[node].span;
            span.end = span.end.max(end);
        }
    }

    /// Puts a node that exists already where the next one goes: an alias.
    pub fn alias(&mut self, id: NodeId) {
        if id < self.tree.nodes.len() {
            self.place(id);
        }
    }

    /// Says that something that stands here, in the innermost open container, cannot be read.
    pub fn flaw(&mut self) {
        if let Some(open) = self.open.last() {
            self.tree.flaw(open.node);
        }
    }

    /// Says that the node `id` cannot be read as it stands, if that is `so`.
    pub fn flaw_if(&mut self, so: bool, id: NodeId) {
        if so {
            self.tree.flaw(id);
        }
    }

    /// [`Builder::flaw`], with a node of no words that an anchor can name.
    fn flawed_here(&mut self, span: Span) -> NodeId {
        self.flaw();
        let id = self.add(span, Value::Scalar { text: String::new(), plain: false });
        self.tree.flaw(id);
        id
    }

    /// How many containers are open.
    pub fn depth(&self) -> usize {
        self.open.len() + self.skipping
    }

    /// The tree as far as it was read: containers still open end at `end`. What is wrong with its merge keys, if it is `yaml`, is added to
    /// `problems`.
    pub fn finish(mut self, end: usize, yaml: bool, problems: &mut Vec<Problem>) -> Tree {
        self.break_off(end);
        if yaml {
            self.tree.merge(problems);
        }
        self.tree.spread_flaws();
        self.tree
    }

    /// Closes all that is open at `end`, of which a part could then not be read; what follows starts a new root.
    pub fn break_off(&mut self, end: usize) {
        while self.depth() > 0 {
            self.flaw();
            self.close(end);
        }
    }

    fn add(&mut self, span: Span, value: Value) -> NodeId {
        self.tree.nodes.push(Node { span, value });
        self.tree.nodes.len() - 1
    }

    fn place(&mut self, id: NodeId) {
        if self.skipping > 0 {
            return;
        }
        let Some(open) = self.open.last_mut() else {
            self.tree.roots.push(id);
            return;
        };
        match &mut self.tree.nodes[open.node].value {
            Value::List(items) => items.push(id),
            Value::Map(pairs) => match open.key.take() {
                Some(key) => pairs.push((key, id)),
                None => open.key = Some(id),
            },
            Value::Scalar { .. } => {}
        }
    }
}
