//! A pattern as a tree.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::look::Look;
use super::set::CharSet;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// The empty string.
    Empty,
    /// One character of the set.
    Set(CharSet),
    /// A condition on the position.
    Look(Look),
    /// A group, numbered from 1.
    Group(usize, Box<Node>),
    Concat(Vec<Node>),
    Alternate(Vec<Node>),
    /// At least `min` times, at most `max` times where there is a limit.
    Repeat {
        node: Box<Node>,
        min: u32,
        max: Option<u32>,
        /// The shortest match is wanted, not the longest.
        is_minimal: bool,
    },
    /// What the group matched last.
    Back(usize),
}

impl Node {
    /// Whether the tree has a group in it.
    pub(super) fn has_groups(&self) -> bool {
        match self {
            Node::Group(..) => true,
            Node::Empty | Node::Set(_) | Node::Look(_) | Node::Back(_) => false,
            Node::Concat(nodes) | Node::Alternate(nodes) => nodes.iter().any(Node::has_groups),
            Node::Repeat { node, .. } => node.has_groups(),
        }
    }

    /// Whether the tree has a back reference in it.
    pub(super) fn has_back_references(&self) -> bool {
        match self {
            Node::Back(_) => true,
            Node::Empty | Node::Set(_) | Node::Look(_) => false,
            Node::Concat(nodes) | Node::Alternate(nodes) => nodes.iter().any(Node::has_back_references),
            Node::Group(_, node) | Node::Repeat { node, .. } => node.has_back_references(),
        }
    }

    /// Whether the tree has a minimal repetition in it.
    pub(super) fn has_minimal(&self) -> bool {
        match self {
            Node::Empty | Node::Set(_) | Node::Look(_) | Node::Back(_) => false,
            Node::Concat(nodes) | Node::Alternate(nodes) => nodes.iter().any(Node::has_minimal),
            Node::Group(_, node) => node.has_minimal(),
            Node::Repeat { node, is_minimal, .. } => *is_minimal || node.has_minimal(),
        }
    }

    /// Whether every match begins at the start of the text.
    pub(super) fn is_anchored(&self) -> bool {
        match self {
            Node::Look(look) => *look == Look::TextStart,
            Node::Group(_, node) => node.is_anchored(),
            Node::Concat(nodes) => nodes.first().is_some_and(Node::is_anchored),
            Node::Alternate(nodes) => nodes.iter().all(Node::is_anchored),
            Node::Repeat { node, min, .. } => *min > 0 && node.is_anchored(),
            Node::Empty | Node::Set(_) | Node::Back(_) => false,
        }
    }

    /// Calls `visit` with the number of each group in the tree.
    pub(super) fn for_each_group(&self, visit: &mut dyn FnMut(usize)) {
        match self {
            Node::Group(index, node) => {
                visit(*index);
                node.for_each_group(visit);
            }
            Node::Concat(nodes) | Node::Alternate(nodes) => {
                nodes.iter().for_each(|node| node.for_each_group(visit));
            }
            Node::Repeat { node, .. } => node.for_each_group(visit),
            Node::Empty | Node::Set(_) | Node::Look(_) | Node::Back(_) => {}
        }
    }
}
