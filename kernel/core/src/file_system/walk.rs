//! `Walk`: path resolution (POSIX.1-2024, XBD 4.16).

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_schema::abi::limits::MAX_PATH;
use capos_schema::capos_capnp::ErrorCode;

use super::view::is_below;
use super::{Access, FileResult, Identity, Kind, NodeReference, Position, Status, View};

/// `NAME_MAX`.
const MAX_NAME: usize = 255;

/// `SYMLOOP_MAX`: symbolic links on the way to one file.
const MAX_LINKS: u32 = 40;

/// Whether a symbolic link at the end is followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Last {
    Follow,
    /// Only a slash behind it has it followed.
    Keep,
    /// It is the name itself that is made, taken or changed. Whoever asks looks at the slash behind it.
    Name,
}

/// Resolves paths for one identity.
pub struct Walk<'a> {
    pub identity: &'a Identity,
}

/// Where a path leads.
pub struct Found<'p> {
    /// Where the last component's name is or would be.
    pub directory: Position,
    /// `None` if there is no such name, while everything above is there.
    pub node: Option<Position>,
    pub name: Name<'p>,
    /// The path said that it wants a directory.
    pub trailing_slash: bool,
}

/// The last component of a path. Empty if that is the root, `.` or `..`: nothing to be made or removed.
pub struct Name<'p> {
    rest: Rest<'p>,
    length: usize,
    /// `.` and `..` as the path has them.
    pub dots: u8,
}

impl Name<'_> {
    pub fn bytes(&self) -> &[u8] {
        &self.rest.bytes()[..self.length]
    }
}

impl Found<'_> {
    /// The node, which is there.
    pub fn existing(self) -> FileResult<Position> {
        self.node.ok_or(ErrorCode::NotFound)
    }
}

/// What is left of a path: the caller's own, or one that symbolic links were put into.
enum Rest<'p> {
    Given(&'p [u8]),
    Expanded { text: Vec<u8>, at: usize },
}

impl Rest<'_> {
    fn bytes(&self) -> &[u8] {
        match self {
            Rest::Given(bytes) => bytes,
            Rest::Expanded { text, at } => &text[*at..],
        }
    }

    fn advance(&mut self, count: usize) {
        match self {
            Rest::Given(bytes) => *bytes = &bytes[count..],
            Rest::Expanded { at, .. } => *at += count,
        }
    }
}

impl Walk<'_> {
    /// Resolves the path from the directory, or with a leading slash from the view's root.
    pub fn find<'p>(&self, start: &Position, path: &'p [u8], last: Last) -> FileResult<Found<'p>> {
        self.look(start, path, last, &mut { Status::UNKNOWN })
    }

    /// Resolves the path from the view's root.
    pub fn find_in<'p>(&self, view: &Arc<View>, path: &'p [u8], last: Last) -> FileResult<Found<'p>> {
        self.look_in(view, path, last, &mut { Status::UNKNOWN })
    }

    /// As `find`; `status` becomes what `stat` tells of the node that was found.
    pub fn look<'p>(
        &self,
        start: &Position,
        path: &'p [u8],
        last: Last,
        status: &mut Status,
    ) -> FileResult<Found<'p>> {
        if path.first() == Some(&b'/') {
            return self.look_in(&start.view, path, last, status);
        }
        self.follow(&start.view, Here::at(start), None, path, last, status)
    }

    /// As `look`, with the directory itself as the root: nothing above it is reached.
    pub fn look_below<'p>(
        &self,
        top: &Position,
        path: &'p [u8],
        last: Last,
        status: &mut Status,
    ) -> FileResult<Found<'p>> {
        self.follow(&top.view, Here::at(top), Some(top), path, last, status)
    }

    /// As `find_in`, with the status as in `look`.
    pub fn look_in<'p>(
        &self,
        view: &Arc<View>,
        path: &'p [u8],
        last: Last,
        status: &mut Status,
    ) -> FileResult<Found<'p>> {
        self.follow(view, Here::root(view), None, path, last, status)
    }

    /// The root is the view's, or `top`. On the way `status` is that of where it is.
    fn follow<'p>(
        &self,
        view: &Arc<View>,
        mut here: Here,
        top: Option<&Position>,
        path: &'p [u8],
        last: Last,
        status: &mut Status,
    ) -> FileResult<Found<'p>> {
        if path.len() >= MAX_PATH {
            return Err(ErrorCode::NameTooLong);
        }
        if path.contains(&0) {
            return Err(ErrorCode::InvalidArgument);
        }
        if path.is_empty() {
            return Err(ErrorCode::NotFound);
        }
        *status = here.node.status()?;
        let mut rest = Rest::Given(path);
        let mut links = 0;
        let mut dots = 0;
        loop {
            let slashes = rest.bytes().iter().take_while(|&&byte| byte == b'/').count();
            rest.advance(slashes);
            if rest.bytes().is_empty() {
                return here.itself(view, status, rest, dots, slashes > 0);
            }
            let bytes = rest.bytes();
            let length = bytes.iter().position(|&byte| byte == b'/').unwrap_or(bytes.len());
            let (name, behind) = bytes.split_at(length);
            let is_last = behind.iter().all(|&byte| byte == b'/');
            let trailing_slash = is_last && !behind.is_empty();
            self.check_search(status)?;
            if length > MAX_NAME {
                return Err(ErrorCode::NameTooLong);
            }
            dots = 0;
            match name {
                b"." => dots = 1,
                b".." => {
                    dots = 2;
                    if top.is_some_and(|top| here.is_at(top)) {
                        rest.advance(length);
                        continue;
                    }
                    // Somebody else may have moved it out of what lies below.
                    if let Some(top) = top
                        && here.mount == top.mount
                        && !is_below(&here.node, &top.node)?
                    {
                        return Err(ErrorCode::NotFound);
                    }
                    let (mount, node) = view.above(here.mount, &here.node)?;
                    *status = node.status()?;
                    here = Here { mount, node };
                }
                _ => {
                    let Some(child) = here.child(view, name, status)? else {
                        if !is_last {
                            return Err(ErrorCode::NotFound);
                        }
                        let name = Name { rest, length, dots };
                        return Ok(Found {
                            directory: here.position(view),
                            node: None,
                            name,
                            trailing_slash,
                        });
                    };
                    let kind = status.kind;
                    let follows = last == Last::Follow || (trailing_slash && last == Last::Keep);
                    if kind == Kind::SymbolicLink && (!is_last || follows) {
                        links += 1;
                        if links > MAX_LINKS {
                            return Err(ErrorCode::TooManyLinks);
                        }
                        let text = expanded(&child.node, behind)?;
                        if text[0] == b'/' {
                            here = top.map_or_else(|| Here::root(view), Here::at);
                        }
                        *status = here.node.status()?;
                        rest = Rest::Expanded { text, at: 0 };
                        continue;
                    }
                    if is_last {
                        if trailing_slash && kind != Kind::Directory && last != Last::Name {
                            return Err(ErrorCode::NotDirectory);
                        }
                        let (name, node) = (Name { rest, length, dots }, Some(child.position(view)));
                        return Ok(Found { directory: here.position(view), node, name, trailing_slash });
                    }
                    here = child;
                }
            }
            rest.advance(length);
        }
    }

    fn check_search(&self, status: &Status) -> FileResult<()> {
        if !status.is_directory() {
            return Err(ErrorCode::NotDirectory);
        }
        self.identity.check(status, Access::EXECUTE)
    }
}

/// The link's target, and the rest of the path behind it.
fn expanded(link: &NodeReference, behind: &[u8]) -> FileResult<Vec<u8>> {
    let mut text = Vec::new();
    link.file_system().read_link(link.inode(), &mut |target| text.extend_from_slice(target))?;
    text.extend_from_slice(behind);
    match text.len() {
        0 => Err(ErrorCode::NotFound),
        MAX_PATH.. => Err(ErrorCode::NameTooLong),
        _ => Ok(text),
    }
}

/// Where a walk is.
struct Here {
    mount: usize,
    node: NodeReference,
}

impl Here {
    fn root(view: &Arc<View>) -> Self {
        Here { mount: 0, node: view.root_node().clone() }
    }

    fn at(position: &Position) -> Self {
        Here { mount: position.mount, node: position.node.clone() }
    }

    fn is_at(&self, position: &Position) -> bool {
        self.mount == position.mount && self.node.is_same(&position.node)
    }

    fn position(self, view: &Arc<View>) -> Position {
        Position { view: Arc::clone(view), mount: self.mount, node: self.node }
    }

    /// What the name leads to, and its status; `None` if there is nothing, and then the status stays.
    fn child(&self, view: &View, name: &[u8], status: &mut Status) -> FileResult<Option<Here>> {
        if let Some((mount, node)) = view.bound(self.mount, &self.node, name) {
            *status = node.status()?;
            return Ok(Some(Here { mount, node }));
        }
        match self.node.find_child(name, status) {
            Ok(node) => Ok(Some(Here { mount: self.mount, node })),
            Err(ErrorCode::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The end of a path whose last component has no name to be made or removed.
    fn itself<'p>(
        self,
        view: &Arc<View>,
        status: &Status,
        rest: Rest<'p>,
        dots: u8,
        trailing_slash: bool,
    ) -> FileResult<Found<'p>> {
        if trailing_slash && !status.is_directory() {
            return Err(ErrorCode::NotDirectory);
        }
        let position = self.position(view);
        let name = Name { rest, length: 0, dots };
        Ok(Found { directory: position.clone(), node: Some(position), name, trailing_slash })
    }
}
