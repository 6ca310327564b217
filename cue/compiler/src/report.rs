//! `Report`: what is wrong with a manifest, each finding with file, field and reason.

use std::fmt;

/// The path of a field in the notation of CUE: `processes.lua.grants.terminal`, `files."bin/lua".source`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct FieldPath(String);

impl FieldPath {
    pub fn root() -> Self {
        FieldPath::default()
    }

    #[must_use]
    pub fn field(&self, name: &str) -> Self {
        let plain = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_');
        let separator = if self.0.is_empty() { "" } else { "." };
        FieldPath(match plain {
            true => format!("{}{separator}{name}", self.0),
            false => format!("{}{separator}{name:?}", self.0),
        })
    }

    #[must_use]
    pub fn element(&self, index: usize) -> Self {
        FieldPath(format!("{}[{index}]", self.0))
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.is_empty() { "(whole manifest)" } else { &self.0 })
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    pub field: FieldPath,
    pub reason: String,
}

/// The findings about one manifest in the order in which they were made.
#[derive(Debug)]
pub struct Report {
    file: String,
    findings: Vec<Finding>,
}

impl Report {
    /// `file` is the source that a reader of the findings would open.
    pub fn new(file: impl Into<String>) -> Self {
        Report { file: file.into(), findings: Vec::new() }
    }

    pub fn add(&mut self, field: &FieldPath, reason: impl Into<String>) {
        self.findings.push(Finding { field: field.clone(), reason: reason.into() });
    }

    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(formatter, "{}: {}: {}", self.file, finding.field, finding.reason)?;
        }
        Ok(())
    }
}

/// Quoted names for a reason, in order: `"a", "b"`.
pub fn quoted_list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
}
