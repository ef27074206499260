//! What holds of any text: pieces join up, spans fit and are in order, quotations nest, nothing panics.

use super::*;
use proptest::prelude::*;

#[test]
fn odd_texts_are_no_trouble() {
    let long = "word ".repeat(40_000);
    let nested = format!("---\na: {}\n---\n", "[".repeat(5_000));
    let comments = "<!-- a -->".repeat(20_000);
    let marks = "“‘\"'«„[@(`*_".repeat(2_000);
    for text in [
        "",
        " \n\t\r\n",
        "\u{FEFF}",
        "\0\0",
        "a\u{2028}b\u{2029}c\u{85}d",
        "\r\r\n\n",
        "...!!!???",
        &long,
        &nested,
        &comments,
        &marks,
    ] {
        for format in [Format::Markdown, Format::Plain] {
            invariants(text, format);
        }
    }
    let text = "One.\r\n\r\nTwo.\rThree.\u{2028}Four.";
    let found = read(text, Format::Plain, sentences);
    assert_eq!(found.iter().map(|(s, _)| s.of(text)).collect::<Vec<_>>(), ["One.", "Two.", "Three.", "Four."]);
}

/// What holds of any text.
fn invariants(text: &str, format: Format) {
    let pieces = split(text, format);
    let mut at = 0;
    for piece in &pieces {
        assert_eq!(piece.span.start, at);
        assert!(!piece.span.is_empty());
        at = piece.span.end;
        let own = piece.span.of(text);
        if piece.kind == BlockKind::FrontMatter {
            let front = parse_front_matter(own);
            spans_fit(own, front.problems.iter().map(|p| p.span).chain(front.bibliography.iter().map(|b| b.1)));
        }
        block_invariants(own, piece.kind, format);
    }
    assert_eq!(at, text.len());
}

#[track_caller]
fn spans_fit(text: &str, spans: impl IntoIterator<Item = Span>) {
    for span in spans {
        assert!(text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
    }
}

#[track_caller]
fn in_order(text: &str, spans: &[Span]) {
    spans_fit(text, spans.iter().copied());
    assert!(spans.iter().all(|s| !s.is_empty()), "{text:?}");
    assert!(spans.windows(2).all(|w| w[0].end <= w[1].start), "{spans:?} in {text:?}");
}

fn block_invariants(text: &str, kind: BlockKind, format: Format) {
    let block = parse_block(text, kind, format);
    in_order(text, &block.tokens.iter().map(|t| t.span).collect::<Vec<_>>());
    in_order(text, &block.sentences.iter().map(|s| s.span).collect::<Vec<_>>());
    in_order(text, &block.tags.iter().map(|t| t.span).collect::<Vec<_>>());
    in_order(text, &block.directives.iter().map(|d| d.span).collect::<Vec<_>>());
    in_order(text, &block.marks.iter().map(|m| m.span).collect::<Vec<_>>());
    in_order(text, &block.masked);
    let mut next = 0;
    for sentence in &block.sentences {
        assert_eq!(sentence.tokens.0, next, "{text:?}");
        next = sentence.tokens.1;
        assert!(block.tokens[sentence.tokens.0..next].iter().all(|t| sentence.span.contains(t.span)), "{text:?}");
    }
    assert_eq!(next, block.tokens.len(), "{text:?}");
    for token in &block.tokens {
        assert!(block.masked.iter().all(|m| !m.overlaps(token.span)), "{text:?}");
    }
    for (i, quotation) in block.quotations.iter().enumerate() {
        spans_fit(text, [quotation.span, quotation.inner]);
        assert!(quotation.span.contains(quotation.inner));
        let around = block.quotations[..i].iter().filter(|q| q.span.end > quotation.span.start);
        assert!(around.clone().all(|q| q.inner.contains(quotation.span)), "{text:?}");
        assert_eq!(usize::from(quotation.depth), around.count().min(255), "{text:?}");
    }
    for tag in &block.tags {
        spans_fit(text, tag.problem.iter().map(|p| p.span));
        spans_fit(text, tag.citations.iter().flat_map(|c| [Some(c.key_span), c.locator]).flatten());
        assert!(tag.problem.is_some() || !tag.citations.is_empty());
        assert!(tag.sentence.is_none_or(|s| s < block.sentences.len()));
    }
    in_order(text, &block.cells);
    for cell in &block.cells {
        assert!(block.tags.iter().all(|t| cell.contains(t.span) || !cell.overlaps(t.span)), "{text:?}");
        assert!(block.tokens.iter().all(|t| cell.contains(t.span) || !cell.overlaps(t.span)), "{text:?}");
    }
    for directive in &block.directives {
        spans_fit(text, directive.rules.iter().map(|r| r.1).chain(directive.reason).chain(directive.unknown));
    }
}

/// Texts that lean towards what trips a segmenter.
fn odd_text() -> impl Strategy<Value = String> {
    let bits = proptest::sample::select(vec![
        "“",
        "”",
        "‘",
        "’",
        "\"",
        "'",
        "«",
        "»",
        "„",
        "``",
        "''",
        "[",
        "]",
        "(",
        ")",
        "@",
        "@{",
        "}",
        "[@a",
        "; @b]",
        "`",
        "```\n",
        "*",
        "_",
        "**",
        "> ",
        "- ",
        "1. ",
        "# ",
        "---\n",
        "===\n",
        "<!-- ",
        " -->",
        "stet",
        "[stet",
        "[CQ]",
        "TK",
        "<b>",
        "</b>",
        "<div>",
        "|",
        " | ",
        "|---|---|\n",
        "| a | b |\n",
        "\\",
        "&amp;",
        "[^1]",
        "://",
        "https://a.example",
        ".",
        "...",
        "!",
        "?",
        "…",
        "—",
        "--",
        ", ",
        ": ",
        "; ",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "    ",
        "\u{2028}",
        "\u{FEFF}",
        "\0",
        "Gen.",
        "U.S.",
        "Nov. 27",
        "No.",
        "n’t",
        "’s",
        "soldiers’",
        "word",
        "The",
        "said",
        "12.5%",
        "$3",
        "Дім",
        "за́",
        "👩‍🚀",
        "é",
        "中文。",
        "\u{301}",
        "key: ",
        "date: ",
    ]);
    proptest::collection::vec(prop_oneof![9 => bits.prop_map(str::to_owned), 1 => any::<String>()], 0..40)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_holds_together(text in odd_text(), front in any::<bool>()) {
        let text = if front { format!("---\ndate: {text}") } else { text };
        invariants(&text, Format::Markdown);
        invariants(&text, Format::Plain);
        for kind in [BlockKind::Prose, BlockKind::Heading, BlockKind::Html, BlockKind::Code] {
            block_invariants(&text, kind, Format::Markdown);
            block_invariants(&text, kind, Format::Plain);
        }
        let front = parse_front_matter(&text);
        spans_fit(&text, front.problems.iter().map(|p| p.span));
    }
}
