//! A JSON Schema of medlint.toml, for editors that check TOML files with one.

use serde_json::{Map, Value, json};

use super::keys::{Key, TABLES, TableKey, ValueSort, keys};
use crate::catalog::Catalogue;

/// The schema (draft 7). Ids of an organisation's own are as good as those of the catalogue.
pub fn schema(catalogue: &Catalogue) -> Value {
    let top = TABLES.iter().filter(|table| !table.name.contains('.'));
    let mut out = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "medlint.toml",
        "description": "What medlint has to know to check the documentation of a medical device. Everything in it is optional.",
        "type": "object",
        "additionalProperties": false,
        "properties": top.map(|table| (table.name.to_owned(), table_schema(table, catalogue))).collect::<Map<_, _>>(),
    });
    // Texts, dates and patterns have no words to choose from.
    let sorts = ValueSort::ALL.into_iter().filter(|sort| !sort.words(catalogue).is_empty());
    let definitions = sorts.map(|sort| (sort.id().to_owned(), words(sort, catalogue)));
    out["definitions"] = definitions.collect::<Map<_, _>>().into();
    out
}

fn words(sort: ValueSort, catalogue: &Catalogue) -> Value {
    let words = sort.words(catalogue);
    let ids: Vec<&str> = words.iter().map(|word| word.id).collect();
    let meanings: Vec<&str> = words.iter().map(|word| word.meaning).collect();
    // Editors with Taplo show these beside the words.
    let known = json!({ "type": "string", "enum": ids, "x-taplo": { "docs": { "enumValues": meanings } } });
    if sort.is_open() { json!({ "anyOf": [known, { "type": "string", "minLength": 1 }] }) } else { known }
}

fn table_schema(table: &TableKey, catalogue: &Catalogue) -> Value {
    let mut properties: Map<String, Value> = keys(table.name)
        .filter(|key| super::keys::table(&format!("{}.{}", table.name, key.name)).is_none())
        .map(|key| (key.name.to_owned(), key_schema(key)))
        .collect();
    let prefix = format!("{}.", table.name);
    for inner in TABLES.iter() {
        if let Some(name) = inner.name.strip_prefix(&prefix) {
            properties.insert(name.to_owned(), table_schema(inner, catalogue));
        }
    }
    if table.name == "device.facts" {
        for fact in catalogue.facts.iter() {
            let description = format!("The device {}.", fact.meaning);
            properties.insert(
                fact.id.to_string(),
                json!({ "description": description, "enum": [true, false, "unknown"] }),
            );
        }
    }
    let required: Vec<&str> = keys(table.name).filter(|key| key.required).map(|key| key.name).collect();
    let mut one = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if !required.is_empty() {
        one["required"] = required.into();
    }
    if !table.list {
        one["description"] = table.meaning.into();
        return one;
    }
    json!({ "type": "array", "description": table.meaning, "items": one })
}

fn key_schema(key: &Key) -> Value {
    let one = match key.value {
        ValueSort::Text => json!({ "type": "string" }),
        // Taplo hands on dates without quotes as texts.
        ValueSort::Date => json!({ "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" }),
        ValueSort::Percent => json!({ "type": "integer", "minimum": 0, "maximum": 100 }),
        ValueSort::Pattern | ValueSort::File => json!({ "type": "string", "minLength": 1 }),
        sort => json!({ "$ref": format!("#/definitions/{}", sort.id()) }),
    };
    let mut out = if key.many {
        json!({ "anyOf": [{ "type": "array", "items": one }, one] })
    } else {
        // Beside `$ref` nothing else counts in draft 7.
        json!({ "allOf": [one] })
    };
    let without =
        if key.without.is_empty() { String::new() } else { format!(" Without it: {}.", key.without) };
    out["description"] = format!("{}{without}", key.meaning).into();
    out
}
