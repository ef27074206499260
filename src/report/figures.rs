//! The sheet's drawings, as SVG within the page: who told whom, and where the places lie. Each has its words in a table beside it.
//!
//! Colours are the page's own (classes, `currentColor`), so that one drawing serves light, dark and print.

use super::data::{Chain, Place};
use super::map::{self, Map, POINT};
use crate::features::shortened;
use maud::{Markup, html};

/// More ways than this make no picture: the rest is in the table.
pub const MOST_WAYS: usize = 24;
/// Size of a box of the drawing of who told whom, and the room between two, in pixels.
const BOX: (f64, f64) = (206.0, 40.0);
const GAP: (f64, f64) = (64.0, 12.0);

/// A hand in the drawing: a node of the tree whose root is the article and whose leaves are the first hands.
struct Node {
    name: String,
    note: Option<String>,
    /// Sentences that came through it.
    sentences: usize,
    depth: usize,
    /// Pixels from the top of the drawing to its upper and its lower edge: a hand is as tall as all it has it from.
    top: f64,
    bottom: f64,
    children: Vec<usize>,
}

/// How the information reached us, the first hands at the left, the article at the right. `None` where there is nothing to draw.
pub fn chains(chains: &[Chain], title: &str) -> Option<Markup> {
    if chains.is_empty() {
        return None;
    }
    let mut nodes = tree(&chains[..chains.len().min(MOST_WAYS)]);
    let rows = lay_out(&mut nodes);
    let deepest = nodes.iter().map(|node| node.depth).max().unwrap_or_default();
    let width = (deepest + 1) as f64 * BOX.0 + deepest as f64 * GAP.0 + 4.0;
    let height = rows as f64 * (BOX.1 + GAP.1) - GAP.1 + 4.0;
    let left = |node: &Node| 2.0 + (deepest - node.depth) as f64 * (BOX.0 + GAP.0);
    Some(html! {
        svg.drawing role="img" aria-label=(title) viewBox={"0 0 " (r(width)) " " (r(height))}
            style={"min-width:" (r(width.min(980.0) * 0.8)) "px;max-width:" (r(width)) "px"} {
            @for node in &nodes {
                @for child in node.children.iter().map(|&child| &nodes[child]) {
                    (arrow(left(child) + BOX.0, left(node), middle(child), child.sentences))
                }
            }
            @for (index, node) in nodes.iter().enumerate() {
                g.article[index == 0] {
                    title { (node.name) @if let Some(note) = &node.note { ", " (note) } }
                    rect.hand x=(r(left(node))) y=(r(node.top)) width=(r(BOX.0)) height=(r(node.bottom - node.top)) rx="4" {}
                    text.name x=(r(left(node) + 10.0)) y=(r(middle(node) - 3.0)) { (shortened(&node.name, 22)) }
                    text.note x=(r(left(node) + 10.0)) y=(r(middle(node) + 12.5)) { (shortened(&beneath(node), 28)) }
                }
            }
        }
    })
}

/// The second line of a box.
fn beneath(node: &Node) -> String {
    let count = if node.sentences == 1 { "1 sentence".to_owned() } else { format!("{} sentences", node.sentences) };
    node.note.as_ref().map_or(count.clone(), |note| format!("{count} · {note}"))
}

fn middle(node: &Node) -> f64 {
    f64::midpoint(node.top, node.bottom)
}

fn arrow(from: f64, to: f64, y: f64, sentences: usize) -> Markup {
    let tip = to - 1.0;
    let end = tip - 9.0;
    let thick = 1.2 + 0.6 * sentences.min(8) as f64;
    let wide = 3.5 + thick / 2.0;
    html! {
        path.way d={"M" (r(from)) " " (r(y)) "H" (r(end + 1.0))} stroke-width=(r(thick)) {}
        path.tip d={"M" (r(end)) " " (r(y - wide)) "L" (r(tip)) " " (r(y)) "L" (r(end)) " " (r(y + wide)) "z"} {}
    }
}

/// The ways joined where they end alike: hands that told the article the same way are one.
fn tree(chains: &[Chain]) -> Vec<Node> {
    let node = |name: &str, note: Option<&String>, depth| Node {
        name: name.to_owned(),
        note: note.cloned(),
        sentences: 0,
        depth,
        top: 0.0,
        bottom: 0.0,
        children: Vec::new(),
    };
    let mut nodes = vec![node("This article", None, 0)];
    for chain in chains {
        let mut at = 0;
        nodes[0].sentences += chain.sentences.len();
        for hand in chain.hands.iter().rev() {
            let known = nodes[at].children.iter().copied().find(|&child| nodes[child].name == hand.name);
            at = known.unwrap_or_else(|| {
                nodes.push(node(&hand.name, hand.note.as_ref(), nodes[at].depth + 1));
                let new = nodes.len() - 1;
                nodes[at].children.push(new);
                new
            });
            nodes[at].sentences += chain.sentences.len();
        }
    }
    // A sentence that came two ways is one sentence.
    let mut all: Vec<usize> = chains.iter().flat_map(|chain| chain.sentences.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    nodes[0].sentences = all.len();
    nodes
}

/// Gives each leaf a row of its own and every other hand the rows of all it has it from; how many rows there are.
fn lay_out(nodes: &mut [Node]) -> usize {
    let mut row = 0;
    let mut open = vec![(0, false)];
    while let Some((at, seen)) = open.pop() {
        if nodes[at].children.is_empty() {
            nodes[at].top = 2.0 + row as f64 * (BOX.1 + GAP.1);
            nodes[at].bottom = nodes[at].top + BOX.1;
            row += 1;
        } else if seen {
            let (first, last) = (nodes[at].children[0], nodes[at].children[nodes[at].children.len() - 1]);
            (nodes[at].top, nodes[at].bottom) = (nodes[first].top, nodes[last].bottom);
        } else {
            open.push((at, true));
            open.extend(nodes[at].children.iter().rev().map(|&child| (child, false)));
        }
    }
    row
}

/// The map.
pub fn map(map: &Map, places: &[Place], title: &str) -> Markup {
    let (width, height) = (map::WIDTH, map::HEIGHT);
    html! {
        svg.drawing.map role="img" aria-label=(title) viewBox={"0 0 " (r(width)) " " (r(height))} {
            rect.sheet x="0.5" y="0.5" width=(r(width - 1.0)) height=(r(height - 1.0)) {}
            @for (y, name) in &map.parallels {
                line.grid x1="0" x2=(r(width)) y1=(r(*y)) y2=(r(*y)) {}
                @if *y > 14.0 && *y < height - 30.0 { text.degrees x="6" y=(r(y - 4.0)) { (name) } }
            }
            @for (x, name) in &map.meridians {
                line.grid x1=(r(*x)) x2=(r(*x)) y1="0" y2=(r(height)) {}
                @if *x > 60.0 && *x < width - map.scale.0 - 70.0 { text.degrees x=(r(x + 4.0)) y=(r(height - 7.0)) { (name) } }
            }
            @for point in &map.points {
                @if let Some(label) = &point.label {
                    @if label.led {
                        line.lead x1=(r(point.x)) y1=(r(point.y))
                            x2=(r(point.x.clamp(label.room.left, label.room.right)))
                            y2=(r(point.y.clamp(label.room.top + 3.0, label.room.bottom - 3.0))) {}
                    }
                    @let beside = point.x < label.room.left || point.x > label.room.right;
                    @let (anchor, x) = match (beside, point.x < label.room.left) {
                        (true, true) => ("start", label.room.left),
                        (true, false) => ("end", label.room.right),
                        (false, _) => ("middle", f64::midpoint(label.room.left, label.room.right)),
                    };
                    text.place x=(r(x)) y=(r(label.room.bottom - 4.0)) text-anchor=(anchor) { (label.text) }
                }
                circle.point.near[places[point.place].approximate] cx=(r(point.x)) cy=(r(point.y)) r=(r(POINT)) {
                    title { (places[point.place].name) }
                }
            }
            @let (length, km) = map.scale;
            @let (from, to, y) = (width - 14.0 - length, width - 14.0, height - 12.0);
            rect.sheet.under x=(r(from - 8.0)) y=(r(y - 22.0)) width=(r(length + 16.0)) height="30" {}
            path.scale d={"M" (r(from)) " " (r(y - 5.0)) "V" (r(y)) "H" (r(to)) "V" (r(y - 5.0))} {}
            text.degrees x=(r(f64::midpoint(from, to))) y=(r(y - 7.0)) text-anchor="middle" { (km) " km" }
        }
    }
}

/// A number with one digit after the point, without a trailing zero: a drawing of a long article has thousands.
fn r(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}
