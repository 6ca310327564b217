use alloc::collections::VecDeque;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{ASKED, answer};
use crate::network::{Answer, Configuration, Failure, RecordType, Server, Transport, Trouble, search};

/// What a server does with a question.
#[derive(Clone, Copy)]
enum Reaction {
    Address,
    NoSuchName,
    NoData,
    Fail,
    /// Nothing arrives.
    Lose,
    Truncate,
    /// A message with another number comes first.
    Forge,
    Unreachable,
    OutOfMemory,
}

/// Servers that do what the test says, one reaction for each question in turn, then lose everything.
struct Servers {
    reactions: VecDeque<Reaction>,
    arrived: VecDeque<Vec<u8>>,
    /// Who was asked for what.
    log: Vec<String>,
    current: String,
    ids: u16,
}

const ADDRESS: [u8; 4] = [192, 0, 2, 1];
const LONG: [u8; 4] = [192, 0, 2, 2];

fn addresses(question: &[u8], address: [u8; 4]) -> Vec<u8> {
    let kind = question[question.len() - 3];
    let long = [address; 4].concat();
    let data: &[u8] = if kind == RecordType::Ipv6 as u8 { &long } else { &address };
    answer(question, 0, &[(ASKED, kind.into(), data)])
}

impl Transport for Servers {
    type Error = &'static str;

    fn begin(&mut self, server: &Server, _: u32) -> Result<(), Trouble<&'static str>> {
        self.current = server.address.to_string();
        self.arrived.clear();
        Ok(())
    }

    fn send(&mut self, message: &[u8]) -> Result<(), Trouble<&'static str>> {
        let name =
            message[13..message.len() - 5].iter().map(|&byte| if byte < 32 { '.' } else { byte.into() });
        let kind = message[message.len() - 3];
        self.log.push(format!("{} {} {kind}", self.current, name.collect::<String>()));
        let arrived = match self.reactions.pop_front().unwrap_or(Reaction::Lose) {
            Reaction::Address => addresses(message, ADDRESS),
            Reaction::NoSuchName => answer(message, 3, &[]),
            Reaction::NoData => answer(message, 0, &[]),
            Reaction::Fail => answer(message, 2, &[]),
            Reaction::Lose => return Ok(()),
            Reaction::Truncate => {
                let mut cut = answer(message, 0, &[]);
                cut[2] |= 2;
                cut
            }
            Reaction::Forge => {
                let mut forged = addresses(message, [6; 4]);
                forged[0] ^= 1;
                self.arrived.push_back(forged);
                addresses(message, ADDRESS)
            }
            Reaction::Unreachable => return Err(Trouble::Server),
            Reaction::OutOfMemory => return Err(Trouble::Fatal("memory")),
        };
        self.arrived.push_back(arrived);
        Ok(())
    }

    fn receive(&mut self, room: &mut [u8]) -> Result<Option<usize>, Trouble<&'static str>> {
        Ok(self.arrived.pop_front().map(|message| {
            room[..message.len()].copy_from_slice(&message);
            message.len()
        }))
    }

    fn converse(&mut self, server: &Server, _: u32, query: &[u8]) -> Result<Vec<u8>, Trouble<&'static str>> {
        self.log.push(format!("{} stream", server.address));
        Ok(addresses(query, LONG))
    }

    fn id(&mut self) -> u16 {
        self.ids += 1;
        self.ids
    }
}

/// Looks for IPv4 addresses of a name with two servers; what came of it, and who was asked.
fn look(extra: &str, name: &str, reactions: &[Reaction]) -> (Result<Vec<Answer>, Failure>, Vec<String>) {
    look_for(extra, name, reactions, &[RecordType::Ipv4])
}

fn look_for(
    extra: &str,
    name: &str,
    reactions: &[Reaction],
    kinds: &[RecordType],
) -> (Result<Vec<Answer>, Failure>, Vec<String>) {
    let mut configuration = Configuration::default();
    configuration.read(format!("nameserver 10.0.0.1\nnameserver 10.0.0.2\n{extra}\n").as_bytes());
    let mut servers = servers(reactions);
    let found = search(&mut servers, &configuration, name.as_bytes(), kinds).unwrap();
    (found, servers.log)
}

fn servers(reactions: &[Reaction]) -> Servers {
    let reactions = reactions.iter().copied().collect();
    Servers { reactions, arrived: VecDeque::new(), log: Vec::new(), current: String::new(), ids: 6 }
}

fn first(found: Result<Vec<Answer>, Failure>) -> String {
    found.unwrap()[0].addresses[0].to_string()
}

#[test]
fn one_answer() {
    let (found, log) = look("", "a.b", &[Reaction::Address]);
    assert_eq!(first(found), "192.0.2.1");
    assert_eq!(log, ["10.0.0.1 a.b 1"]);
}

#[test]
fn lost_datagrams_are_sent_again_to_the_next_server() {
    use Reaction::{Address, Lose};
    let (found, log) = look("", "a.b", &[Lose, Lose, Lose, Address]);
    assert_eq!(first(found), "192.0.2.1");
    assert_eq!(log, ["10.0.0.1 a.b 1", "10.0.0.2 a.b 1", "10.0.0.1 a.b 1", "10.0.0.2 a.b 1"]);
    let (found, log) = look("options attempts:1", "a.b", &[]);
    assert_eq!(found.unwrap_err(), Failure::TryAgain);
    assert_eq!(log.len(), 2);
}

#[test]
fn servers_that_fail() {
    for reaction in [Reaction::Fail, Reaction::Unreachable] {
        let (found, log) = look("", "a.b", &[reaction, Reaction::Address]);
        assert_eq!(first(found), "192.0.2.1");
        assert_eq!(log, ["10.0.0.1 a.b 1", "10.0.0.2 a.b 1"]);
    }
    let mut configuration = Configuration::default();
    configuration.read(b"nameserver 10.0.0.1");
    let mut transport = servers(&[Reaction::OutOfMemory]);
    assert_eq!(search(&mut transport, &configuration, b"a.b", &[RecordType::Ipv4]).unwrap_err(), "memory");
}

#[test]
fn rotation() {
    // The numbers that the transport gives are 7 for the query and 8 for the first server.
    let (_, log) = look("options rotate", "a.b", &[Reaction::Address]);
    assert_eq!(log, ["10.0.0.1 a.b 1"]);
    let kinds = [RecordType::Ipv4, RecordType::Ipv6];
    let (_, log) = look_for("options rotate", "a.b", &[Reaction::Address, Reaction::Address], &kinds);
    assert_eq!(log, ["10.0.0.2 a.b 1", "10.0.0.2 a.b 28"]);
}

#[test]
fn truncated_answers_come_by_stream() {
    let (found, log) = look("", "a.b", &[Reaction::Truncate]);
    assert_eq!(first(found), "192.0.2.2");
    assert_eq!(log, ["10.0.0.1 a.b 1", "10.0.0.1 stream"]);
    let (found, log) = look("options use-vc", "a.b", &[]);
    assert_eq!(first(found), "192.0.2.2");
    assert_eq!(log, ["10.0.0.1 stream"]);
}

#[test]
fn forged_answers_are_passed_over() {
    let (found, log) = look("", "a.b", &[Reaction::Forge]);
    assert_eq!(first(found), "192.0.2.1");
    assert_eq!(log.len(), 1);
}

#[test]
fn both_families_at_once() {
    use Reaction::{Address, Fail, NoData};
    let kinds = [RecordType::Ipv4, RecordType::Ipv6];
    let (found, log) = look_for("", "a.b", &[Address, Address], &kinds);
    assert_eq!(found.unwrap().len(), 2);
    assert_eq!(log, ["10.0.0.1 a.b 1", "10.0.0.1 a.b 28"]);
    let (found, _) = look_for("", "a.b", &[Address, NoData], &kinds);
    assert_eq!(found.unwrap().len(), 1);
    // Only what is missing is asked for again.
    let (found, log) = look_for("", "a.b", &[Fail, Address, Address], &kinds);
    assert_eq!(found.unwrap().len(), 2);
    assert_eq!(log, ["10.0.0.1 a.b 1", "10.0.0.1 a.b 28", "10.0.0.2 a.b 1"]);
}

#[test]
fn search_lists() {
    use Reaction::{Address, Fail, NoData, NoSuchName};
    let list = "search one two";
    let (found, log) = look(list, "a", &[NoSuchName, Address]);
    assert_eq!(format!("{:?}", found.unwrap()[0].name), "a.two");
    assert_eq!(log, ["10.0.0.1 a.one 1", "10.0.0.1 a.two 1"]);
    assert_eq!(look(list, "a", &[NoSuchName; 3]).0.unwrap_err(), Failure::NoSuchName);
    assert_eq!(look(list, "a", &[NoSuchName, NoData, NoSuchName]).0.unwrap_err(), Failure::NoData);
    let failing = [Fail, Fail, Fail, Fail, NoData, NoSuchName];
    assert_eq!(look(list, "a", &failing).0.unwrap_err(), Failure::TryAgain);
    assert_eq!(look(list, "not a name", &[]).0.unwrap_err(), Failure::NoSuchName);
}
