//! `basename` and `dirname`.

/// Which bytes of the path are the answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PathPart {
    /// "."
    Dot,
    /// "/"
    Root,
    /// These bytes.
    Range { start: usize, end: usize },
}

/// Length without trailing slashes.
fn trimmed(path: &[u8], end: usize) -> usize {
    path[..end].iter().rposition(|&c| c != b'/').map_or(0, |i| i + 1)
}

/// The last component.
pub fn base_name(path: &[u8]) -> PathPart {
    if path.is_empty() {
        return PathPart::Dot;
    }
    let end = trimmed(path, path.len());
    if end == 0 {
        return PathPart::Root;
    }
    let start = path[..end].iter().rposition(|&c| c == b'/').map_or(0, |i| i + 1);
    PathPart::Range { start, end }
}

/// Everything before the last component.
pub fn directory_name(path: &[u8]) -> PathPart {
    let end = trimmed(path, path.len());
    if end == 0 {
        return if path.is_empty() { PathPart::Dot } else { PathPart::Root };
    }
    let Some(slash) = path[..end].iter().rposition(|&c| c == b'/') else { return PathPart::Dot };
    match trimmed(path, slash) {
        0 => PathPart::Root,
        end => PathPart::Range { start: 0, end },
    }
}
