//! Messages of JSON-RPC 2.0, as values.

use serde_json::{Map, Value, json};

/// What a request is known by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Id {
    /// A number.
    Number(i64),
    /// A text.
    Text(String),
}

/// Why a request was not answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// Number of JSON-RPC or of the language server protocol.
    pub code: i64,
    /// What went wrong, for people.
    pub message: String,
}

/// A message of either side.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// Wants an answer.
    Request {
        /// Known by.
        id: Id,
        /// What is asked.
        method: String,
        /// About what.
        params: Value,
    },
    /// Wants none.
    Notification {
        /// What is told.
        method: String,
        /// About what.
        params: Value,
    },
    /// The answer to a request.
    Response {
        /// That of the request.
        id: Id,
        /// The answer.
        result: Result<Value, Failure>,
    },
}

impl Failure {
    /// The message is no request that this protocol knows.
    pub const INVALID_REQUEST: i64 = -32600;
    /// There is no such method.
    pub const METHOD_NOT_FOUND: i64 = -32601;
    /// The parameters do not fit the method.
    pub const INVALID_PARAMS: i64 = -32602;
    /// An error of medlint's own.
    pub const INTERNAL: i64 = -32603;
    /// A request before `initialize`.
    pub const NOT_INITIALIZED: i64 = -32002;
    /// The client took it back.
    pub const CANCELLED: i64 = -32800;
    /// It was understood and cannot be done, for the reason given.
    pub const REQUEST_FAILED: i64 = -32803;

    /// With a code and words.
    pub fn new(code: i64, message: impl Into<String>) -> Self {
        Failure { code, message: message.into() }
    }

    /// The answer to a message that could not be read, so that nobody knows its id.
    pub fn to_json(&self) -> String {
        let error = json!({ "code": self.code, "message": self.message });
        json!({ "jsonrpc": "2.0", "id": null, "error": error }).to_string()
    }

    /// Understood, but it cannot be done.
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(Self::REQUEST_FAILED, message)
    }
}

impl Id {
    fn read(value: &Value) -> Option<Id> {
        match value {
            Value::Number(number) => number.as_i64().map(Id::Number),
            Value::String(text) => Some(Id::Text(text.clone())),
            _ => None,
        }
    }
}

impl From<&Id> for Value {
    fn from(id: &Id) -> Value {
        match id {
            Id::Number(number) => (*number).into(),
            Id::Text(text) => text.clone().into(),
        }
    }
}

impl Message {
    /// Reads a message.
    ///
    /// # Errors
    /// When the text is no JSON or no message; the failure is what the other side should be told.
    pub fn from_json(text: &str) -> Result<Message, Failure> {
        let value: Value =
            serde_json::from_str(text).map_err(|error| Failure::new(-32700, format!("no JSON: {error}")))?;
        Self::from_value(value)
    }

    fn from_value(value: Value) -> Result<Message, Failure> {
        let invalid = |what: &str| Failure::new(Failure::INVALID_REQUEST, what.to_owned());
        let Value::Object(mut object) = value else { return Err(invalid("a message is an object")) };
        let id = object.get("id").and_then(Id::read);
        let method = match object.remove("method") {
            Some(Value::String(method)) => Some(method),
            Some(_) => return Err(invalid("the method is no text")),
            None => None,
        };
        let params = object.remove("params").unwrap_or(Value::Null);
        match (method, id) {
            (Some(method), Some(id)) => Ok(Message::Request { id, method, params }),
            (Some(_), None) if object.contains_key("id") => Err(invalid("the id is no number and no text")),
            (Some(method), None) => Ok(Message::Notification { method, params }),
            (None, Some(id)) => Ok(Message::Response { id, result: answer(&mut object) }),
            (None, None) => Err(invalid("neither a method nor an id")),
        }
    }

    /// As JSON.
    pub fn to_json(&self) -> String {
        let value = match self {
            Message::Request { id, method, params } => {
                json!({ "jsonrpc": "2.0", "id": Value::from(id), "method": method, "params": params })
            }
            Message::Notification { method, params } => {
                json!({ "jsonrpc": "2.0", "method": method, "params": params })
            }
            Message::Response { id, result: Ok(result) } => {
                json!({ "jsonrpc": "2.0", "id": Value::from(id), "result": result })
            }
            Message::Response { id, result: Err(Failure { code, message }) } => {
                let error = json!({ "code": code, "message": message });
                json!({ "jsonrpc": "2.0", "id": Value::from(id), "error": error })
            }
        };
        value.to_string()
    }
}

fn answer(object: &mut Map<String, Value>) -> Result<Value, Failure> {
    match object.remove("error") {
        Some(error) => Err(Failure {
            code: error.get("code").and_then(Value::as_i64).unwrap_or(Failure::INTERNAL),
            message: error.get("message").and_then(Value::as_str).unwrap_or_default().to_owned(),
        }),
        None => Ok(object.remove("result").unwrap_or(Value::Null)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_go_to_json_and_back() {
        for text in [
            r#"{"id":1,"jsonrpc":"2.0","method":"shutdown","params":null}"#,
            r#"{"jsonrpc":"2.0","method":"exit","params":{"a":[1]}}"#,
            r#"{"id":"x","jsonrpc":"2.0","result":null}"#,
            r#"{"error":{"code":-32803,"message":"no"},"id":2,"jsonrpc":"2.0"}"#,
        ] {
            let message = Message::from_json(text).unwrap();
            assert_eq!(Message::from_json(&message.to_json()), Ok(message), "{text}");
        }
    }

    #[test]
    fn what_is_no_message_is_refused_with_a_reason() {
        for text in ["", "[]", "{}", "{\"method\":1}", "{\"id\":{},\"method\":\"a\"}", "\"a\""] {
            assert!(Message::from_json(text).is_err(), "{text}");
        }
    }
}
