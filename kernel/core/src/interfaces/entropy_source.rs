//! `EntropySource`: random bytes.

use capos_schema::abi::Fault;
use capos_schema::methods::entropy_source::Fill;
use capos_schema::{Interface, Method};

use crate::entropy;
use crate::object::{Call, CallResult, Object, Outcome};

/// Bytes copied at a time.
const CHUNK: usize = 512;

pub struct EntropySource;

impl Object for EntropySource {
    fn interface(&self) -> Interface {
        Interface::EntropySource
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Fill::ORDINAL => {
                let length = call.bulk_length();
                let mut done = 0;
                while done < length {
                    let mut chunk = [0; CHUNK];
                    let part = &mut chunk[..(length - done).min(CHUNK as u64) as usize];
                    entropy::fill(part);
                    call.bulk_out(done, part)?;
                    done += part.len() as u64;
                }
                call.set_value(length);
                Ok(Outcome::Done)
            }
            _ => Err(Fault::Method.into()),
        }
    }
}
