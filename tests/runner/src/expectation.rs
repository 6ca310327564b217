//! The lists of tests that are expected to fail, each with its reason.

use std::collections::BTreeMap;

/// By test name. A listed test that passes is an unexpected result: the list must shrink.
#[derive(Debug, Default)]
pub struct Expectations(BTreeMap<String, Expected>);

#[derive(Debug)]
pub struct Expected {
    pub reason: String,
    /// Not a test on this platform, such as a program in another language: counted apart, not as passed.
    pub apart: bool,
}

/// Begins the reason of what is counted apart.
const APART: &str = "apart: ";

impl Expectations {
    /// Lines `name: reason`; empty lines and those that start with `#` are for the reader.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut list = Expectations::default();
        list.add(text, |name| vec![name.to_owned()])?;
        Ok(list)
    }

    /// Adds the list of a suite that runs on several platforms. A line's name is `platform/test`, or `*/test`
    /// for all of the platforms.
    pub fn add_suite(&mut self, suite: &str, platforms: &[&str], text: &str) -> Result<(), String> {
        self.add(text, |name| match name.strip_prefix("*/") {
            Some(test) => platforms.iter().map(|platform| format!("{suite}-{platform}/{test}")).collect(),
            None => vec![format!("{suite}-{name}")],
        })
    }

    fn add(&mut self, text: &str, names: impl Fn(&str) -> Vec<String>) -> Result<(), String> {
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let number = index + 1;
            let (name, reason) =
                line.split_once(": ").ok_or(format!("line {number}: not \"name: reason\""))?;
            let reason = reason.trim();
            let (apart, reason) = reason.strip_prefix(APART).map_or((false, reason), |rest| (true, rest));
            for name in names(name) {
                let expected = Expected { reason: reason.to_owned(), apart };
                if self.0.insert(name.clone(), expected).is_some() {
                    return Err(format!("line {number}: {name} is listed twice"));
                }
            }
        }
        Ok(())
    }

    pub fn get(&self, name: &str) -> Option<&Expected> {
        self.0.get(name)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
