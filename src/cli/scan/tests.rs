use super::*;

fn scan(input: &str) -> (String, Outcome) {
    let mut out = Vec::new();
    let newsroom = Arc::new(Newsroom::default());
    let lines = || lines(io::Cursor::new(input.to_owned()));
    let outcome = in_order(3, lines, |job| answer(job, &newsroom), &mut out).unwrap();
    (String::from_utf8(out).unwrap(), outcome)
}

fn ids(output: &str) -> Vec<Value> {
    output.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].take()).collect()
}

#[test]
fn answers_come_in_the_order_of_the_questions() {
    let texts = ["The dam held.", "", "The ferry \"Lark\" was late, the harbour master said. ".repeat(400).as_str()]
        .map(ToOwned::to_owned);
    let input: String =
        (0..300).map(|i| format!("{}\n", serde_json::json!({ "id": i, "text": texts[i % 3] }))).collect();
    let (output, outcome) = scan(&input);
    assert_eq!(ids(&output), (0..300).map(Value::from).collect::<Vec<_>>());
    assert_eq!(outcome, Outcome::Clean);
}

#[test]
fn a_bad_line_is_answered_and_the_rest_goes_on() {
    let (output, outcome) =
        scan("{\"id\":1,\"text\":\"a\"}\n\nnonsense\n{\"id\":\"x\",\"text\":7}\n[]\n{\"id\":2,\"text\":\"b\"}");
    assert_eq!(ids(&output), [1.into(), Value::Null, "x".into(), Value::Null, 2.into()]);
    let errors: Vec<bool> = output.lines().map(|line| line.contains("\"error\"")).collect();
    assert_eq!(errors, [false, true, true, true, false]);
    assert_eq!(outcome, Outcome::Failed);
}

#[test]
fn an_id_may_be_any_json_value_or_missing() {
    let (output, _) = scan("{\"id\":{\"a\":[1]},\"text\":\"\"}\n{\"text\":\"\"}\n");
    assert_eq!(ids(&output), [serde_json::json!({ "a": [1] }), Value::Null]);
}

#[test]
fn a_line_of_bad_utf8_is_answered() {
    let newsroom = Arc::new(Newsroom::default());
    let (line, good) = answer(Job::Line(b"{\"id\":1,\"text\":\"\xff\"}".to_vec()), &newsroom);
    assert!(!good);
    assert!(String::from_utf8(line).unwrap().contains("\"error\""));
}
