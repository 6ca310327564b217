//! Standards and the preprocessor conditions under which their names are visible.
//!
//! `<features.h>` boils the feature-test macros of the program down to the `_CAPOS_*` values used here.

use crate::Failure;

/// The condition of one standard; `None` means always.
fn condition(standard: &str) -> Result<Option<&'static str>, Failure> {
    Ok(Some(match standard {
        "C89" => return Ok(None),
        "C99" => "_CAPOS_C >= 1999",
        "C11" => "_CAPOS_C >= 2011",
        "C23" => "_CAPOS_C >= 2023",
        "POSIX" => "_CAPOS_POSIX >= 199009",
        "POSIX.1-1993" => "_CAPOS_POSIX >= 199309",
        "POSIX.1-1996" => "_CAPOS_POSIX >= 199506",
        "POSIX.1-2001" => "_CAPOS_POSIX >= 200112",
        "POSIX.1-2008" => "_CAPOS_POSIX >= 200809",
        "POSIX.1-2024" => "_CAPOS_POSIX >= 202405",
        "XSI" => "_CAPOS_XSI >= 500",
        "XSI-2001" => "_CAPOS_XSI >= 600",
        "XSI-2008" => "_CAPOS_XSI >= 700",
        "XSI-2024" => "_CAPOS_XSI >= 800",
        "BSD" => "_CAPOS_BSD",
        "GNU" => "_CAPOS_GNU",
        other => return Err(format!("unknown standard `{other}`")),
    }))
}

/// The condition under which any of the standards, joined by commas, is in force; `None` means always.
pub fn any_of(standards: &str) -> Result<Option<String>, Failure> {
    let mut parts = Vec::new();
    for standard in standards.split(',') {
        match condition(standard.trim())? {
            None => return Ok(None),
            Some(part) => parts.push(part),
        }
    }
    Ok(Some(parts.join(" || ")))
}
