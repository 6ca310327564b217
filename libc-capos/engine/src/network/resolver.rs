//! Asking name servers: which, how often, and what their answers come to. How messages travel is the caller's.

use alloc::vec::Vec;

use super::message::{asked, judge};
use super::{Answer, Configuration, Name, Query, RecordType, Server, Verdict};

/// The longest datagram that is read.
const MAX_DATAGRAM: usize = 4096;
/// Messages that are no answers to our questions, which one try reads past.
const MAX_STRANGERS: usize = 256;

/// How messages travel.
pub trait Transport {
    type Error;

    /// Begins a try: what is sent and received from now on goes to and comes from this server, until `seconds` are over.
    fn begin(&mut self, server: &Server, seconds: u32) -> Result<(), Trouble<Self::Error>>;

    fn send(&mut self, message: &[u8]) -> Result<(), Trouble<Self::Error>>;

    /// The next message's length; `None` when the time is over.
    fn receive(&mut self, room: &mut [u8]) -> Result<Option<usize>, Trouble<Self::Error>>;

    /// One question and its answer over a stream.
    fn converse(
        &mut self,
        server: &Server,
        seconds: u32,
        query: &[u8],
    ) -> Result<Vec<u8>, Trouble<Self::Error>>;

    /// A number that nobody can guess.
    fn id(&mut self) -> u16;
}

/// Why a message did not travel.
pub enum Trouble<E> {
    /// This server can not be reached.
    Server,
    /// It will not be better with another one.
    Fatal(E),
}

/// Why there is no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    NoSuchName,
    /// There is such a name, but it has nothing of what was asked for.
    NoData,
    /// No server told; later one may.
    TryAgain,
}

type Outcome = Result<Answer, Failure>;

/// Looks for a name and whatever records of the kinds it has, in the domains that the configuration says.
pub fn search<T: Transport>(
    transport: &mut T,
    configuration: &Configuration,
    name: &[u8],
    kinds: &[RecordType],
) -> Result<Result<Vec<Answer>, Failure>, T::Error> {
    let (mut has_no_data, mut was_unanswered) = (false, false);
    for candidate in configuration.candidates(name) {
        let outcomes = ask(transport, configuration, &candidate, kinds)?;
        match outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).max_by_key(weight) {
            _ if outcomes.iter().any(Result::is_ok) => {
                return Ok(Ok(outcomes.into_iter().flatten().collect()));
            }
            Some(Failure::TryAgain) => was_unanswered = true,
            Some(Failure::NoData) => has_no_data = true,
            Some(Failure::NoSuchName) | None => {}
        }
    }
    Ok(Err(match (was_unanswered, has_no_data) {
        (true, _) => Failure::TryAgain,
        (_, true) => Failure::NoData,
        _ => Failure::NoSuchName,
    }))
}

/// A message with one question of whatever kind, and the answer as it came; `None` if no server told.
pub fn exchange<T: Transport>(
    transport: &mut T,
    configuration: &Configuration,
    message: &[u8],
) -> Result<Option<Vec<u8>>, T::Error> {
    let Some(question) = asked(message) else { return Ok(None) };
    let servers = &configuration.servers;
    for turn in 0..servers.len() * configuration.attempts as usize {
        let server = &servers[turn % servers.len()];
        let answered = if configuration.use_stream {
            exchange_over_stream(transport, configuration, server, question, message)
        } else {
            exchange_once(transport, configuration, server, question, message)
        };
        match answered {
            Ok(Some(answer)) => return Ok(Some(answer)),
            Err(Trouble::Fatal(error)) => return Err(error),
            Ok(None) | Err(Trouble::Server) => {}
        }
    }
    Ok(None)
}

fn exchange_once<T: Transport>(
    transport: &mut T,
    configuration: &Configuration,
    server: &Server,
    question: &[u8],
    message: &[u8],
) -> Result<Option<Vec<u8>>, Trouble<T::Error>> {
    transport.begin(server, configuration.timeout)?;
    transport.send(message)?;
    let mut room = [0; MAX_DATAGRAM];
    for _ in 0..MAX_STRANGERS {
        let Some(length) = transport.receive(&mut room)? else { break };
        match judge(question, &room[..length]) {
            None => {}
            Some(Verdict::Failed) => break,
            Some(Verdict::Truncated) => {
                return exchange_over_stream(transport, configuration, server, question, message);
            }
            Some(Verdict::Answered | Verdict::NoSuchName) => return Ok(Some(room[..length].into())),
        }
    }
    Ok(None)
}

fn exchange_over_stream<T: Transport>(
    transport: &mut T,
    configuration: &Configuration,
    server: &Server,
    question: &[u8],
    message: &[u8],
) -> Result<Option<Vec<u8>>, Trouble<T::Error>> {
    let answer = transport.converse(server, configuration.timeout, message)?;
    let is_told = matches!(judge(question, &answer), Some(Verdict::Answered | Verdict::NoSuchName));
    Ok(is_told.then_some(answer))
}

/// Of several failures the one to tell.
fn weight(failure: &&Failure) -> u8 {
    match failure {
        Failure::NoSuchName => 0,
        Failure::NoData => 1,
        Failure::TryAgain => 2,
    }
}

/// Asks for all kinds of records of one name at the same time.
fn ask<T: Transport>(
    transport: &mut T,
    configuration: &Configuration,
    name: &Name,
    kinds: &[RecordType],
) -> Result<Vec<Outcome>, T::Error> {
    let queries: Vec<Query> = kinds.iter().map(|kind| Query::new(name, *kind, transport.id())).collect();
    let mut outcomes: Vec<Option<Outcome>> = kinds.iter().map(|_| None).collect();
    let servers = &configuration.servers;
    let first = if configuration.rotate { usize::from(transport.id()) } else { 0 };
    for turn in 0..servers.len() * configuration.attempts as usize {
        let server = &servers[(first + turn) % servers.len()];
        let mut current = Try { transport, configuration, server, queries: &queries };
        match current.run(&mut outcomes) {
            Err(Trouble::Fatal(error)) => return Err(error),
            Err(Trouble::Server) | Ok(()) => {}
        }
        if outcomes.iter().all(Option::is_some) {
            break;
        }
    }
    Ok(outcomes.into_iter().map(|outcome| outcome.unwrap_or(Err(Failure::TryAgain))).collect())
}

/// One try with one server.
struct Try<'a, T> {
    transport: &'a mut T,
    configuration: &'a Configuration,
    server: &'a Server,
    queries: &'a [Query],
}

impl<T: Transport> Try<'_, T> {
    /// Fills in the outcomes that are still missing, as far as this server tells.
    fn run(&mut self, outcomes: &mut [Option<Outcome>]) -> Result<(), Trouble<T::Error>> {
        let mut waiting: Vec<usize> =
            (0..outcomes.len()).filter(|&index| outcomes[index].is_none()).collect();
        if self.configuration.use_stream {
            for index in waiting {
                outcomes[index] = self.over_stream(&self.queries[index])?;
            }
            return Ok(());
        }
        self.transport.begin(self.server, self.configuration.timeout)?;
        for &index in &waiting {
            self.transport.send(self.queries[index].bytes())?;
        }
        let mut room = [0; MAX_DATAGRAM];
        let mut strangers = 0;
        while !waiting.is_empty() && strangers < MAX_STRANGERS {
            let Some(length) = self.transport.receive(&mut room)? else { break };
            let message = &room[..length];
            let judged = waiting
                .iter()
                .enumerate()
                .find_map(|(place, &index)| Some((place, index, self.queries[index].judge(message)?)));
            let Some((place, index, verdict)) = judged else {
                strangers += 1;
                continue;
            };
            waiting.swap_remove(place);
            let query = &self.queries[index];
            outcomes[index] = match verdict {
                Verdict::Truncated => self.over_stream(query)?,
                verdict => outcome(query, verdict, message),
            };
        }
        Ok(())
    }

    fn over_stream(&mut self, query: &Query) -> Result<Option<Outcome>, Trouble<T::Error>> {
        let message = self.transport.converse(self.server, self.configuration.timeout, query.bytes())?;
        Ok(query.judge(&message).and_then(|verdict| outcome(query, verdict, &message)))
    }
}

/// What a server's answer comes to; `None` if another server should be asked.
fn outcome(query: &Query, verdict: Verdict, message: &[u8]) -> Option<Outcome> {
    match verdict {
        Verdict::Answered => {
            let answer = query.read(message)?;
            let is_empty = answer.addresses.is_empty() && answer.names.is_empty();
            Some(if is_empty { Err(Failure::NoData) } else { Ok(answer) })
        }
        Verdict::NoSuchName => Some(Err(Failure::NoSuchName)),
        Verdict::Failed | Verdict::Truncated => None,
    }
}
