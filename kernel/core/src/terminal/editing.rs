//! Editing of the line being typed, and what of it shows: ERASE, WERASE, KILL, REPRINT and the echo flags.

use super::attributes::{InputFlags, LocalFlags};
use super::line::Line;
use super::line_discipline::LineDiscipline;
use super::width::column_after;

const BACKSPACE: u8 = 0x08;

impl LineDiscipline {
    pub(super) fn echo(&mut self, byte: u8) {
        let shown_as_two = (byte < 0x20 && byte != b'\t' && byte != b'\n') || byte == 0x7f;
        if shown_as_two && self.attributes.local.contains(LocalFlags::ECHOCTL) {
            self.output.echo(b'^');
            self.output.echo(byte ^ 0x40);
        } else {
            self.output.echo(byte);
        }
    }

    pub(super) fn edit(&mut self, byte: u8, erase: fn(&mut Line, bool)) {
        if self.line.is_empty() {
            return;
        }
        let before = self.cursor_column();
        let wide_before = self.line.len();
        let tab = self.line.bytes().last() == Some(&b'\t');
        erase(&mut self.line, self.attributes.input.contains(InputFlags::IUTF8));
        if !self.attributes.local.contains(LocalFlags::ECHO) {
            return;
        }
        if self.attributes.local.contains(LocalFlags::ECHOE) {
            let only_tab = tab && wide_before - self.line.len() == 1;
            self.rub_out(before, only_tab);
        } else {
            self.echo(byte);
        }
    }

    pub(super) fn kill(&mut self, byte: u8) {
        const VISUAL: LocalFlags = LocalFlags::ECHOK.union(LocalFlags::ECHOKE).union(LocalFlags::ECHOE);
        let local = self.attributes.local;
        let before = self.cursor_column();
        self.line.clear();
        if !local.contains(LocalFlags::ECHO) {
            return;
        }
        if local.contains(VISUAL) {
            self.rub_out(before, false);
        } else {
            self.echo(byte);
            if local.contains(LocalFlags::ECHOK) {
                self.output.echo(b'\n');
            }
        }
    }

    fn cursor_column(&self) -> u32 {
        let echo_control = self.attributes.local.contains(LocalFlags::ECHOCTL);
        let utf8 = self.attributes.input.contains(InputFlags::IUTF8);
        column_after(self.line_column, self.line.bytes(), echo_control, utf8)
    }

    /// Takes what was between the cursor now and at column `from` off the screen. A tab leaves nothing to
    /// overwrite.
    fn rub_out(&mut self, from: u32, blank_already: bool) {
        for _ in self.cursor_column()..from {
            self.output.echo(BACKSPACE);
            if !blank_already {
                self.output.echo(b' ');
                self.output.echo(BACKSPACE);
            }
        }
    }

    pub(super) fn reprint(&mut self, byte: u8) {
        self.echo(byte);
        self.output.echo(b'\n');
        self.line_column = self.output.column();
        for index in 0..self.line.len() {
            self.echo(self.line.bytes()[index]);
        }
    }
}
