//! A rule that fails: it is told of once and left out, and the program goes on to its end.

use crate::run::*;
use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs the program with a rule that fails, for no longer than a minute.
fn with_failing(rule: &str, args: &[&str]) -> Ran {
    let draft = format!("The flood killed 14 people.\n\n{PENDING}");
    let names: Vec<String> = (0..40).map(|i| format!("{i}.md")).collect();
    let folder = newsroom(&names.iter().map(|name| (name.as_str(), draft.as_str())).collect::<Vec<_>>());
    let (out, err) = (folder.path().join("out"), folder.path().join("err"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(args)
        .current_dir(folder.path())
        .env("SAYSO_TEST_RULE_THAT_FAILS", rule)
        .stdin(Stdio::null())
        // Files and not pipes, which nobody empties while the program is waited for.
        .stdout(File::create(&out).unwrap())
        .stderr(File::create(&err).unwrap())
        .spawn()
        .unwrap();
    let start = Instant::now();
    let code = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status.code().unwrap();
        }
        if start.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            panic!("it hangs");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    Ran { code, out: fs::read_to_string(out).unwrap(), err: fs::read_to_string(err).unwrap() }
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "a rule can be made to fail in builds for tests only")]
fn a_rule_that_fails_is_left_out_and_the_rest_is_told() {
    // A rule that looks at blocks, one that looks at articles, one that looks at directives.
    for rule in ["unattributed-claim", "place-name-inconsistent", "unused-directive"] {
        let ran = with_failing(rule, &["check"]);
        assert_eq!(ran.code, 2, "the gate does not let pass what it did not look at: {}", ran.err);
        assert_eq!(ran.err.matches(&format!("the rule {rule} failed and is off")).count(), 1, "{}", ran.err);
        assert!(!ran.err.contains("flood"), "{}", ran.err);
        assert_eq!(ran.out.matches("error[tk]").count(), 40, "{}", ran.out);
        assert!(ran.out.contains(&format!("; the rule {rule} failed and was left out\n")), "{}", ran.out);
    }
    let ran = with_failing("tk", &["check", "--format", "sarif"]);
    assert!(ran.code == 2 && ran.out.contains("unattributed-claim") && ran.out.ends_with("\n]}]}\n"), "{}", ran.out);
}
