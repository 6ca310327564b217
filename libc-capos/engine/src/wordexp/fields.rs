//! Fields as they grow: text, the same as a pattern, and where to split.

use super::Failure;
use alloc::vec::Vec;

/// One field.
#[derive(Default)]
pub struct Field {
    pub text: Vec<u8>,
    /// The text with a backslash before every character that does not act as a wildcard.
    pub pattern: Vec<u8>,
}

/// Collects fields.
pub struct Builder {
    pub fields: Vec<Field>,
    current: Option<Field>,
    /// The characters that separate fields, in results of expansions.
    separators: Vec<u8>,
    /// The last field ended with white space of a result; one other separator is still part of that.
    after_space: bool,
}

fn push(bytes: &mut Vec<u8>, byte: u8) -> Result<(), Failure> {
    bytes.try_reserve(1).map_err(|_| Failure::NoSpace)?;
    bytes.push(byte);
    Ok(())
}

/// Whether a separator counts as white space, of which any number separates like one.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n')
}

impl Builder {
    /// Results are split at `separators`; without any they stay whole.
    pub fn new(separators: Vec<u8>) -> Self {
        Builder { fields: Vec::new(), current: None, separators, after_space: false }
    }

    /// The field at hand begins, if it has not: it will exist even without text.
    pub fn touch(&mut self) -> &mut Field {
        self.after_space = false;
        self.current.get_or_insert_default()
    }

    /// A character of the words themselves.
    pub fn literal(&mut self, byte: u8) -> Result<(), Failure> {
        let field = self.touch();
        push(&mut field.text, byte)?;
        push(&mut field.pattern, byte)
    }

    /// A quoted character.
    pub fn quoted(&mut self, byte: u8) -> Result<(), Failure> {
        let field = self.touch();
        push(&mut field.text, byte)?;
        if byte.is_ascii() && !byte.is_ascii_alphanumeric() {
            push(&mut field.pattern, b'\\')?;
        }
        push(&mut field.pattern, byte)
    }

    pub fn all_quoted(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        bytes.iter().try_for_each(|&byte| self.quoted(byte))
    }

    /// A character of a result, which may separate fields.
    pub fn result(&mut self, byte: u8) -> Result<(), Failure> {
        if !self.separators.contains(&byte) {
            // A backslash that a parameter holds is no quote.
            return if byte == b'\\' { self.quoted(byte) } else { self.literal(byte) };
        }
        let had_field = self.current.is_some();
        if is_space(byte) {
            if had_field {
                self.end()?;
                self.after_space = true;
            }
        } else if had_field {
            self.end()?;
        } else if self.after_space {
            self.after_space = false;
        } else {
            self.touch();
            self.end()?;
        }
        Ok(())
    }

    pub fn all_results(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        bytes.iter().try_for_each(|&byte| self.result(byte))
    }

    /// Ends the field at hand, if there is one.
    pub fn end(&mut self) -> Result<(), Failure> {
        self.after_space = false;
        if let Some(field) = self.current.take() {
            self.fields.try_reserve(1).map_err(|_| Failure::NoSpace)?;
            self.fields.push(field);
        }
        Ok(())
    }

    /// Whether nothing has been collected since the last field ended.
    pub fn is_at_start(&self) -> bool {
        self.current.is_none()
    }

    /// All there is as one field, for a builder without separators.
    pub fn into_one(self) -> Field {
        self.current.unwrap_or_default()
    }
}
