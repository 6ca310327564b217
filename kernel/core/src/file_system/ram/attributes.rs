//! `Attributes`: a file's extended attributes.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use capos_schema::capos_capnp::ErrorCode;

use super::super::FileResult;
use super::super::traits::SetAttribute;

/// What an attribute costs beside its name and value.
const COST: usize = 96;

/// Of all names of a file together with their NULs (`XATTR_LIST_MAX` of Linux).
const MAX_NAMES: usize = 1 << 16;

#[derive(Default)]
pub struct Attributes(BTreeMap<Box<[u8]>, Box<[u8]>>);

impl Attributes {
    /// What all of them cost the volume.
    pub fn cost(&self) -> usize {
        self.0.iter().map(|(name, value)| COST + name.len() + value.len()).sum()
    }

    /// What the attribute would cost, and what the one of that name costs that is there. Fails if it may not be set so.
    pub fn change(&self, name: &[u8], value: &[u8], how: SetAttribute) -> FileResult<(usize, usize)> {
        let before = self.0.get(name).map(|value| COST + name.len() + value.len());
        match (how, before) {
            (SetAttribute::Create, Some(_)) => return Err(ErrorCode::AlreadyExists),
            (SetAttribute::Replace, None) => return Err(ErrorCode::NotFound),
            _ => {}
        }
        let names: usize = self.0.keys().map(|name| name.len() + 1).sum();
        if before.is_none() && names + name.len() + 1 > MAX_NAMES {
            return Err(ErrorCode::NoSpace);
        }
        Ok((COST + name.len() + value.len(), before.unwrap_or(0)))
    }

    pub fn set(&mut self, name: &[u8], value: &[u8]) {
        self.0.insert(name.into(), value.into());
    }

    pub fn get(&self, name: &[u8]) -> FileResult<Vec<u8>> {
        self.0.get(name).map(|value| value.to_vec()).ok_or(ErrorCode::NotFound)
    }

    /// Gives what it cost.
    pub fn remove(&mut self, name: &[u8]) -> FileResult<usize> {
        let value = self.0.remove(name).ok_or(ErrorCode::NotFound)?;
        Ok(COST + name.len() + value.len())
    }

    /// The names, each with a NUL behind it.
    pub fn names(&self) -> Vec<u8> {
        self.0.keys().flat_map(|name| name.iter().copied().chain([0])).collect()
    }
}
