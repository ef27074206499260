use super::*;
use std::fs;

fn holding(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    fs::write(&path, text).unwrap();
    (folder, path)
}

fn held(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

fn write(path: &Path, text: &str) -> Result<(), Problem> {
    look(path)?.write(text)
}

/// How many files there are, hidden ones among them.
fn files(folder: &tempfile::TempDir) -> usize {
    fs::read_dir(folder.path()).unwrap().count()
}

#[test]
fn a_file_that_somebody_changed_meanwhile_is_not_written_over() {
    let (folder, path) = holding("theirs");
    let refused = replace(&path, "ours", "mended").unwrap_err();
    assert!(refused.message.contains("has changed this file"), "{refused:?}");
    assert_eq!(held(&path), "theirs");
    replace(&path, "theirs", "mended").unwrap().settled().unwrap();
    assert_eq!((held(&path).as_str(), files(&folder)), ("mended", 1));
    assert!(replace(&folder.path().join("none.md"), "", "x").is_err());
    // A byte-order mark is no part of the text, and stays.
    fs::write(&path, "\u{feff}\u{feff}theirs").unwrap();
    let read = crate::desk::read(&path, &|_| None).unwrap().unwrap();
    assert_eq!(&*read, "\u{feff}theirs", "of two marks the second is a character");
    replace(&path, &read, "mended").unwrap().settled().unwrap();
    assert_eq!(held(&path), "\u{feff}mended");
}

#[test]
fn a_save_between_the_last_look_and_the_writing_is_put_back() {
    for by_rename in [false, true] {
        let (folder, path) = holding("before");
        let seen = Print::of(&path).unwrap().0;
        let saved = if by_rename { folder.path().join("b.md") } else { path.clone() };
        fs::write(&saved, "saved").unwrap();
        fs::rename(&saved, &path).unwrap();
        let refused = replaced(&path, &seen, "mended", folder_lock::take(folder.path()).unwrap()).unwrap_err();
        assert!(refused.message.contains("has changed this file"), "{refused:?}");
        assert_eq!((held(&path).as_str(), files(&folder)), ("saved", 1));
        // The same for what a command is told to write over.
        let target = look(&path).unwrap();
        fs::write(&path, "saved again").unwrap();
        target.write("sheet").unwrap_err();
        assert_eq!((held(&path).as_str(), files(&folder)), ("saved again", 1));
    }
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn what_an_editor_writes_to_a_file_it_opened_before_is_put_back() {
    let (folder, path) = holding("before");
    let mut editor = OpenOptions::new().write(true).open(&path).unwrap();
    let mended = replace(&path, "before", "mended").unwrap();
    editor.write_all(b"saved!").unwrap();
    mended.settled().unwrap_err();
    assert_eq!((held(&path).as_str(), files(&folder)), ("saved!", 1));
    // What was saved since then stands.
    let mended = replace(&path, "saved!", "mended").unwrap();
    io::Seek::rewind(&mut editor).unwrap();
    editor.write_all(b"stale.").unwrap();
    fs::write(&path, "newest").unwrap();
    mended.settled().unwrap_err();
    assert_eq!((held(&path).as_str(), files(&folder)), ("newest", 1));
}

#[test]
fn what_appeared_meanwhile_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.html");
    let target = look(&path).unwrap();
    assert!(target.head().is_none() && !target.is_stream());
    fs::write(&path, "theirs").unwrap();
    let refused = target.write("ours").unwrap_err();
    assert!(refused.message.contains("has made this file"), "{refused:?}");
    assert_eq!((held(&path).as_str(), files(&folder)), ("theirs", 1));
    assert_eq!(look(&path).unwrap().head(), Some(&b"theirs"[..]));
}

#[cfg(unix)]
#[test]
fn a_file_is_written_whole_or_stays_as_it_was() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("deep")).unwrap();
    for name in ["a.html", "kept.html", "deep/b.html"] {
        fs::write(path(name), "old").unwrap();
    }
    let allow = |name: &str, mode: u32| fs::set_permissions(path(name), fs::Permissions::from_mode(mode)).unwrap();
    let mode = |name: &str| path(name).metadata().unwrap().permissions().mode() & 0o777;
    allow("a.html", 0o600);
    allow("kept.html", 0o444);
    symlink("deep/b.html", path("b.html")).unwrap();
    symlink("nowhere", path("lost.html")).unwrap();
    for name in ["a.html", "b.html", "new.html"] {
        write(&path(name), "new").unwrap();
        assert_eq!(held(&path(name)), "new");
    }
    assert_eq!(mode("a.html"), 0o600);
    assert!(path("b.html").is_symlink() && held(&path("deep/b.html")) == "new");
    let new = File::create(path("other.html")).unwrap().metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("new.html"), new);
    let refusals = [
        ("kept.html", "This file is write-protected, so it was not changed."),
        ("deep", "This is a folder."),
        ("none/a.html", "The folder does not exist."),
        ("lost.html", "This link is broken."),
    ];
    for (name, why) in refusals {
        assert_eq!(write(&path(name), "new").unwrap_err().message, why);
    }
    assert_eq!(held(&path("kept.html")), "old");
    write(Path::new("/dev/null"), "new").unwrap();
    assert_eq!(files(&folder), 7, "nothing is left behind");
}

#[cfg(unix)]
#[test]
fn a_file_of_several_names_is_left_as_it_is() {
    let (folder, path) = holding("before");
    let other = folder.path().join("b.md");
    fs::hard_link(&path, &other).unwrap();
    let refused = replace(&path, "before", "mended").unwrap_err();
    assert!(refused.message.contains("several names"), "{refused:?}");
    assert_eq!((held(&path), held(&other)), ("before".into(), "before".into()));
}

#[cfg(target_os = "linux")]
mod attributes {
    use super::*;
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    use std::os::unix::fs::PermissionsExt;

    /// An access list in the form Linux keeps: the owner may write, the user 65534 may read, the group and others may not.
    fn access_list() -> Vec<u8> {
        const NOBODY: u32 = u32::MAX;
        let entries: [(u16, u16, u32); 5] =
            [(0x01, 6, NOBODY), (0x02, 4, 65534), (0x04, 0, NOBODY), (0x10, 4, NOBODY), (0x20, 0, NOBODY)];
        let mut list = 2_u32.to_le_bytes().to_vec();
        for (who, may, id) in entries {
            list.extend(who.to_le_bytes().into_iter().chain(may.to_le_bytes()).chain(id.to_le_bytes()));
        }
        list
    }

    /// Sets an attribute; where the disk of the tests knows none of the kind that is said aloud.
    fn set(path: &Path, name: &str, value: &[u8]) -> bool {
        let set = setxattr(path, name, value, XattrFlags::empty());
        if let Err(error) = set {
            eprintln!("SKIPPED: what becomes of {name}: {error}");
            assert!(std::env::var("CI").is_err(), "in CI nothing is skipped");
        }
        set.is_ok()
    }

    fn get(path: &Path, name: &str) -> Option<Vec<u8>> {
        let mut value = vec![0; 1000];
        let length = getxattr(path, name, &mut *value).ok()?;
        value.truncate(length);
        Some(value)
    }

    #[test]
    fn access_lists_and_attributes_stay_and_nobody_else_may_read_it() {
        let (_folder, path) = holding("before");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        let listed = set(&path, "system.posix_acl_access", &access_list());
        let noted = set(&path, "user.desk.note", b"ask Mara");
        let mode = path.metadata().unwrap().permissions().mode();
        replace(&path, "before", "mended").unwrap().settled().unwrap();
        assert_eq!(held(&path), "mended");
        if listed {
            assert_eq!(get(&path, "system.posix_acl_access"), Some(access_list()));
        }
        if noted {
            assert_eq!(get(&path, "user.desk.note").as_deref(), Some(&b"ask Mara"[..]));
        }
        assert_eq!(path.metadata().unwrap().permissions().mode(), mode);
    }

    #[test]
    fn what_a_folder_opens_for_new_files_does_not_open_an_old_one() {
        let (folder, path) = holding("before");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        if !set(folder.path(), "system.posix_acl_default", &access_list()) {
            return;
        }
        replace(&path, "before", "mended").unwrap().settled().unwrap();
        assert_eq!(get(&path, "system.posix_acl_access"), None);
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn who_changes_who_may_read_it_meanwhile_is_not_overruled() {
        let (_folder, path) = holding("before");
        let seen = Print::of(&path).unwrap().0;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        replaced(&path, &seen, "mended", folder_lock::take(folder(&path)).unwrap()).unwrap_err();
        assert_eq!(held(&path), "before");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}
