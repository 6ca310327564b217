//! The list of tests that are expected to fail, each with its reason.

use std::collections::BTreeMap;

/// By test name. A listed test that passes is an unexpected result: the list must shrink.
#[derive(Debug, Default)]
pub struct Expectations(BTreeMap<String, String>);

impl Expectations {
    /// Lines `name: reason`; empty lines and those that start with `#` are for the reader.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut list = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let number = index + 1;
            let (name, reason) =
                line.split_once(": ").ok_or(format!("line {number}: not \"name: reason\""))?;
            if list.insert(name.to_owned(), reason.trim().to_owned()).is_some() {
                return Err(format!("line {number}: {name} is listed twice"));
            }
        }
        Ok(Expectations(list))
    }

    pub fn reason(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
