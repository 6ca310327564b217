//! Messages in other languages: the catalogues of `<libintl.h>` and `<nl_types.h>`.
//!
//! [`mo`] reads GNU's .mo files, [`plural`] their rules for numbers, [`languages`] says which files a user's languages
//! name, [`numbered`] reads the catalogues of gencat, [`nlspath`] where those are. All are lenient towards nothing:
//! every offset in a file is checked, whatever the file says.

pub mod languages;
pub mod mo;
pub mod nlspath;
pub mod numbered;
pub mod plural;

#[cfg(test)]
mod tests;
