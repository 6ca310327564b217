//! `Fields`: the entries of one JSON object with their path, taken one by one; what stays is unknown.

use crate::json::Json;
use crate::report::{FieldPath, Report, quoted_list};
use std::collections::BTreeMap;

/// A value with its place in the manifest.
#[derive(Clone)]
pub struct Node<'a> {
    pub value: &'a Json,
    pub path: FieldPath,
}

impl<'a> Node<'a> {
    fn expected<T>(&self, what: &str, report: &mut Report) -> Option<T> {
        report.add(&self.path, format!("expected {what}, found {}", self.value.kind()));
        None
    }

    pub fn string(&self, report: &mut Report) -> Option<String> {
        match self.value {
            Json::String(text) if text.contains('\0') => {
                report.add(&self.path, "contains a NUL character");
                None
            }
            Json::String(text) => Some(text.clone()),
            _ => self.expected("a string", report),
        }
    }

    pub fn boolean(&self, report: &mut Report) -> Option<bool> {
        match self.value {
            Json::Boolean(value) => Some(*value),
            _ => self.expected("true or false", report),
        }
    }

    /// An integer that fits `T`, which is what its message field holds.
    pub fn integer<T: TryFrom<i128>>(&self, report: &mut Report) -> Option<T> {
        match self.value {
            Json::Integer(value) => T::try_from(*value).ok().or_else(|| {
                let bits = 8 * size_of::<T>();
                report.add(&self.path, format!("{value} is out of range: 0 to 2^{bits} - 1"));
                None
            }),
            _ => self.expected("an integer", report),
        }
    }

    pub fn list(&self, report: &mut Report) -> Vec<Node<'a>> {
        match self.value {
            Json::Array(elements) => elements
                .iter()
                .enumerate()
                .map(|(index, value)| Node { value, path: self.path.element(index) })
                .collect(),
            _ => self.expected("a list", report).unwrap_or_default(),
        }
    }

    /// The entries of a struct whose field names are the manifest's own choice.
    pub fn entries(&self, report: &mut Report) -> BTreeMap<&'a str, Node<'a>> {
        let mut entries = BTreeMap::new();
        let Json::Object(members) = self.value else {
            return self.expected("a struct", report).unwrap_or_default();
        };
        for (name, value) in members {
            let path = self.path.field(name);
            if entries.contains_key(name.as_str()) {
                report.add(&path, format!("duplicate name {name:?}"));
                continue;
            }
            entries.insert(name.as_str(), Node { value, path });
        }
        entries
    }

    /// The entries of a struct whose field names are given.
    pub fn fields(&self, report: &mut Report) -> Fields<'a> {
        let is_struct = matches!(self.value, Json::Object(_));
        Fields { path: self.path.clone(), entries: self.entries(report), known: Vec::new(), is_struct }
    }
}

pub struct Fields<'a> {
    path: FieldPath,
    entries: BTreeMap<&'a str, Node<'a>>,
    known: Vec<&'static str>,
    /// What is no struct at all was reported as that, and misses no field.
    is_struct: bool,
}

impl<'a> Fields<'a> {
    pub fn optional(&mut self, name: &'static str) -> Option<Node<'a>> {
        self.known.push(name);
        self.entries.remove(name)
    }

    pub fn required(&mut self, name: &'static str, report: &mut Report) -> Option<Node<'a>> {
        let node = self.optional(name);
        if node.is_none() && self.is_struct {
            report.add(&self.path.field(name), "missing");
        }
        node
    }

    /// Reports every field that was not asked for.
    pub fn finish(self, report: &mut Report) {
        for node in self.entries.values() {
            let known = quoted_list(self.known.iter().copied());
            report.add(&node.path, format!("unknown field (known: {known})"));
        }
    }
}
