//! The protocol's own machine-readable model (metaModel.json), and whether a message is what it says.
//!
//! Strict: what is required is there, types and enumerations are right, no structure has a key the model does not know. The model is not
//! part of this repository; `scripts/protocol-model` puts it under `target/`. Without it nothing is checked, and one test says so.

use serde_json::Value;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The model.
pub struct Model {
    requests: HashMap<String, Value>,
    notifications: HashMap<String, Value>,
    structures: HashMap<String, Value>,
    enumerations: HashMap<String, Value>,
    aliases: HashMap<String, Value>,
}

/// The model, if it is there.
pub fn model() -> Option<&'static Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    MODEL.get_or_init(|| Model::read(concat!(env!("CARGO_MANIFEST_DIR"), "/target/protocol/metaModel.json"))).as_ref()
}

type Checked = Result<(), String>;

impl Model {
    fn read(path: &str) -> Option<Self> {
        let model: Value = serde_json::from_slice(&std::fs::read(path).ok()?).expect("the model is JSON");
        let by = |list: &str, name: &str| {
            let all = model[list].as_array().expect("a list").iter();
            all.map(|it| (it[name].as_str().expect("a name").to_owned(), it.clone())).collect()
        };
        Some(Self {
            requests: by("requests", "method"),
            notifications: by("notifications", "method"),
            structures: by("structures", "name"),
            enumerations: by("enumerations", "name"),
            aliases: by("typeAliases", "name"),
        })
    }

    /// Whether `message`, from the server, is what the protocol allows. `method` is that of the request a response answers.
    pub fn check_message(&self, message: &Value, method: Option<&str>) -> Checked {
        if message["jsonrpc"] != "2.0" {
            return Err("jsonrpc is not 2.0".into());
        }
        if let Some(own) = message["method"].as_str() {
            let kind = if message.get("id").is_some() { &self.requests } else { &self.notifications };
            let it = kind.get(own).ok_or(format!("{own} is no method of that kind"))?;
            if it["messageDirection"] == "clientToServer" {
                return Err(format!("{own} is for the editor to send"));
            }
            return match it.get("params") {
                Some(params) => self.check(params, &message["params"], own),
                None => Ok(()),
            };
        }
        if let Some(error) = message.get("error") {
            let whole = error["code"].is_i64() && error["message"].is_string() && message.get("result").is_none();
            return if whole { Ok(()) } else { Err(format!("an error without code or message: {error}")) };
        }
        let result = message.get("result").ok_or("neither a result nor an error")?;
        match method.and_then(|method| self.requests.get(method)) {
            Some(request) => self.check(&request["result"], result, "result"),
            None => Ok(()),
        }
    }

    /// Whether `value` is a `name`.
    pub fn check_named(&self, name: &str, value: &Value) -> Checked {
        self.reference(name, value, name)
    }

    fn check(&self, kind: &Value, value: &Value, at: &str) -> Checked {
        let wrong = |what: &str| Err(format!("{at} should be {what} and is {}", short(value)));
        let is = |right: bool, what: &str| if right { Ok(()) } else { wrong(what) };
        match kind["kind"].as_str().expect("a kind") {
            "base" => match kind["name"].as_str().expect("a name") {
                "integer" => is(value.as_i64().is_some_and(|n| i32::try_from(n).is_ok()), "an integer"),
                "uinteger" => is(value.as_u64().is_some_and(|n| i32::try_from(n).is_ok()), "an unsigned integer"),
                "decimal" => is(value.is_number(), "a number"),
                "boolean" => is(value.is_boolean(), "a boolean"),
                "null" => is(value.is_null(), "null"),
                "URI" | "DocumentUri" => is(value.as_str().is_some_and(|uri| uri.contains(':')), "a URI"),
                _ => is(value.is_string(), "a string"),
            },
            "reference" => self.reference(kind["name"].as_str().expect("a name"), value, at),
            "array" => {
                let Some(items) = value.as_array() else { return wrong("a list") };
                items
                    .iter()
                    .enumerate()
                    .try_for_each(|(i, item)| self.check(&kind["element"], item, &format!("{at}[{i}]")))
            }
            "tuple" => {
                let (Some(items), Some(kinds)) = (value.as_array(), kind["items"].as_array()) else {
                    return wrong("a tuple");
                };
                is(items.len() == kinds.len(), "a tuple of that length")?;
                kinds.iter().zip(items).try_for_each(|(kind, item)| self.check(kind, item, at))
            }
            "map" => {
                let Some(map) = value.as_object() else { return wrong("a map") };
                map.iter().try_for_each(|(key, item)| self.check(&kind["value"], item, &format!("{at}.{key}")))
            }
            "or" => {
                let tried = kind["items"].as_array().expect("a list").iter().map(|kind| self.check(kind, value, at));
                let errors: Vec<String> = tried.map_while(Result::err).collect();
                let all = errors.len() == kind["items"].as_array().map_or(0, Vec::len);
                if all { Err(errors.join("; or ")) } else { Ok(()) }
            }
            "and" => self.structure(&[kind["items"].as_array().expect("a list").clone()].concat(), &[], value, at),
            "literal" => self.structure(&[], kind["value"]["properties"].as_array().expect("a list"), value, at),
            "stringLiteral" | "integerLiteral" | "booleanLiteral" => is(*value == kind["value"], "that literal"),
            other => Err(format!("the model has a kind of type nobody here knows: {other}")),
        }
    }

    fn reference(&self, name: &str, value: &Value, at: &str) -> Checked {
        if matches!(name, "LSPAny" | "LSPObject" | "LSPArray") {
            return Ok(());
        }
        if let Some(alias) = self.aliases.get(name) {
            return self.check(&alias["type"], value, at);
        }
        if let Some(enumeration) = self.enumerations.get(name) {
            self.check(&enumeration["type"], value, at)?;
            let known = enumeration["values"].as_array().expect("a list").iter().any(|it| it["value"] == *value);
            let custom = enumeration["supportsCustomValues"] == true;
            return if known || custom { Ok(()) } else { Err(format!("{at}: {value} is no {name}")) };
        }
        let structure = self.structures.get(name).ok_or(format!("the model has no {name}"))?;
        let parents = ["extends", "mixins"].iter().filter_map(|of| structure[of].as_array()).flatten().cloned();
        self.structure(&parents.collect::<Vec<_>>(), structure["properties"].as_array().expect("a list"), value, at)
    }

    /// A structure with the properties of `parents`, which are references, and its `own`.
    fn structure(&self, parents: &[Value], own: &[Value], value: &Value, at: &str) -> Checked {
        let Some(map) = value.as_object() else {
            return Err(format!("{at} should be an object and is {}", short(value)));
        };
        let mut properties = HashMap::new();
        self.properties(parents, own, &mut properties);
        for (name, property) in &properties {
            match map.get(*name) {
                Some(value) => self.check(&property["type"], value, &format!("{at}.{name}"))?,
                None if property["optional"] == true => {}
                None => return Err(format!("{at} lacks {name}")),
            }
        }
        match map.keys().find(|key| !properties.contains_key(key.as_str())) {
            Some(unknown) => Err(format!("{at} has a key the protocol does not know: {unknown}")),
            None => Ok(()),
        }
    }

    fn properties<'a>(&'a self, parents: &[Value], own: &'a [Value], all: &mut HashMap<&'a str, &'a Value>) {
        for parent in parents {
            let Some(parent) = parent["name"].as_str().and_then(|name| self.structures.get(name)) else { continue };
            let above = ["extends", "mixins"].iter().filter_map(|of| parent[of].as_array()).flatten().cloned();
            self.properties(&above.collect::<Vec<_>>(), parent["properties"].as_array().expect("a list"), all);
        }
        all.extend(own.iter().map(|property| (property["name"].as_str().expect("a name"), property)));
    }
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(120).collect()
}
