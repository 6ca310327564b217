//! Arithmetic expansion: the integer expressions of C, with variables.

use super::{Failure, Shell};
use alloc::vec::Vec;

/// Parentheses and operators within each other: deeper ones are refused, so that no input can exhaust the stack.
const DEEPEST: usize = 200;

struct Evaluator<'a, S> {
    input: &'a [u8],
    at: usize,
    shell: &'a mut S,
    /// In a branch that is not taken: nothing is assigned, and nothing can fail.
    idle: bool,
    depth: usize,
}

/// Binary operators with their precedence; of those with a common beginning the longest comes first.
const BINARY: [(&[u8], u8); 18] = [
    (b"||", 1),
    (b"&&", 2),
    (b"==", 6),
    (b"!=", 6),
    (b"<<", 8),
    (b">>", 8),
    (b"<=", 7),
    (b">=", 7),
    (b"|", 3),
    (b"^", 4),
    (b"&", 5),
    (b"<", 7),
    (b">", 7),
    (b"+", 9),
    (b"-", 9),
    (b"*", 10),
    (b"/", 10),
    (b"%", 10),
];

const ASSIGNMENTS: [&[u8]; 11] =
    [b"<<=", b">>=", b"*=", b"/=", b"%=", b"+=", b"-=", b"&=", b"^=", b"|=", b"="];

/// The value of an expression; an empty one is 0.
pub fn evaluate(expression: &[u8], shell: &mut impl Shell) -> Result<i64, Failure> {
    let mut evaluator = Evaluator { input: expression, at: 0, shell, idle: false, depth: 0 };
    evaluator.blanks();
    if evaluator.at == expression.len() {
        return Ok(0);
    }
    let value = evaluator.assignment()?;
    if evaluator.at == expression.len() { Ok(value) } else { Err(Failure::Syntax) }
}

/// Writes a number in decimal.
pub fn decimal(value: i64, digits: &mut [u8; 20]) -> &[u8] {
    let mut rest = value.unsigned_abs();
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    &digits[at..]
}

/// An integer constant of C, decimal, octal or hexadecimal, with a sign as values of variables may have.
fn constant(text: &[u8]) -> Option<i64> {
    let text = text.trim_ascii();
    let (negative, digits) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        Some((b'+', rest)) => (false, rest),
        _ => (false, text),
    };
    let (digits, radix) = match digits {
        [b'0', b'x' | b'X', rest @ ..] => (rest, 16),
        [b'0', rest @ ..] if !rest.is_empty() => (rest, 8),
        _ => (digits, 10),
    };
    if digits.is_empty() {
        return None;
    }
    let mut value = 0_u64;
    for &digit in digits {
        let digit = (digit as char).to_digit(radix)?;
        value = value.checked_mul(radix.into())?.checked_add(digit.into())?;
    }
    Some(if negative { (value as i64).wrapping_neg() } else { value as i64 })
}

fn apply(operator: &[u8], a: i64, b: i64) -> Result<i64, Failure> {
    Ok(match operator {
        b"==" => (a == b).into(),
        b"!=" => (a != b).into(),
        b"<=" => (a <= b).into(),
        b">=" => (a >= b).into(),
        b"<" => (a < b).into(),
        b">" => (a > b).into(),
        b"<<" => a.wrapping_shl(b as u32),
        b">>" => a.wrapping_shr(b as u32),
        b"|" => a | b,
        b"^" => a ^ b,
        b"&" => a & b,
        b"+" => a.wrapping_add(b),
        b"-" => a.wrapping_sub(b),
        b"*" => a.wrapping_mul(b),
        _ if b == 0 => return Err(Failure::Syntax),
        b"/" => a.wrapping_div(b),
        _ => a.wrapping_rem(b),
    })
}

impl<S: Shell> Evaluator<'_, S> {
    fn blanks(&mut self) {
        while self.input.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    /// Takes an operator if it is next, and the blanks behind it.
    fn take(&mut self, operator: &[u8]) -> bool {
        let is_next = self.input[self.at..].starts_with(operator);
        if is_next {
            self.at += operator.len();
            self.blanks();
        }
        is_next
    }

    fn name(&mut self) -> &[u8] {
        let start = self.at;
        let is_first = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
        if self.input.get(start).is_some_and(is_first) {
            while self.input.get(self.at).is_some_and(|byte| is_first(byte) || byte.is_ascii_digit()) {
                self.at += 1;
            }
        }
        &self.input[start..self.at]
    }

    /// The value of a variable; one that is not set or empty is 0.
    fn variable(&mut self, name: &[u8]) -> Result<i64, Failure> {
        let value = self.shell.variable(name).unwrap_or_default();
        if value.trim_ascii().is_empty() {
            return Ok(0);
        }
        constant(&value).ok_or(Failure::Syntax)
    }

    fn deeper<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T, Failure>) -> Result<T, Failure> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Failure::NoSpace);
        }
        let outcome = inner(self);
        self.depth -= 1;
        outcome
    }

    /// Evaluates a branch that may not be taken.
    fn branch(
        &mut self,
        taken: bool,
        inner: impl FnOnce(&mut Self) -> Result<i64, Failure>,
    ) -> Result<i64, Failure> {
        let before = self.idle;
        self.idle |= !taken;
        let outcome = inner(self);
        self.idle = before;
        outcome
    }

    fn assignment(&mut self) -> Result<i64, Failure> {
        let start = self.at;
        let name: Vec<u8> = self.name().to_vec();
        if !name.is_empty() {
            self.blanks();
            let rest = &self.input[self.at..];
            let operator = ASSIGNMENTS.iter().find(|operator| rest.starts_with(operator));
            if let Some(operator) = operator
                && !rest.starts_with(b"==")
            {
                self.take(operator);
                let right = self.deeper(Self::assignment)?;
                return self.assign(&name, &operator[..operator.len() - 1], right);
            }
            self.at = start;
        }
        self.conditional()
    }

    fn assign(&mut self, name: &[u8], operator: &[u8], right: i64) -> Result<i64, Failure> {
        if self.idle {
            return Ok(0);
        }
        let value = if operator.is_empty() { right } else { apply(operator, self.variable(name)?, right)? };
        let mut digits = [0; 20];
        self.shell.assign(name, decimal(value, &mut digits))?;
        Ok(value)
    }

    fn conditional(&mut self) -> Result<i64, Failure> {
        let condition = self.binary(1)?;
        if !self.take(b"?") {
            return Ok(condition);
        }
        let yes = self.branch(condition != 0, |inner| inner.deeper(Self::assignment))?;
        if !self.take(b":") {
            return Err(Failure::Syntax);
        }
        let no = self.branch(condition == 0, |inner| inner.deeper(Self::conditional))?;
        Ok(if condition != 0 { yes } else { no })
    }

    /// Operators of at least this precedence.
    fn binary(&mut self, lowest: u8) -> Result<i64, Failure> {
        let mut left = self.unary()?;
        loop {
            let rest = &self.input[self.at..];
            let Some(&(operator, precedence)) =
                BINARY.iter().find(|(operator, _)| rest.starts_with(operator))
            else {
                return Ok(left);
            };
            // "+=" and its kin assign; "==", "<=" and the like were found as such.
            let assigns = rest.get(operator.len()) == Some(&b'=') && !operator.ends_with(b"=");
            if precedence < lowest || assigns {
                return Ok(left);
            }
            self.take(operator);
            let taken = match operator {
                b"||" => left == 0,
                b"&&" => left != 0,
                _ => true,
            };
            let right = self.branch(taken, |inner| inner.deeper(|inner| inner.binary(precedence + 1)))?;
            left = match operator {
                b"||" => (left != 0 || right != 0).into(),
                b"&&" => (left != 0 && right != 0).into(),
                _ if self.idle => 0,
                _ => apply(operator, left, right)?,
            };
        }
    }

    fn unary(&mut self) -> Result<i64, Failure> {
        self.blanks();
        match self.input.get(self.at) {
            Some(&sign @ (b'+' | b'-' | b'!' | b'~')) => {
                self.at += 1;
                let value = self.deeper(Self::unary)?;
                Ok(match sign {
                    b'-' => value.wrapping_neg(),
                    b'!' => (value == 0).into(),
                    b'~' => !value,
                    _ => value,
                })
            }
            Some(b'(') => {
                self.take(b"(");
                let value = self.deeper(Self::assignment)?;
                if self.take(b")") { Ok(value) } else { Err(Failure::Syntax) }
            }
            Some(byte) if byte.is_ascii_digit() => {
                let start = self.at;
                while self.input.get(self.at).is_some_and(u8::is_ascii_alphanumeric) {
                    self.at += 1;
                }
                let value = constant(&self.input[start..self.at]).ok_or(Failure::Syntax)?;
                self.blanks();
                Ok(value)
            }
            _ => {
                let name = self.name().to_vec();
                if name.is_empty() {
                    return Err(Failure::Syntax);
                }
                self.blanks();
                if self.idle { Ok(0) } else { self.variable(&name) }
            }
        }
    }
}
