//! A newsroom on the disk and an editor that has its folder open: what the tests of everything that reaches over a newsroom share.

use crate::client::{Client, at};
use crate::{folder, server};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;

/// A newsroom and a session in it.
pub struct Desk {
    pub folder: tempfile::TempDir,
    pub client: Client,
    /// Texts that are open and not saved.
    unsaved: HashMap<String, String>,
    /// Whether columns are counted in bytes; else in UTF-16 code units.
    bytes: bool,
}

impl Desk {
    /// A folder with these files, open in an editor with these capabilities.
    pub fn new(capabilities: Value, files: &[(&str, &str)]) -> Self {
        let mut desk = Self { folder: folder::folder(files), client: server(), unsaved: HashMap::new(), bytes: false };
        let root = desk.uri("");
        let folders = json!([{"uri": root.trim_end_matches('/'), "name": "newsroom"}]);
        let offer = desk.client.initialize_with(
            json!({"processId": null, "rootUri": root, "workspaceFolders": folders, "capabilities": capabilities}),
        );
        desk.bytes = offer["capabilities"]["positionEncoding"] == "utf-8";
        desk
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        folder::write(self.folder.path(), name, text);
    }

    pub fn uri(&self, name: &str) -> String {
        uri(&self.path(name))
    }

    /// Opens the file `name` as it lies on the disk.
    pub fn open(&mut self, name: &str) {
        let text = self.text(name);
        assert!(self.path(name).is_file(), "a file");
        self.open_as(name, &text);
    }

    /// Opens the file `name` with a text that is not saved.
    pub fn open_as(&mut self, name: &str, text: &str) {
        let language = if name.ends_with(".md") { "markdown" } else { "yaml" };
        let uri = self.uri(name);
        self.unsaved.insert(name.to_owned(), text.to_owned());
        self.client.open(&uri, language, 1, text);
    }

    pub fn close(&mut self, name: &str) {
        let uri = self.uri(name);
        self.unsaved.remove(name);
        self.client.close(&uri);
    }

    /// Tells that something happened to these files: 1 made, 2 changed, 3 removed.
    pub fn tell(&mut self, changes: &[(&str, u8)]) {
        let changes: Vec<Value> =
            changes.iter().map(|(name, kind)| json!({"uri": self.uri(name), "type": kind})).collect();
        self.client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    }

    /// The text of a file as the editor has it: editors drop a byte-order mark when they read a file.
    pub fn text(&self, name: &str) -> String {
        let read = || std::fs::read_to_string(self.path(name)).unwrap_or_default();
        let on_disk = || read().trim_start_matches('\u{feff}').to_owned();
        self.unsaved.get(name).cloned().unwrap_or_else(on_disk)
    }

    /// Where the first `words` of the file `name` stand, a little inside them: all ASCII before them on their line.
    pub fn place(&self, name: &str, words: &str) -> (u32, u32) {
        let text = self.text(name);
        let start = text.find(words).unwrap_or_else(|| panic!("{words} is not in {name}"));
        let line = text[..start].matches('\n').count();
        let column = start - text[..start].rfind('\n').map_or(0, |i| i + 1) + 1;
        (u32::try_from(line).expect("small"), u32::try_from(column).expect("small"))
    }

    /// Parameters that name the place of `words` in the file `name`.
    pub fn at(&self, name: &str, words: &str) -> Value {
        let (line, column) = self.place(name, words);
        at(&self.uri(name), line, column)
    }

    /// What is used where, for the word at `words` of the file `name`: "file: text", in order.
    pub fn references(&mut self, name: &str, words: &str, declaration: bool) -> Vec<String> {
        let mut params = self.at(name, words);
        params["context"] = json!({"includeDeclaration": declaration});
        let answer = self.client.ask("textDocument/references", params);
        assert!(answer.get("error").is_none(), "{answer}");
        let mut shown = self.shown(&answer["result"]);
        shown.sort();
        shown
    }

    /// The locations as "file: text".
    pub fn shown(&self, locations: &Value) -> Vec<String> {
        let all = locations.as_array().into_iter().flatten();
        all.map(|it| format!("{}: {}", self.name(&it["uri"]), self.words(&it["uri"], &it["range"]))).collect()
    }

    /// The name of a file by its URI.
    pub fn name(&self, uri: &Value) -> String {
        let uri = uri.as_str().expect("a URI");
        uri.strip_prefix(&self.uri("")).unwrap_or(uri).to_owned()
    }

    /// The words of a file in a range.
    pub fn words(&self, uri: &Value, range: &Value) -> String {
        let text = self.text(&self.name(uri));
        let (start, end) = (offset(&text, &range["start"], self.bytes), offset(&text, &range["end"], self.bytes));
        text[start..end].to_owned()
    }

    /// Waits until something is so; the server is asked again and again.
    pub fn wait_until(&mut self, what: &str, mut is: impl FnMut(&mut Self) -> bool) {
        let deadline = std::time::Instant::now() + crate::client::PATIENCE;
        while !is(self) {
            assert!(std::time::Instant::now() < deadline, "it never came that {what}");
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }

    /// All files of an edit as they are after it.
    pub fn after(&self, edit: &Value) -> Vec<(String, String)> {
        let mut by_file: Vec<(String, Vec<Value>)> = Vec::new();
        for change in edit["documentChanges"].as_array().into_iter().flatten().filter(|it| it["kind"].is_null()) {
            by_file
                .push((self.name(&change["textDocument"]["uri"]), change["edits"].as_array().expect("edits").clone()));
        }
        for (uri, edits) in edit["changes"].as_object().into_iter().flatten() {
            by_file.push((self.name(&json!(uri)), edits.as_array().expect("edits").clone()));
        }
        let mut after: Vec<(String, String)> = by_file
            .into_iter()
            .map(|(name, edits)| (name.clone(), apply(&self.text(&name), &edits, self.bytes)))
            .collect();
        after.sort();
        after
    }
}

pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// The byte of `text` at a position, which counts bytes or UTF-16 code units.
fn offset(text: &str, at: &Value, bytes: bool) -> usize {
    let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("small");
    let line = number(&at["line"]);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut units = number(&at["character"]);
    let mut end = start;
    for c in text[start..].chars().take_while(|&c| c != '\n') {
        if units == 0 {
            break;
        }
        units -= if bytes { c.len_utf8() } else { c.len_utf16() };
        end += c.len_utf8();
    }
    end
}

/// `text` after the edits.
fn apply(text: &str, edits: &[Value], bytes: bool) -> String {
    let span =
        |edit: &Value| (offset(text, &edit["range"]["start"], bytes), offset(text, &edit["range"]["end"], bytes));
    let mut edits: Vec<_> = edits.iter().map(|e| (span(e), e["newText"].as_str().expect("text"))).collect();
    edits.sort_unstable();
    assert!(edits.windows(2).all(|pair| pair[0].0.1 <= pair[1].0.0), "edits overlap: {edits:?}");
    let mut text = text.to_owned();
    for ((start, end), new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}
