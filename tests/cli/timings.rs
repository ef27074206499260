//! `--timings`: what each stage and each rule costs.

use crate::run::*;

#[test]
fn each_stage_and_each_rule_has_its_line_and_findings_stay_what_they_are() {
    let files = [("a.md", PENDING), ("b.md", CLEAN), ("sayso.toml", "[rules]\nvague-attribution = \"off\"\n")];
    let (plain, timed) = (check(&files, &["--format", "json"]), check(&files, &["--format", "json", "--timings"]));
    assert_eq!((timed.code, &timed.out), (plain.code, &plain.out));
    assert!(plain.err.is_empty() && timed.err.starts_with("Time on one core for 0.00 MB, in milliseconds\n"));
    let names: Vec<&str> = timed.err.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(&names[..5], ["text", "attribution", "places", "ledger", "rules"]);
    assert_eq!(names.last(), Some(&"together"));
    for rule in sayso::rules::ALL {
        let runs = rule.severity[1] > sayso::text::Severity::Off && rule.name != "vague-attribution";
        assert_eq!(names.contains(&rule.name), runs, "{}: {}", rule.name, timed.err);
    }
}
