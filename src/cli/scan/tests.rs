use super::*;
use std::io::Write as _;

fn scan(input: &str) -> Vec<String> {
    let newsroom = Arc::new(Newsroom::default());
    let mut out = Vec::new();
    let write = |event: Event<(Vec<u8>, bool)>| {
        if let Event::Done((lines, _)) = event {
            out.extend(String::from_utf8(lines).unwrap().lines().map(ToOwned::to_owned));
        }
        Ok(())
    };
    in_order(3, || lines(BufReader::new(input.as_bytes())), |jobs| answers(jobs, &newsroom), write).unwrap();
    out
}

fn ids(output: &[String]) -> Vec<Value> {
    output.iter().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].take()).collect()
}

#[test]
fn answers_come_in_the_order_of_the_questions() {
    let texts = ["The dam held.", "", "The ferry \"Lark\" was late, the harbour master said. ".repeat(20).as_str()]
        .map(ToOwned::to_owned);
    let input: String =
        (0..60).map(|i| format!("{}\n", serde_json::json!({ "id": i, "text": texts[i % 3] }))).collect();
    let output = scan(&input);
    assert_eq!(ids(&output), (0..60).map(Value::from).collect::<Vec<_>>());
}

#[test]
fn a_bad_line_is_answered_and_the_rest_goes_on() {
    let output =
        scan("{\"id\":1,\"text\":\"a\"}\n\nnonsense\n{\"id\":\"x\",\"text\":7}\n[]\n{\"id\":2,\"text\":\"b\"}");
    assert_eq!(ids(&output), [1.into(), Value::Null, "x".into(), Value::Null, 2.into()]);
    let errors: Vec<bool> = output.iter().map(|line| line.contains("\"error\"")).collect();
    assert_eq!(errors, [false, true, true, true, false]);
}

#[test]
fn an_id_may_be_any_json_value_or_missing() {
    let output = scan("{\"id\":{\"a\":[1]},\"text\":\"\"}\n{\"text\":\"\"}\n");
    assert_eq!(ids(&output), [serde_json::json!({ "a": [1] }), Value::Null]);
}

#[test]
fn a_line_of_bad_utf8_is_answered() {
    let newsroom = Arc::new(Newsroom::default());
    let (line, good) = answer(Job::Line(b"{\"id\":1,\"text\":\"\xff\"}".to_vec()), &newsroom);
    assert!(!good);
    assert!(String::from_utf8(line).unwrap().contains("\"error\""));
}

#[test]
fn no_answer_waits_for_a_line_that_is_still_to_come() {
    let (asked, mut asking) = io::pipe().unwrap();
    let mut lines = lines(BufReader::new(asked));
    for texts in [1, 3] {
        asking.write_all("{\"text\": \"The dam held.\"}\n".repeat(texts).as_bytes()).unwrap();
        assert_eq!(lines.next().unwrap().len(), texts);
    }
}
