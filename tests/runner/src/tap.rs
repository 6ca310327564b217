//! The Test Anything Protocol, as far as the C tests print it.

/// What a program's output says about its own checks. Lines that are not TAP are its chatter.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tap {
    pub plan: Option<usize>,
    pub passed: usize,
    pub skipped: usize,
    /// The failed lines, as printed.
    pub failed: Vec<String>,
    /// Known failures (`not ok … # TODO`), which do not count.
    pub todo: usize,
    pub bail_out: Option<String>,
}

impl Tap {
    pub fn parse(output: &str) -> Tap {
        let mut tap = Tap::default();
        for line in output.lines() {
            tap.add_line(line.trim_end());
        }
        tap
    }

    fn add_line(&mut self, line: &str) {
        if let Some(rest) = test_line(line, "not ok") {
            match directive(rest) {
                Some("TODO") => self.todo += 1,
                _ => self.failed.push(line.to_owned()),
            }
        } else if let Some(rest) = test_line(line, "ok") {
            match directive(rest) {
                Some("SKIP") => self.skipped += 1,
                _ => self.passed += 1,
            }
        } else if let Some(count) = line.strip_prefix("1..") {
            let count = count.split_whitespace().next().unwrap_or_default();
            self.plan = self.plan.or(count.parse().ok());
        } else if let Some(reason) = line.strip_prefix("Bail out!") {
            self.bail_out = Some(reason.trim().to_owned());
        }
    }

    /// Number of test lines.
    pub fn count(&self) -> usize {
        self.passed + self.skipped + self.todo + self.failed.len()
    }

    /// Why the output alone is a failure; `None` if it is not.
    pub fn failure(&self) -> Option<String> {
        if let Some(reason) = &self.bail_out {
            return Some(format!("bailed out: {reason}"));
        }
        if let [first, others @ ..] = self.failed.as_slice() {
            let more =
                if others.is_empty() { String::new() } else { format!(" (and {} more)", others.len()) };
            return Some(format!("{first}{more}"));
        }
        match self.plan {
            None if self.count() == 0 => Some("no result: neither a plan nor a test line".to_owned()),
            Some(plan) if plan != self.count() => Some(format!("{} of {plan} planned results", self.count())),
            _ => None,
        }
    }
}

/// What follows `word` in a test line: nothing, or a space and the rest.
fn test_line<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(word)?;
    (rest.is_empty() || rest.starts_with(' ')).then_some(rest)
}

/// The directive after the last `#`, in upper case as the protocol writes it.
fn directive(rest: &str) -> Option<&'static str> {
    let comment = rest.rsplit_once(" #")?.1.trim_start().to_ascii_uppercase();
    ["TODO", "SKIP"].into_iter().find(|directive| comment.starts_with(directive))
}
