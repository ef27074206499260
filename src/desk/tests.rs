//! Newsrooms in folders of their own, with and without mistakes.

use super::*;
use crate::text::Severity;
use std::fs;

#[path = "../../tests/shared/folder.rs"]
mod folder;
use folder::folder;

fn on_disk(_: &Path) -> Option<Arc<str>> {
    None
}

fn keys(newsroom: &Newsroom) -> Vec<&str> {
    newsroom.data.registry.in_force().map(|s| s.key.as_str()).collect()
}

/// Each file's problems, and what rules find in it that a desk would send back, in one line: "sources.yaml: There is no ...".
fn problems(newsroom: &Newsroom) -> Vec<String> {
    let root = newsroom.root.as_deref().unwrap();
    let name = |path: &Path| path.strip_prefix(root).unwrap().display().to_string();
    newsroom
        .files
        .iter()
        .flat_map(|(path, all)| {
            let found = newsroom.found_in(path).iter().filter(|f| f.severity >= Severity::Warning);
            let found = found.map(|f| f.message.to_string());
            let all: Vec<String> = all.iter().map(|p| p.message.clone()).chain(found).collect();
            all.into_iter().map(move |message| format!("{}: {message}", name(path)))
        })
        .collect()
}

#[test]
fn a_newsroom_is_read_from_its_folder() {
    let folder = folder(&[
        ("sayso.toml", "strictness = \"strict\""),
        ("sources.yaml", "- id: a\n"),
        ("sources.bib", "@misc{b, title = {B}}"),
        ("drafts/bridge.md", "The bridge is shut."),
    ]);
    assert_eq!(find_root(&folder.path().join("drafts/bridge.md")).as_deref(), Some(folder.path()));
    let newsroom = Newsroom::load(folder.path(), &on_disk);
    assert_eq!(keys(&newsroom), ["a", "b"]);
    assert_eq!(newsroom.house.strictness, crate::house::Strictness::Strict);
    assert_eq!(problems(&newsroom), Vec::<String>::new());
    assert_eq!(newsroom.files.len(), 3);
    let watched = newsroom.watched();
    assert!(
        watched.contains(&folder.path().join("sources.json")) && watched.contains(&folder.path().join("places.yaml"))
    );
}

#[test]
fn the_nearest_configuration_marks_the_root_before_any_registry() {
    let folder = folder(&[("sayso.toml", ""), ("desk/sources.yaml", ""), ("desk/a.md", ""), ("other.md", "")]);
    assert_eq!(find_root(&folder.path().join("desk/a.md")).as_deref(), Some(folder.path()));
    fs::remove_file(folder.path().join("sayso.toml")).unwrap();
    assert_eq!(find_root(&folder.path().join("desk/a.md")), Some(folder.path().join("desk")));
    assert_eq!(find_root(&folder.path().join("other.md")), None);
}

#[test]
fn unsaved_text_wins_over_the_disk() {
    let folder = folder(&[("sources.yaml", "- id: old\n")]);
    let unsaved = |path: &Path| path.ends_with("sources.yaml").then(|| "- id: new\n".into());
    assert_eq!(keys(&Newsroom::load(folder.path(), &unsaved)), ["new"]);
}

#[test]
fn the_last_good_registry_stays_in_force() {
    let folder = folder(&[("sources.yaml", "- id: a\n- id: b\n")]);
    let good = Newsroom::load(folder.path(), &on_disk);
    fs::write(folder.path().join("sources.yaml"), "- id: a: x\n").unwrap();
    let broken = good.reload(&on_disk);
    assert_eq!(keys(&broken), ["a", "b"]);
    assert_eq!(broken.data.version, good.data.version);
    assert_eq!(problems(&broken), ["sources.yaml: This entry cannot be read from here on: the YAML breaks off."]);
    let still_broken = broken.reload(&on_disk);
    assert_eq!(keys(&still_broken), ["a", "b"]);
    fs::write(folder.path().join("sources.yaml"), "- id: c\n").unwrap();
    let mended = still_broken.reload(&on_disk);
    assert_eq!(keys(&mended), ["c"]);
    assert_ne!(mended.data.version, good.data.version);
    fs::remove_file(folder.path().join("sources.yaml")).unwrap();
    assert_eq!(keys(&mended.reload(&on_disk)), Vec::<&str>::new());
}

#[test]
fn a_reload_without_a_change_changes_nothing() {
    let folder = folder(&[("sources.yaml", "- id: a\n"), ("places.yaml", "")]);
    let first = Newsroom::load(folder.path(), &on_disk);
    let second = first.reload(&on_disk);
    assert_eq!(first.data.version, second.data.version);
    assert!(Arc::ptr_eq(&first.data.atlas, &second.data.atlas));
}

#[test]
fn two_files_with_one_key() {
    let folder = folder(&[("sources.yaml", "- id: a\n"), ("sources.json", "[{\"id\": \"a\"}]")]);
    let newsroom = Newsroom::load(folder.path(), &on_disk);
    assert_eq!(
        problems(&newsroom),
        ["sources.json: The key a is already used in sources.yaml. sayso uses that entry."]
    );
}

/// Messages of what is found in an article at the newsroom's root.
fn found(newsroom: &Arc<Newsroom>, text: &str, caches: &mut Caches) -> Vec<String> {
    let path = newsroom.root.as_deref().unwrap().join("a.md");
    let snapshot = check(newsroom, Some(&path), Format::Markdown, text.into(), &on_disk, caches);
    snapshot.findings.iter().map(|f| f.message.to_string()).collect()
}

#[test]
fn a_quotation_is_held_against_the_stored_text_as_it_is_now() {
    let registry = "- {id: hald, type: interview, issued: 2025, custom: {speaker: Ida Hald, text: notes/hald.txt}}\n";
    let folder = folder(&[("desk/sources.yaml", registry), ("desk/notes/hald.txt", "We will wait for spring.")]);
    let path = folder.path().join("desk/notes/hald.txt");
    let newsroom = Arc::new(Newsroom::load(&folder.path().join("desk"), &on_disk));
    assert!(newsroom.watched().contains(&path) && problems(&newsroom).is_empty());
    assert_eq!(articles(&newsroom).count(), 0, "a stored text is no article");
    let article = "“We will wait for autumn,” Ida Hald said [@hald].\n";
    let mut caches = Caches::default();
    assert_eq!(found(&newsroom, article, &mut caches), ["These words are not in the stored text of “hald”."]);
    fs::write(&path, "We will wait for autumn, whatever comes.").unwrap();
    assert!(found(&Arc::new(newsroom.reload(&on_disk)), article, &mut caches).is_empty());
    let own = format!("---\nbibliography: desk/sources.yaml\n---\n\n{article}");
    fs::write(&path, "We will wait for spring.").unwrap();
    let nobodys = Arc::new(Newsroom::load(folder.path(), &on_disk));
    assert_eq!(found(&nobodys, &own, &mut caches), ["These words are not in the stored text of “hald”."]);
    assert!(caches.watched().contains(&path));
}

#[test]
fn stored_texts_that_cannot_be_read_are_named_where_the_registry_names_them_and_the_rest_goes_on() {
    let registry = "\
- {id: gone, type: report, title: A, issued: 2025, custom: {text: notes/gone.txt}}
- {id: huge, type: report, title: B, issued: 2025, custom: {text: notes/huge.txt}}
- {id: kept, type: report, title: C, issued: 2025, custom: {quotes: [the river rose by night]}}
- {id: who, custom: {confidential: true, identity: Olha Brynza, text: notes/olha-brynza.txt}}
";
    let folder = folder(&[("sources.yaml", registry), ("notes/a.txt", "")]);
    let huge = fs::File::create(folder.path().join("notes/huge.txt")).unwrap();
    huge.set_len(100 << 20).unwrap();
    let newsroom = Arc::new(Newsroom::load(folder.path(), &on_disk));
    let there = "sources.yaml: This stored text does not exist.";
    let said = ["sources.yaml: This stored text is 100 MB long; the limit is 4 MB.", there];
    assert_eq!(problems(&newsroom), [there, said[0], said[1]]);
    let (_, in_registry) = &newsroom.files[0];
    let places: Vec<&str> = in_registry.iter().map(|p| p.span.of(registry)).collect();
    assert_eq!(places, ["notes/gone.txt", "notes/huge.txt", "notes/olha-brynza.txt"]);
    assert!(!format!("{in_registry:?}").contains("brynza"));
    let article = "“The river rose at noon,” they wrote [@kept]. “It rose at noon,” they wrote [@huge].\n";
    let found = found(&newsroom, article, &mut Caches::default());
    assert_eq!(found, ["These words are not among the stored quotes of “kept”."]);
}

#[test]
fn a_source_that_no_article_cites_is_found_once_all_have_been_read() {
    let registry = "- {id: a, title: A, issued: 2025}\n- {id: b, title: B, issued: 2025}\n";
    let strict = "[rules]\nunused-source = \"warning\"\n";
    let folder = folder(&[("sayso.toml", strict), ("sources.yaml", registry), ("a.md", "It rained [@a].\n")]);
    let newsroom = Newsroom::load(folder.path(), &on_disk);
    assert!(newsroom.asks_who_is_cited() && problems(&newsroom).is_empty());
    let whole = newsroom.with_cited(&cited(&newsroom));
    assert_eq!(problems(&whole), ["sources.yaml: No article cites this source."]);
    assert_eq!(whole.found_in(&folder.path().join("sources.yaml"))[0].span.of(registry), "b");
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let folder = folder(&[(
        "sayso.toml",
        "sources = [\"a.yaml\", \"b.yaml\", \"c.yaml\", \"d.yaml\", \"e.yaml\", \"good.yaml\"]",
    )]);
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("a.yaml")).unwrap();
    fs::write(path("b.yaml"), b"- id: a\n- id: \xff\n").unwrap();
    fs::write(path("c.yaml"), b"\x7fELF\0\0\0").unwrap();
    fs::write(path("e.yaml"), b"\xff\xfea\0").unwrap();
    fs::write(path("good.yaml"), "- id: a\n").unwrap();
    let newsroom = Newsroom::load(folder.path(), &on_disk);
    assert_eq!(
        problems(&newsroom),
        [
            "sayso.toml: No such file: d.yaml.",
            "a.yaml: This is a folder, not a file.",
            "b.yaml: This file is not UTF-8: line 2 has an invalid byte.",
            "c.yaml: This is a binary file, not text.",
            "e.yaml: This file is saved as UTF-16.",
        ]
    );
    assert_eq!(keys(&newsroom), ["a"]);
    let (_, in_configuration) = &newsroom.files[0];
    assert_eq!(
        in_configuration[0].span.of("sources = [\"a.yaml\", \"b.yaml\", \"c.yaml\", \"d.yaml\", "),
        "\"d.yaml\""
    );
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_a_circle_and_devices_are_harmless() {
    let folder = folder(&[("sayso.toml", "sources = [\"loop.yaml\", \"zero.yaml\", \"nowhere.yaml\"]")]);
    std::os::unix::fs::symlink("loop.yaml", folder.path().join("loop.yaml")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("zero.yaml")).unwrap();
    std::os::unix::fs::symlink("gone.yaml", folder.path().join("nowhere.yaml")).unwrap();
    let newsroom = Newsroom::load(folder.path(), &on_disk);
    let said = problems(&newsroom);
    let nowhere = "This link is broken or points to itself.";
    assert_eq!(said[0], format!("loop.yaml: {nowhere}"));
    assert_eq!(said[1..], ["zero.yaml: This is a system file.".to_owned(), format!("nowhere.yaml: {nowhere}")]);
}

#[test]
fn a_file_too_large_is_named() {
    let folder = folder(&[]);
    let file = fs::File::create(folder.path().join("sources.yaml")).unwrap();
    file.set_len((50 << 20) + 1).unwrap();
    assert_eq!(
        problems(&Newsroom::load(folder.path(), &on_disk)),
        ["sources.yaml: This is larger than 10 MB, too large to be read."]
    );
}

#[test]
fn no_newsroom_has_the_default_style_and_nothing_else() {
    let newsroom = Newsroom::default();
    assert_eq!(*newsroom.house, crate::house::House::default());
    assert!(newsroom.watched().is_empty() && newsroom.reload(&on_disk).root.is_none());
    let snapshot =
        check(&Arc::new(newsroom), None, Format::Plain, "The bridge is shut.".into(), &on_disk, &mut Caches::default());
    assert_eq!(&*snapshot.ledger.text, "The bridge is shut.");
}

#[test]
fn formats_go_by_the_name() {
    assert_eq!(format_of(Path::new("a.MD")), Format::Markdown);
    assert_eq!(format_of(Path::new("a.markdown")), Format::Markdown);
    assert_eq!(format_of(Path::new("a.txt")), Format::Plain);
    assert_eq!(format_of(Path::new("a")), Format::Plain);
}

/// Checks `text` as the article `name` in the newsroom of these files. Returns what is found at the top of it, "words: message", and keys.
fn checked(files: &[(&str, &str)], name: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let folder = folder(files);
    let newsroom = Arc::new(Newsroom::load(folder.path(), &on_disk));
    let path = folder.path().join(name);
    let snapshot = check(&newsroom, Some(&path), format_of(&path), text.into(), &on_disk, &mut Caches::default());
    let top = snapshot.findings.iter().filter(|f| f.rule == "front-matter");
    let top = top.map(|f| format!("{}: {}", f.span.of(text), f.message)).collect();
    (top, snapshot.data.registry.in_force().map(|s| s.key.clone()).collect())
}

#[test]
fn an_articles_own_bibliography_is_looked_for_beside_it_and_comes_first() {
    let files = [
        ("sources.yaml", "- id: a\n  title: the desk's\n- id: b\n"),
        ("drafts/own.bib", "@misc{a, title = {its own}}"),
    ];
    let text = "---\nbibliography: own.bib\n---\n\nThe bridge is shut [@a; @b].\n";
    let (top, keys) = checked(&files, "drafts/bridge.md", text);
    assert_eq!(top, Vec::<String>::new());
    assert_eq!(keys, ["a", "b"]);
    let text = "---\nbibliography: ../sources.yaml\n---\n\nThe bridge is shut [@a].\n";
    let (top, keys) = checked(&files, "drafts/bridge.md", text);
    assert_eq!((top.len(), keys.len()), (0, 2));
}

#[test]
fn a_bibliography_that_is_missing_or_broken_is_reported_where_it_is_named() {
    let files = [("sayso.toml", ""), ("broken.yaml", "- id: a\n- id: b\n  title: x: y\n- title: no key\n")];
    let text = "---\nbibliography: [gone.bib, broken.yaml]\n---\n\nThe bridge is shut [@a].\n";
    let (top, keys) = checked(&files, "bridge.md", text);
    assert_eq!(
        top,
        [
            "gone.bib: No such bibliography: gone.bib.",
            "broken.yaml: broken.yaml, line 3: This entry cannot be read from here on: the YAML breaks off. \
             There is one more mistake in it.",
        ]
    );
    assert_eq!(keys, ["a", "b"]);
}

#[test]
fn a_bibliography_is_read_once_and_again_on_reload() {
    let folder = folder(&[("sayso.toml", ""), ("own.yaml", "- id: a\n")]);
    let newsroom = Arc::new(Newsroom::load(folder.path(), &on_disk));
    let path = folder.path().join("bridge.md");
    let mut caches = Caches::default();
    let mut keys = |newsroom: &Arc<Newsroom>, body: &str| -> Vec<String> {
        let text = format!("---\nbibliography: own.yaml\n---\n\n{body}\n");
        let snapshot = check(newsroom, Some(&path), Format::Markdown, text.into(), &on_disk, &mut caches);
        snapshot.data.registry.in_force().map(|s| s.key.clone()).collect()
    };
    assert_eq!(keys(&newsroom, "One."), ["a"]);
    fs::write(folder.path().join("own.yaml"), "- id: b\n").unwrap();
    assert_eq!(keys(&newsroom, "One. Two."), ["a"]);
    let reloaded = Arc::new(newsroom.reload(&on_disk));
    assert_eq!(keys(&reloaded, "One. Two."), ["b"]);
    assert_eq!(caches.watched(), [folder.path().join("own.yaml")]);
}

#[test]
fn a_parser_that_stumbles_costs_one_file() {
    let problem = files::guarded(|| panic!("on purpose")).unwrap_err();
    assert_eq!(problem.message, "A bug in sayso prevented reading this file.");
    assert_eq!(files::guarded(|| 1), Ok(1));
}

#[test]
fn settings_start_from_the_files_they_extend() {
    let folder = folder(&[
        ("sayso.toml", "extends = [\"style/desk.toml\", \"missing.toml\", \"/etc/hosts\"]\nstrictness = \"relaxed\"\n"),
        ("style/desk.toml", "extends = [\"../base.toml\"]\nstrictness = \"strict\"\n[rules]\ntk = \"hint\"\n"),
        (
            "base.toml",
            "extends = [\"style/desk.toml\"]\n[rules]\ntk = \"off\"\nvague-attribution = \"hint\"\ntypo = \"off\"\n",
        ),
    ]);
    let newsroom = Newsroom::load(folder.path(), &on_disk);
    let house = &newsroom.house;
    assert_eq!(house.strictness, crate::house::Strictness::Relaxed);
    assert_eq!(house.rules["tk"], crate::text::Severity::Hint);
    assert_eq!(house.rules["vague-attribution"], crate::text::Severity::Hint);
    assert_eq!(
        problems(&newsroom),
        [
            "sayso.toml: No such file: missing.toml.",
            "sayso.toml: “/etc/hosts” is not a path inside this folder.",
            "base.toml: style/desk.toml extends this file too: a circle.",
            "base.toml: Unknown rule typo.",
        ]
    );
    let watched = newsroom.watched();
    assert!(
        ["style/desk.toml", "base.toml", "missing.toml"].iter().all(|it| watched.contains(&folder.path().join(it)))
    );
}

#[test]
fn a_file_that_is_extended_by_two_counts_where_it_is_first_named() {
    let sport = format!("extends = [{}]\n", "\"base.toml\", ".repeat(1000));
    let folder = folder(&[
        ("sayso.toml", "extends = [\"desk.toml\", \"sport.toml\"]\n"),
        ("desk.toml", "extends = [\"base.toml\"]\n[rules]\ntk = \"hint\"\n"),
        ("sport.toml", &sport),
        ("base.toml", "[rules]\ntk = \"off\"\ntypo = \"off\"\n"),
    ]);
    let newsroom = Newsroom::load(folder.path(), &on_disk);
    assert_eq!(newsroom.house.rules["tk"], crate::text::Severity::Hint, "what extends it stands over it");
    assert_eq!(problems(&newsroom), ["base.toml: Unknown rule typo."]);
}

#[test]
fn some_articles_are_checked_by_settings_of_their_own() {
    let folder = folder(&[(
        "sayso.toml",
        "[[overrides]]\nfiles = [\"columns/**\"]\nrules = { tk = \"off\" }\n\
         [[overrides]]\nfiles = [\"columns/front/**\"]\nrules = { tk = \"hint\" }\n",
    )]);
    let newsroom = Arc::new(Newsroom::load(folder.path(), &on_disk));
    let severities = |path: &str| {
        let path = folder.path().join(path);
        let text: Arc<str> = "The market has TK stalls.\n".into();
        let made = check(&newsroom, Some(&path), Format::Markdown, text, &on_disk, &mut Caches::default());
        made.findings.iter().map(|finding| finding.severity).collect::<Vec<_>>()
    };
    use crate::text::Severity;
    assert_eq!(severities("news/a.md"), [Severity::Error]);
    assert_eq!(severities("columns/a.md"), []);
    assert_eq!(severities("columns/front/a.md"), [Severity::Hint]);
}

#[cfg(unix)]
use std::os::unix::fs::symlink;

/// What a walk through a folder meets, by names from there; links have an @.
#[cfg(unix)]
fn met(folder: &Path) -> Vec<String> {
    let name = |path: &Path| path.strip_prefix(folder).unwrap().display().to_string();
    let told = walk(folder, |folder| !folder.ends_with("shut")).map(|met| match met {
        Met::File(path) => name(&path),
        Met::Link(path) => format!("@{}", name(&path)),
        Met::Unreadable(path, problem) => format!("{}: {}", name(&path), problem.message),
    });
    told.collect()
}

#[cfg(unix)]
#[test]
fn a_walk_follows_no_link_and_heeds_what_is_ignored() {
    let folder = folder(&[
        (".gitignore", "*.log\n!keep.log\nbuilt/\n/top.md\n"),
        (".git/info/exclude", "private.md\n"),
        (".hidden/a.md", ""),
        ("built/a.md", ""),
        ("top.md", ""),
        ("private.md", ""),
        ("deep/top.md", ""),
        ("deep/a.log", ""),
        ("deep/keep.log", ""),
        ("deep/.gitignore", "!a.log\nonly.md\n"),
        ("deep/only.md", ""),
        ("deep/.ignore", "!only.md\n"),
        ("other/.git/HEAD", ""),
        ("other/tree/.git", "gitdir: ../.git/worktrees/tree\n"),
        ("other/.git/worktrees/tree/commondir", "../..\n"),
        ("other/.git/info/exclude", "z.md\n"),
        ("other/tree/z.md", ""),
        ("other/tree/b.md", ""),
        ("other/x.log", ""),
        ("other/.dot.md", ""),
        ("other/.ignore", "!.dot.md\n"),
        ("shut/a.md", ""),
    ]);
    symlink("deep", folder.path().join("link")).unwrap();
    symlink("/", folder.path().join("built.md")).unwrap();
    assert_eq!(
        met(folder.path()),
        [
            "@built.md",
            "deep/a.log",
            "deep/keep.log",
            "deep/only.md",
            "deep/top.md",
            "@link",
            "other/.dot.md",
            "other/tree/b.md",
            "other/x.log"
        ]
    );
    let is_ignored = |name: &str| ignored(&folder.path().join(name), Some(folder.path()));
    for name in ["top.md", "private.md", "built/a.md", ".hidden/a.md", "new.log", "deep/new.log"] {
        assert!(is_ignored(name), "{name}");
    }
    for name in ["deep/top.md", "deep/a.log", "deep/only.md", "other/x.log", "other/.dot.md", "new.md"] {
        assert!(!is_ignored(name), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn what_lies_behind_a_link_is_none_of_a_newsrooms_articles() {
    let folder = folder(&[("out/a.md", ""), ("in/sayso.toml", ""), ("in/a.md", "")]);
    let inside = folder.path().join("in");
    symlink("../out", inside.join("out")).unwrap();
    symlink("a.md", inside.join("b.md")).unwrap();
    symlink("../out/a.md", inside.join("c.md")).unwrap();
    // One that leads to a file inside that is no article under its own name stands for it.
    fs::write(inside.join("draft"), "").unwrap();
    symlink("draft", inside.join("d.md")).unwrap();
    let newsroom = Newsroom::load(&inside, &on_disk);
    assert_eq!(articles(&newsroom).collect::<Vec<_>>(), [inside.join("a.md"), inside.join("d.md")]);
    let lies_in = |name: &str| lies_in(&newsroom, &inside.join(name));
    assert!(["a.md", "d.md"].into_iter().all(lies_in));
    assert!(!["b.md", "c.md", "out/a.md", "gone.md"].into_iter().any(lies_in));
}

#[test]
fn a_stored_text_lies_in_the_newsrooms_folder_or_its_registrys() {
    let registry = "\
- {id: near, type: report, title: A, issued: 2025, custom: {text: texts/a.txt}}
- {id: far, type: report, title: B, issued: 2025, custom: {text: ../b.txt}}
";
    let own = "- {id: up, type: report, title: C, issued: 2025, custom: {text: ../out/texts/a.txt}}\n";
    let folder = folder(&[
        ("out/shared.yaml", registry),
        ("out/texts/a.txt", "We will wait for spring."),
        ("b.txt", "The password is featherweight."),
        ("in/sayso.toml", "sources = [\"../out/shared.yaml\", \"own.yaml\"]\n"),
        ("in/own.yaml", own),
    ]);
    let newsroom = Arc::new(Newsroom::load(&folder.path().join("in"), &on_disk));
    let told: Vec<(&str, &str)> = newsroom
        .files
        .iter()
        .skip(1)
        .flat_map(|(_, all)| all)
        .map(|p| (if p.span.of(registry).contains("b.txt") { "far" } else { "up" }, p.message.as_str()))
        .collect();
    let message = "This stored text is outside both the newsroom’s folder and this file’s folder.";
    assert_eq!(told, [("far", message), ("up", message)]);
    let article =
        "“We will wait for autumn,” Ida Hald said [@near]. “The password is feather,” Ida Hald said [@far; @up].\n";
    assert_eq!(
        found(&newsroom, article, &mut Caches::default()),
        ["These words are not in the stored text of “near”."]
    );
}

#[test]
fn registries_bibliographies_and_settings_end_somewhere() {
    let large = format!("# {}\n", "x".repeat(9 << 20));
    let names: Vec<String> = (0..6).map(|i| format!("s{i}.yaml")).collect();
    let settings = format!("sources = {names:?}\nextends = [\"large.toml\", \"larger.toml\"]\n");
    let mut files = vec![("sayso.toml", settings.as_str()), ("large.toml", &large), ("larger.toml", &large)];
    files.extend(names.iter().map(|name| (name.as_str(), large.as_str())));
    let folder = folder(&files);
    let newsroom = Arc::new(Newsroom::load(folder.path(), &on_disk));
    assert_eq!(
        problems(&newsroom),
        [
            "sayso.toml: s4.yaml is ignored: the registries would exceed 40 MB in total.",
            "sayso.toml: s5.yaml is ignored: the registries would exceed 40 MB in total.",
            "sayso.toml: larger.toml is ignored: the settings would exceed 10 MB in total.",
        ]
    );
    let spans: Vec<&str> = newsroom.files[0].1.iter().map(|p| p.span.of(&settings)).collect();
    assert_eq!(spans, ["\"s4.yaml\"", "\"s5.yaml\"", "\"larger.toml\""]);
    let many: Vec<String> = (0..30).map(|i| format!("none{i}.bib")).collect();
    let article = format!("---\nbibliography: {many:?}\n---\n\nIt rained.\n");
    let told = found(&newsroom, &article, &mut Caches::default());
    assert!(told.contains(&"The limit is 20 bibliographies; this one and those after it are not read.".to_owned()));
    assert!(told.len() <= 22, "{told:?}");
}

#[test]
fn a_chain_of_settings_ends_somewhere() {
    let many: Vec<String> = (0..100).map(|i| format!("e{i}.toml")).collect();
    let folder = folder(&[("sayso.toml", &format!("extends = {many:?}\n"))]);
    let told = problems(&Newsroom::load(folder.path(), &on_disk));
    assert_eq!(told.len(), 65);
    assert_eq!(told[64], "sayso.toml: The limit is 64 extended files; this one and those after it are not used.");
}

#[test]
fn of_more_than_a_thousand_mistakes_in_one_file_the_rest_is_told_of_together() {
    let registry = "- {id: a, custom: {grade: Z9}}\n".repeat(1500) + "- id: a: x\n";
    let folder = folder(&[("sources.yaml", &registry)]);
    let newsroom = Newsroom::load(folder.path(), &on_disk);
    let (_, told) = &newsroom.files[0];
    assert_eq!(told.len(), 1001);
    assert_eq!(
        (told[1000].message.as_str(), told[1000].severity),
        ("There are 501 more mistakes in this file.", Severity::Error)
    );
}

#[test]
fn what_nobody_sees_switches_no_rule_off() {
    let text = "Officials said the dam was unsafe. The flood killed 310 people on Friday. It reportedly cost 40 million pounds. Many \
        critics believe that it was avoidable. He admitted that the gate was shut. Some experts claim the board bribed inspectors, and \
        the regime's thugs were slammed by Paris. The dam killed 1,310 people; the toll of 1,310 was final.\n";
    let rules = |text: &str| {
        let caches = &mut Caches::default();
        let made = check(&Arc::new(Newsroom::default()), None, Format::Markdown, text.into(), &|_| None, caches);
        made.findings.iter().map(|finding| (finding.rule, finding.span.of(text).to_owned())).collect::<Vec<_>>()
    };
    let plain = rules(text);
    assert!(plain.len() > 5, "{plain:?}");
    for hidden in ['\u{ad}', '\u{200b}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{3164}', '\u{e0041}', '\u{180e}'] {
        // After the second letter of every word and figure.
        let mut letters = 0;
        let mut written = String::new();
        for c in text.chars() {
            letters = if c.is_ascii_alphanumeric() { letters + 1 } else { 0 };
            written.push(c);
            written.extend(Some(hidden).filter(|_| letters == 2));
        }
        let found: Vec<_> =
            rules(&written).into_iter().map(|(rule, words)| (rule, words.replace(hidden, ""))).collect();
        assert_eq!(found, plain, "{:x}", hidden as u32);
    }
    let isolated = text.replace("310", "\u{2068}310\u{2069}");
    assert_eq!(rules(&isolated).len(), plain.len());
    let parted = text.replace("1,310", "1\u{a0}310");
    assert_eq!(rules(&parted).len(), plain.len());
    let full = text.replace(" 310", " ３１０").replace("Officials", "Oﬃcials").replace("flood", "ﬂood");
    assert_eq!(rules(&full).len(), plain.len());
}

#[test]
fn a_key_in_which_nobody_sees_what_is_wrong_is_mended() {
    let registry = "- id: okafor-interview\n  title: T\n";
    let folder = folder(&[("sayso.toml", ""), ("sources.yaml", registry)]);
    let newsroom = Arc::new(Newsroom::load(folder.path(), &|_| None));
    for key in ["okafor\u{200b}-interview", "okafor\u{2011}interview", "ok\u{ad}afor-interview", "оkafor-interview"] {
        let text = format!("It broke [@{key}].\n");
        let made = check(&newsroom, None, Format::Markdown, text.as_str().into(), &|_| None, &mut Caches::default());
        let finding = made.findings.iter().find(|finding| finding.rule == "unknown-source-tag").expect(key);
        let (span, new) = &finding.fixes[0].edits[0];
        assert_eq!((span.of(&text), new.as_str()), (key, "okafor-interview"));
    }
}
