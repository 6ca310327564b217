//! The scanner behind `getopt` and `getopt_long`.

use super::state::State;
use crate::abi::{Out, cstr};
use crate::panic::RawStderr;
use crate::start;
use crate::types::{c_char, c_int, option};
use core::fmt::Write;

/// What `getopt` returns when no options are left.
const END: c_int = -1;
const MISTAKE: c_int = b'?' as c_int;
const MISSING: c_int = b':' as c_int;
const REQUIRED: c_int = 1;
const OPTIONAL: c_int = 2;

/// One call's view of the command line.
pub(super) struct Scan<'a> {
    pub state: State,
    pub argv: &'a mut [*mut c_char],
    /// The option string without its leading `+`, `-` and `:`.
    pub options: &'a [u8],
    /// Whether there are long options at all, if only an empty table of them.
    takes_long: bool,
    pub long: &'a [option],
    /// Long options may begin with one dash (`getopt_long_only`).
    pub long_only: bool,
    /// Operands before options are moved behind them.
    pub permute: bool,
    /// A leading `-`: operands are returned as the argument of option 1.
    pub in_order: bool,
    /// A leading `:`: a missing argument is reported as `:` and nothing is printed.
    pub quiet: bool,
}

/// What a long option's name may mean.
enum Match {
    None,
    One(usize),
    Several,
}

impl<'a> Scan<'a> {
    /// Reads the flags at the start of the option string.
    pub fn new(argv: &'a mut [*mut c_char], mut options: &'a [u8], long: Option<&'a [option]>) -> Scan<'a> {
        let (takes_long, long) = (long.is_some(), long.unwrap_or_default());
        // As GNU has it: who asks for POSIX in the environment gets operands last, as they stand.
        let mut permute = takes_long && start::variable(c"POSIXLY_CORRECT").is_none();
        let mut in_order = false;
        if let Some((first @ (b'+' | b'-'), rest)) = options.split_first() {
            permute = false;
            in_order = *first == b'-';
            options = rest;
        }
        let quiet = options.first() == Some(&b':');
        let options = if quiet { &options[1..] } else { options };
        let state = State::load();
        Scan { state, argv, options, takes_long, long, long_only: false, permute, in_order, quiet }
    }

    /// The text of an argument.
    fn text(&self, index: usize) -> &'a [u8] {
        // SAFETY: `argv` holds `argc` strings, which live as long as the process.
        unsafe { cstr(self.argv[index]) }.to_bytes()
    }

    fn is_option(&self, index: usize) -> bool {
        let text = self.text(index);
        text.len() > 1 && text[0] == b'-'
    }

    /// Finds the next option.
    pub fn next(&mut self, found_long: &mut Out<'_, c_int>) -> c_int {
        let start = self.state.index;
        if start >= self.argv.len() || self.argv[start].is_null() {
            return END;
        }
        // The rest of a cluster, unless that stands behind operands still.
        if self.state.position > 0 && self.is_option(start) {
            return self.next_short(found_long);
        }
        if !self.is_option(start) {
            return self.operand(found_long);
        }
        let text = self.text(start);
        if text == b"--" {
            self.state.index += 1;
            return END;
        }
        let dashes = if text.starts_with(b"--") { 2 } else { 1 };
        // "-f" is the short option where there is one, not the beginning of a long option's name.
        let may_be_long =
            dashes == 2 || (self.long_only && !(text.len() == 2 && self.options.contains(&text[1])));
        if self.takes_long
            && may_be_long
            && let Some(result) = self.long(&text[dashes..], dashes, found_long)
        {
            return result;
        }
        self.state.position = 1;
        self.next_short(found_long)
    }

    /// The next letter of a cluster; with `W;` among the options, `-W name` means `--name`.
    fn next_short(&mut self, found_long: &mut Out<'_, c_int>) -> c_int {
        let text = self.text(self.state.index);
        let is_long = text[self.state.position] == b'W' && self.options.windows(2).any(|pair| pair == b"W;");
        if !self.takes_long || !is_long {
            return self.short();
        }
        let rest = &text[self.state.position + 1..];
        self.state.position = 0;
        if rest.is_empty() {
            self.state.index += 1;
            let Some(next) = self.argv.get(self.state.index).filter(|next| !next.is_null()) else {
                return self.missing(c_int::from(b'W'), b"W");
            };
            // SAFETY: the elements of `argv` are strings, which live as long as the process.
            let name = unsafe { cstr(*next) }.to_bytes();
            return self.long(name, 2, found_long).unwrap_or(MISTAKE);
        }
        self.long(rest, 2, found_long).unwrap_or(MISTAKE)
    }

    /// Meets an operand where an option could stand.
    fn operand(&mut self, found_long: &mut Out<'_, c_int>) -> c_int {
        let start = self.state.index;
        if self.in_order {
            self.state.argument = self.argv[start];
            self.state.index += 1;
            return 1;
        }
        if !self.permute {
            return END;
        }
        let Some(next) = (start..self.argv.len()).find(|index| self.is_option(*index)) else { return END };
        // Scan from the option on, then move what it used before the operands.
        self.state.index = next;
        let result = self.next(found_long);
        let used = self.state.index - next;
        if self.state.position == 0 {
            self.argv[start..next + used].rotate_right(used);
            self.state.index = start + used;
        } else {
            // In the middle of a cluster: it moves once it is done, together with its argument.
            self.state.index = start;
        }
        result
    }

    /// Takes the next letter of a cluster of short options.
    fn short(&mut self) -> c_int {
        let text = self.text(self.state.index);
        let letter = text[self.state.position];
        let rest = &text[self.state.position + 1..];
        let found = self.options.iter().position(|option| *option == letter && letter != b':');
        let mode = found.map(|at| self.options[at + 1..].iter().take_while(|c| **c == b':').count().min(2));
        let argument = text[self.state.position + 1..].as_ptr().cast_mut().cast::<c_char>();
        if rest.is_empty() || mode.is_some_and(|mode| mode > 0) {
            self.state.index += 1;
            self.state.position = 0;
        } else {
            self.state.position += 1;
        }
        match mode {
            None => {
                self.state.option = c_int::from(letter);
                self.complain("unrecognized option", &[letter]);
                MISTAKE
            }
            Some(0) => c_int::from(letter),
            Some(_) if !rest.is_empty() => {
                self.state.argument = argument;
                c_int::from(letter)
            }
            Some(1) => match self.take_next() {
                true => c_int::from(letter),
                false => self.missing(c_int::from(letter), &[letter]),
            },
            Some(_) => c_int::from(letter),
        }
    }

    /// Takes the next element as an argument, if there is one.
    fn take_next(&mut self) -> bool {
        let Some(next) = self.argv.get(self.state.index).copied().filter(|next| !next.is_null()) else {
            return false;
        };
        self.state.argument = next;
        self.state.index += 1;
        true
    }

    fn missing(&mut self, option: c_int, name: &[u8]) -> c_int {
        self.state.option = option;
        if self.quiet {
            return MISSING;
        }
        self.complain("option requires an argument", name);
        MISTAKE
    }

    /// Handles one long option; `None` means that it may be a cluster of short ones after a single dash.
    fn long(&mut self, text: &'a [u8], dashes: usize, found_long: &mut Out<'_, c_int>) -> Option<c_int> {
        let end = text.iter().position(|byte| *byte == b'=').unwrap_or(text.len());
        let (name, value) = (&text[..end], text.get(end + 1..));
        let at = match self.match_long(name) {
            Match::One(at) => at,
            Match::None if dashes == 1 && self.options.contains(&text[0]) => return None,
            wrong => {
                self.state.index += 1;
                self.state.option = 0;
                let ambiguous = matches!(wrong, Match::Several);
                self.complain(if ambiguous { "ambiguous option" } else { "unrecognized option" }, name);
                return Some(MISTAKE);
            }
        };
        let option = &self.long[at];
        self.state.index += 1;
        if value.is_some() && option.has_arg != REQUIRED && option.has_arg != OPTIONAL {
            self.state.option = option.val;
            self.complain("option does not take an argument", name);
            return Some(MISTAKE);
        }
        match value {
            Some(value) => self.state.argument = value.as_ptr().cast_mut().cast(),
            None if option.has_arg == REQUIRED && !self.take_next() => {
                return Some(self.missing(option.val, name));
            }
            None => {}
        }
        found_long.write(at as c_int);
        // SAFETY: a flag is NULL or the address of the program's int.
        match unsafe { option.flag.as_mut() } {
            Some(flag) => {
                *flag = option.val;
                Some(0)
            }
            None => Some(option.val),
        }
    }

    /// An exact name, or a prefix of one name (or of several that mean the same).
    fn match_long(&self, name: &[u8]) -> Match {
        // SAFETY: the table's names are strings; the slice ends before the entry without one.
        let text = |option: &option| unsafe { cstr(option.name) }.to_bytes();
        if let Some(exact) = self.long.iter().position(|option| text(option) == name) {
            return Match::One(exact);
        }
        let mut fitting = self.long.iter().enumerate().filter(|(_, option)| text(option).starts_with(name));
        let Some((at, first)) = fitting.next() else { return Match::None };
        let same = |other: &option| {
            other.val == first.val && other.flag == first.flag && other.has_arg == first.has_arg
        };
        if fitting.all(|(_, other)| same(other)) { Match::One(at) } else { Match::Several }
    }

    /// Prints a mistake, unless the program asked not to.
    fn complain(&self, message: &str, name: &[u8]) {
        if !self.state.report || self.quiet {
            return;
        }
        let program = self.argv.first().map_or(&b""[..], |_| self.text(0));
        // Nothing is left to do about a failure to report.
        let _ = writeln!(RawStderr, "{}: {message}: {}", program.escape_ascii(), name.escape_ascii());
    }
}
