//! The session over standard input and output, by the transport of tower-lsp-server.
//!
//! The session has a thread of its own. The transport hands messages to it in the order in which they come in and goes on
//! reading, so that a request can be taken back and edits that came meanwhile are analysed together.

mod guard;

use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::io;
use std::pin::Pin;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::task::{Context, Poll};
use std::thread;

use futures::channel::{mpsc, oneshot};
use futures::future::{Either, FutureExt as _, Map};
use futures::{Sink, SinkExt as _};
use tower_lsp_server::jsonrpc::{self, Request, Response};
use tower_lsp_server::{Loopback, Server};
use tower_service::Service;

use guard::{Guard, MALFORMED};

use crate::host::Host;
use crate::message::{Failure, Id, Message};
use crate::session::Session;

/// So many requests may wait for an analysis before the transport stops reading.
const WAITING: usize = 1024;

/// Serves one client until it says goodbye or closes the input. Gives the code to end the process with.
///
/// # Errors
/// When neither thread nor runtime can be had.
pub fn serve(host: impl Host + 'static) -> io::Result<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let (inbound, receiver) = channel();
    let (outbound, requests) = mpsc::unbounded();
    // The stack of a main thread: deep nesting of lists in a document must not matter here either.
    let session = thread::Builder::new()
        .name("medlint".to_owned())
        .stack_size(8 << 20)
        .spawn(move || run(Session::new(host), &receiver, outbound))?;
    let service = Inbound { to: inbound.clone() };
    let socket = Socket { requests, to: inbound };
    runtime.block_on(async {
        let (input, output) = (Guard::new(tokio::io::stdin()), tokio::io::stdout());
        Server::new(input, output, socket).concurrency_level(WAITING).serve(service).await;
    });
    // The thread that reads the input may still wait for a line; nobody needs it any more.
    runtime.shutdown_background();
    Ok(session.join().unwrap_or(1))
}

/// A message for the session, with who waits for the answer.
enum Item {
    Message(Message),
    Request(Id, Message, oneshot::Sender<Response>),
}

/// Takes messages of the session to the transport.
struct Courier {
    answers: BTreeMap<Id, VecDeque<oneshot::Sender<Response>>>,
    requests: mpsc::UnboundedSender<Request>,
}

impl Courier {
    fn deliver(&mut self, messages: Vec<Message>) {
        for message in messages {
            match message {
                Message::Response { id, result } => {
                    let Some(waiting) = self.answers.get_mut(&id) else { continue };
                    let answer = waiting.pop_front();
                    if waiting.is_empty() {
                        self.answers.remove(&id);
                    }
                    let result = result.map_err(|Failure { code, message }| jsonrpc::Error {
                        code: jsonrpc::ErrorCode::from(code),
                        message: message.into(),
                        data: None,
                    });
                    // Nobody waits any more when the transport has ended.
                    let _ = answer.map(|answer| answer.send(Response::from_parts(outer(&id), result)));
                }
                Message::Request { id, method, params } => {
                    let _ = self
                        .requests
                        .unbounded_send(Request::build(method).id(outer(&id)).params(params).finish());
                }
                Message::Notification { method, params } => {
                    let _ = self.requests.unbounded_send(Request::build(method).params(params).finish());
                }
            }
        }
    }
}

/// Feeds the session and lets it work while nothing comes in.
fn run(mut session: Session, inbound: &Receiver<Item>, requests: mpsc::UnboundedSender<Request>) -> u8 {
    let mut courier = Courier { answers: BTreeMap::new(), requests };
    while session.exit_code().is_none() {
        let item = match inbound.try_recv() {
            Ok(item) => item,
            Err(TryRecvError::Disconnected) => break,
            Err(TryRecvError::Empty) => {
                if session.work() {
                    courier.deliver(session.take());
                    continue;
                }
                let Ok(item) = inbound.recv() else { break };
                item
            }
        };
        let message = match item {
            Item::Message(message) => message,
            Item::Request(id, message, answer) => {
                courier.answers.entry(id).or_default().push_back(answer);
                message
            }
        };
        session.receive(message);
        courier.deliver(session.take());
    }
    session.exit_code().unwrap_or(1)
}

/// The transport's side of requests and notifications of the client.
struct Inbound {
    to: Sender<Item>,
}

type Answer = Map<
    oneshot::Receiver<Response>,
    fn(Result<Response, oneshot::Canceled>) -> Result<Option<Response>, Infallible>,
>;

impl Service<Request> for Inbound {
    type Response = Option<Response>;
    type Error = Infallible;
    type Future = Either<Ready<Result<Option<Response>, Infallible>>, Answer>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (method, id, params) = request.into_parts();
        let (method, params) = (method.into_owned(), params.unwrap_or_default());
        if method == MALFORMED {
            let error = jsonrpc::Error::parse_error();
            return Either::Left(ready(Ok(Some(Response::from_error(jsonrpc::Id::Null, error)))));
        }
        let Some(id) = id else {
            let _ = self.to.send(Item::Message(Message::Notification { method, params }));
            return Either::Left(ready(Ok(None)));
        };
        let Some(inner) = inner(&id) else {
            let error = jsonrpc::Error::invalid_request();
            return Either::Left(ready(Ok(Some(Response::from_error(id, error)))));
        };
        let (answer, answered) = oneshot::channel();
        let message = Message::Request { id: inner.clone(), method, params };
        let _ = self.to.send(Item::Request(inner, message, answer));
        // A request that the session never answers, because it has ended, has no response.
        Either::Right(answered.map(|answer| Ok(answer.ok())))
    }
}

/// The transport's side of requests and notifications of the session.
struct Socket {
    requests: mpsc::UnboundedReceiver<Request>,
    to: Sender<Item>,
}

impl Loopback for Socket {
    type RequestStream = mpsc::UnboundedReceiver<Request>;
    type ResponseSink = Pin<Box<dyn Sink<Response, Error = Infallible>>>;

    fn split(self) -> (Self::RequestStream, Self::ResponseSink) {
        let sink = futures::sink::drain().with(move |response: Response| {
            let (id, result) = response.into_parts();
            if let Some(id) = inner(&id) {
                let result = result.map_err(|error| Failure::new(error.code.code(), error.message));
                let _ = self.to.send(Item::Message(Message::Response { id, result }));
            }
            ready(Ok::<(), Infallible>(()))
        });
        (self.requests, Box::pin(sink))
    }
}

fn inner(id: &jsonrpc::Id) -> Option<Id> {
    match id {
        jsonrpc::Id::Number(number) => Some(Id::Number(*number)),
        jsonrpc::Id::String(text) => Some(Id::Text(text.clone())),
        jsonrpc::Id::Null => None,
    }
}

fn outer(id: &Id) -> jsonrpc::Id {
    match id {
        Id::Number(number) => jsonrpc::Id::Number(*number),
        Id::Text(text) => jsonrpc::Id::String(text.clone()),
    }
}
