//! Tests of addresses, names, messages and databases.

mod address;
mod configuration;
mod lines;
mod message;
mod name;
mod order;
mod presentation;
mod resolver;

use alloc::vec::Vec;

/// A message with these answers to a question: owner as it travels, type, data.
fn answer(question: &[u8], code: u8, records: &[(&[u8], u16, &[u8])]) -> Vec<u8> {
    let mut message = question.to_vec();
    message[2] = 0x81;
    message[3] = 0x80 | code;
    message[7] = records.len() as u8;
    for (owner, kind, data) in records {
        message.extend(*owner);
        message.extend(kind.to_be_bytes());
        message.extend([0, 1, 0, 0, 0, 60]);
        message.extend((data.len() as u16).to_be_bytes());
        message.extend(*data);
    }
    message
}

/// Points at the name of the question.
const ASKED: &[u8] = &[0xc0, 12];
