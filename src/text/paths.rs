//! Whether a path that one of a newsroom's files names may be followed at all, judged by its letters alone: nothing is asked of a disk or of
//! a network, since on Windows the very question whether `//host/share/x` exists is a message to that host.

/// Why the path `name` is not followed, in a sentence; `None` for one that may be.
#[must_use]
pub fn refused(name: &str) -> Option<&'static str> {
    refused_on(name, cfg!(windows))
}

/// What to do about a path that is refused.
pub const REMEDY: &str = "Name a file on this computer.";

/// Two separators at the start lead to another machine (`//host/share`) or past the system's own check of names (`\\?\`, `\\.\`). That
/// is refused everywhere, so that a newsroom reads the same on all systems. `con` and its like are devices in whatever folder they
/// are named, but on Windows only.
fn refused_on(name: &str, windows: bool) -> Option<&'static str> {
    let is_separator = |c: char| matches!(c, '/' | '\\');
    let name = name.trim_start();
    let mut letters = name.chars();
    if letters.next().is_some_and(is_separator) && letters.next().is_some_and(is_separator)
        || name.starts_with("\\??\\")
    {
        return Some("This path points to another machine or a device.");
    }
    let device = windows && name.split(is_separator).any(is_device);
    device.then_some("This is the name of a device.")
}

/// Whether a part of a path is a device to Windows, which takes `con.yaml` and `NUL ` for one too.
fn is_device(part: &str) -> bool {
    let stem = part.split(['.', ':']).next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |kind| {
        let number: Option<&str> = stem.strip_prefix(kind);
        number.is_some_and(|n| matches!(n, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"))
    };
    matches!(&*stem, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$")
        || numbered("COM")
        || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_other_machine_and_no_device_is_asked() {
        for name in [
            "//host/share/x.yaml",
            "\\\\host\\share\\x.yaml",
            "/\\host/share",
            "\\/host/share",
            " //host/share",
            "\\\\?\\UNC\\host\\share",
            "\\\\?\\C:\\x",
            "//./pipe/x",
            "\\\\.\\COM1",
            "\\??\\C:\\x",
        ] {
            assert!(refused_on(name, false).is_some() && refused_on(name, true).is_some(), "{name}");
        }
        for name in
            ["CON", "nul", "a/aux.yaml", "a\\prn .bib", "COM1", "com¹.txt", "LPT9:", "conout$", "C:\\Nul\\x", "lpt0"]
        {
            assert!(refused_on(name, true).is_some(), "{name}");
            assert_eq!(refused_on(name, false), None, "{name} is a file elsewhere");
        }
    }

    #[test]
    fn files_of_this_machine_may_be_named() {
        for name in [
            "sources.yaml",
            "../shared.yaml",
            "desk//wire.bib",
            "/home/ines/zotero.bib",
            "C:\\Users\\Ines\\zotero.json",
            "C:/zotero.json",
            "\\zotero.bib",
            "console.yaml",
            "com10.yaml",
            "comma.txt",
            "a.con",
            "",
        ] {
            assert_eq!((refused_on(name, true), refused_on(name, false)), (None, None), "{name}");
        }
    }
}
