//! Rules for plural forms: `nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : ...`, with the operators of C.

use alloc::vec::Vec;

/// More operands and operators than this are an attack, not a language.
const MAX_NODES: usize = 256;
/// How deep parentheses, `!` and conditions may nest.
const MAX_DEPTH: u32 = 32;

/// How many forms there are, and which one a number takes.
pub struct Rule {
    forms: u64,
    nodes: Vec<Node>,
    root: u8,
}

/// A node of the expression; operands are indices of earlier nodes.
#[derive(Clone, Copy)]
enum Node {
    Number,
    Constant(u64),
    Not(u8),
    Binary(Operator, u8, u8),
    Condition(u8, u8, u8),
}

#[derive(Clone, Copy)]
enum Operator {
    Or,
    And,
    Equal,
    Different,
    Less,
    Greater,
    LessEqual,
    GreaterEqual,
    Plus,
    Minus,
    Times,
    Divide,
    Remainder,
}

/// The binary operators by rank, the loosest first; of those that start alike, the longer first.
const RANKS: [&[(&[u8], Operator)]; 6] = [
    &[(b"||", Operator::Or)],
    &[(b"&&", Operator::And)],
    &[(b"==", Operator::Equal), (b"!=", Operator::Different)],
    &[
        (b"<=", Operator::LessEqual),
        (b">=", Operator::GreaterEqual),
        (b"<", Operator::Less),
        (b">", Operator::Greater),
    ],
    &[(b"+", Operator::Plus), (b"-", Operator::Minus)],
    &[(b"*", Operator::Times), (b"/", Operator::Divide), (b"%", Operator::Remainder)],
];

impl Rule {
    /// One form for 1 and one for all else: the rule of files that have none.
    pub fn germanic() -> Rule {
        let nodes = Vec::from([Node::Number, Node::Constant(1), Node::Binary(Operator::Different, 0, 1)]);
        Rule { forms: 2, nodes, root: 2 }
    }

    /// Reads a rule; `None` where it is none.
    pub fn parse(text: &[u8]) -> Option<Rule> {
        let forms = Parser::after(text, b"nplurals=")?.constant()?;
        let mut parser = Parser::after(text, b"plural=")?;
        let root = parser.condition(0)?;
        parser.skip_space();
        let ends = matches!(parser.rest.first(), None | Some(b';' | b'\n' | b'\r'));
        (ends && forms > 0).then_some(Rule { forms, nodes: parser.nodes, root })
    }

    /// The form that a number takes; the first where the rule names one that does not exist.
    pub fn form(&self, number: u64) -> usize {
        let form = self.value(self.root, number);
        if form < self.forms { usize::try_from(form).unwrap_or(0) } else { 0 }
    }

    fn value(&self, node: u8, number: u64) -> u64 {
        let of = |node| self.value(node, number);
        match self.nodes[usize::from(node)] {
            Node::Number => number,
            Node::Constant(value) => value,
            Node::Not(node) => u64::from(of(node) == 0),
            Node::Condition(condition, then, otherwise) => {
                of(if of(condition) != 0 { then } else { otherwise })
            }
            Node::Binary(operator, left, right) => {
                let (left, right) = match operator {
                    // The right side may be what the left side guards against.
                    Operator::Or if of(left) != 0 => return 1,
                    Operator::And if of(left) == 0 => return 0,
                    _ => (of(left), of(right)),
                };
                match operator {
                    Operator::Or | Operator::And => u64::from(right != 0),
                    Operator::Equal => u64::from(left == right),
                    Operator::Different => u64::from(left != right),
                    Operator::Less => u64::from(left < right),
                    Operator::Greater => u64::from(left > right),
                    Operator::LessEqual => u64::from(left <= right),
                    Operator::GreaterEqual => u64::from(left >= right),
                    Operator::Plus => left.wrapping_add(right),
                    Operator::Minus => left.wrapping_sub(right),
                    Operator::Times => left.wrapping_mul(right),
                    Operator::Divide => left.checked_div(right).unwrap_or(0),
                    Operator::Remainder => left.checked_rem(right).unwrap_or(0),
                }
            }
        }
    }
}

struct Parser<'a> {
    rest: &'a [u8],
    nodes: Vec<Node>,
}

impl<'a> Parser<'a> {
    /// A parser of what follows a key.
    fn after(text: &'a [u8], key: &[u8]) -> Option<Parser<'a>> {
        let at = text.windows(key.len()).position(|part| part == key)?;
        Some(Parser { rest: &text[at + key.len()..], nodes: Vec::new() })
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_ascii_start();
    }

    fn eat(&mut self, token: &[u8]) -> Option<()> {
        self.skip_space();
        self.rest = self.rest.strip_prefix(token)?;
        Some(())
    }

    fn add(&mut self, node: Node) -> Option<u8> {
        if self.nodes.len() == MAX_NODES {
            return None;
        }
        self.nodes.try_reserve(1).ok()?;
        self.nodes.push(node);
        u8::try_from(self.nodes.len() - 1).ok()
    }

    fn constant(&mut self) -> Option<u64> {
        self.skip_space();
        let digits = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (text, rest) = self.rest.split_at(digits);
        self.rest = rest;
        core::str::from_utf8(text).ok()?.parse().ok()
    }

    fn condition(&mut self, depth: u32) -> Option<u8> {
        if depth > MAX_DEPTH {
            return None;
        }
        let condition = self.binary(0, depth)?;
        if self.eat(b"?").is_none() {
            return Some(condition);
        }
        let then = self.condition(depth + 1)?;
        self.eat(b":")?;
        let otherwise = self.condition(depth + 1)?;
        self.add(Node::Condition(condition, then, otherwise))
    }

    /// Operators of a rank and of those that bind tighter, from left to right.
    fn binary(&mut self, rank: usize, depth: u32) -> Option<u8> {
        let Some(operators) = RANKS.get(rank) else { return self.unary(depth) };
        let mut left = self.binary(rank + 1, depth)?;
        loop {
            let Some((_, operator)) = operators.iter().find(|(token, _)| self.eat(token).is_some()) else {
                return Some(left);
            };
            let right = self.binary(rank + 1, depth)?;
            left = self.add(Node::Binary(*operator, left, right))?;
        }
    }

    fn unary(&mut self, depth: u32) -> Option<u8> {
        if depth > MAX_DEPTH {
            return None;
        }
        if self.eat(b"!").is_some() {
            let operand = self.unary(depth + 1)?;
            return self.add(Node::Not(operand));
        }
        if self.eat(b"(").is_some() {
            let inner = self.condition(depth + 1)?;
            self.eat(b")")?;
            return Some(inner);
        }
        if self.eat(b"n").is_some() {
            return self.add(Node::Number);
        }
        let value = self.constant()?;
        self.add(Node::Constant(value))
    }
}
