//! A YAML or JSON document as nodes in one list, each with its place.
//!
//! Nodes name one another by index, so that an alias costs nothing however often it is used, no function recurses as deep as the
//! input, and a document that breaks off in the middle still holds all that came before. Readers look a fixed number of levels deep.

use crate::text::Span;

/// A node's number in its [`Tree`].
pub type NodeId = usize;

/// Containers nested deeper than this are left out: no bibliography needs them.
const MAX_DEPTH: usize = 64;

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
            return 0;
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

    /// How many containers are open.
    pub fn depth(&self) -> usize {
        self.open.len() + self.skipping
    }

    /// The tree as far as it was read: containers still open end at `end`.
    pub fn finish(mut self, end: usize) -> Tree {
        self.break_off(end);
        self.tree
    }

    /// Closes all that is open at `end`; what follows starts a new root.
    pub fn break_off(&mut self, end: usize) {
        while self.depth() > 0 {
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
