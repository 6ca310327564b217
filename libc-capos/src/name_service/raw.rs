//! Questions of whatever type and class, and answers as they came.

use super::LookupError;
use super::configuration;
use super::transport::NameServers;
use crate::entropy;
use alloc::vec::Vec;
use capos_libc_engine::network::{compressed_name, exchange, name_labels};

const QUESTION_HEADER: [u8; 10] = [1, 0, 0, 1, 0, 0, 0, 0, 0, 0];

/// A question in a message of its own; `None` for what is no name.
pub fn question(name: &[u8], class: u16, kind: u16) -> Option<Vec<u8>> {
    let labels = name_labels(name)?;
    let mut message = Vec::from((entropy::number() as u16).to_be_bytes());
    message.extend(QUESTION_HEADER);
    message.extend(compressed_name(&labels, &[], &[]));
    message.extend(kind.to_be_bytes());
    message.extend(class.to_be_bytes());
    Some(message)
}

/// What the first server says that can say something.
pub fn answer(question: &[u8]) -> Result<Vec<u8>, LookupError> {
    let configuration = configuration::read()?;
    let answer = exchange(&mut NameServers::new(), &configuration, question).map_err(LookupError::System)?;
    answer.ok_or(LookupError::TryAgain)
}

/// The names to try for one, in the domains that the configuration says.
pub fn candidates(name: &[u8]) -> Result<Vec<Vec<u8>>, LookupError> {
    let configuration = configuration::read()?;
    Ok(configuration.candidates(name).iter().map(|name| name.text().into()).collect())
}
