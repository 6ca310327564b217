//! Binary search trees, balanced as AVL trees: the heights of two siblings differ by one at most.

use crate::errno::{self, Errno};
use crate::heap;
use crate::types::{c_int, c_void};
use core::cmp::Ordering;
use core::mem::MaybeUninit;
use core::ptr;

/// A node. Programs read the key through a pointer to the node, so it comes first.
#[repr(C)]
pub(super) struct Node {
    pub key: *const c_void,
    pub children: [*mut Node; 2],
    height: u32,
}

/// A comparison of keys.
type Compare = unsafe extern "C" fn(*const c_void, *const c_void) -> c_int;

/// The greatest height of a tree that fits the address space, with room to spare.
const MAX_HEIGHT: usize = 96;

/// The links from the root down to a place in the tree.
struct Path {
    /// The first `len` are there.
    links: [MaybeUninit<*mut *mut Node>; MAX_HEIGHT],
    len: usize,
}

impl Path {
    fn push(&mut self, link: *mut *mut Node) {
        self.links[self.len].write(link);
        self.len += 1;
    }

    /// # Safety
    /// `root` is the link to the root of a tree whose keys may be compared with `key`.
    unsafe fn to(key: *const c_void, root: *mut *mut Node, compare: Compare) -> Path {
        let mut path = Path { links: [MaybeUninit::uninit(); MAX_HEIGHT], len: 0 };
        let mut link = root;
        // SAFETY: the caller's promise; links lead to nodes or hold NULL.
        unsafe {
            loop {
                path.push(link);
                let node = *link;
                if node.is_null() {
                    return path;
                }
                link = match compare(key, (*node).key).cmp(&0) {
                    Ordering::Equal => return path,
                    Ordering::Less => &raw mut (*node).children[0],
                    Ordering::Greater => &raw mut (*node).children[1],
                };
            }
        }
    }

    /// The link at the end.
    fn last(&self) -> *mut *mut Node {
        self.link(self.len - 1)
    }

    /// Link number `n` from the root, which is one of those that are there.
    fn link(&self, n: usize) -> *mut *mut Node {
        // SAFETY: the slice has only links that `push` wrote.
        unsafe { self.links[..self.len][n].assume_init() }
    }

    /// Restores the balance of the nodes on the path, from the end up: of what the link at the end leads to, the height
    /// may have changed.
    ///
    /// # Safety
    /// The links are those of a tree, and only the subtrees at the end have changed.
    unsafe fn rebalance(&self) {
        for n in (0..self.len - 1).rev() {
            let link = self.link(n);
            // SAFETY: the caller's promise; all links but the last lead to nodes.
            unsafe {
                let before = (**link).height;
                balance(link);
                if (**link).height == before {
                    return;
                }
            }
        }
    }
}

/// # Safety
/// `node` is NULL or a node.
unsafe fn height(node: *mut Node) -> u32 {
    // SAFETY: the caller's promise.
    unsafe { node.as_ref() }.map_or(0, |node| node.height)
}

/// # Safety
/// `node` is a node.
unsafe fn measure(node: *mut Node) {
    // SAFETY: the caller's promise.
    unsafe { (*node).height = 1 + height((*node).children[0]).max(height((*node).children[1])) }
}

/// Lifts the child on `side` above the node.
///
/// # Safety
/// `link` leads to a node that has that child.
unsafe fn rotate(link: *mut *mut Node, side: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let node = *link;
        let child = (*node).children[side];
        (*node).children[side] = (*child).children[1 - side];
        (*child).children[1 - side] = node;
        measure(node);
        measure(child);
        *link = child;
    }
}

/// # Safety
/// `link` leads to a node whose subtrees are balanced and differ by two at most.
unsafe fn balance(link: *mut *mut Node) {
    // SAFETY: the caller's promise. The higher side has a child, and so has the inner side of that where it is the
    // higher one.
    unsafe {
        let node = *link;
        let heights = (*node).children.map(|child| height(child));
        let higher = usize::from(heights[1] > heights[0]);
        if heights[higher] > heights[1 - higher] + 1 {
            let inner = &raw mut (*node).children[higher];
            let grandchildren = (**inner).children;
            if height(grandchildren[1 - higher]) > height(grandchildren[higher]) {
                rotate(inner, 1 - higher);
            }
            rotate(link, higher);
        } else {
            measure(node);
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tsearch.html>
///
/// # Safety
/// `rootp` is NULL or leads to a tree whose keys may be compared with `key`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tsearch(
    key: *const c_void,
    rootp: *mut *mut c_void,
    compar: unsafe extern "C" fn(*const c_void, *const c_void) -> c_int,
) -> *mut c_void {
    if rootp.is_null() {
        return ptr::null_mut();
    }
    // SAFETY: the caller's promise; the new block has room for a node.
    unsafe {
        let path = Path::to(key, rootp.cast(), compar);
        let found = *path.last();
        if !found.is_null() {
            return found.cast();
        }
        let Ok(block) = heap::allocate(size_of::<Node>()) else {
            errno::set(Errno::ENOMEM);
            return ptr::null_mut();
        };
        let new = block.cast::<Node>();
        new.write(Node { key, children: [ptr::null_mut(); 2], height: 1 });
        *path.last() = new;
        path.rebalance();
        new.cast()
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tfind.html>
///
/// # Safety
/// `rootp` is NULL or leads to a tree whose keys may be compared with `key`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tfind(
    key: *const c_void,
    rootp: *const *mut c_void,
    compar: unsafe extern "C" fn(*const c_void, *const c_void) -> c_int,
) -> *mut c_void {
    if rootp.is_null() {
        return ptr::null_mut();
    }
    // SAFETY: the caller's promise; links lead to nodes or hold NULL.
    unsafe {
        let mut node = (*rootp).cast::<Node>();
        while !node.is_null() {
            node = match compar(key, (*node).key) {
                0 => break,
                order => (*node).children[usize::from(order > 0)],
            };
        }
        node.cast()
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tdelete.html>
///
/// # Safety
/// `rootp` is NULL or leads to a tree whose keys may be compared with `key`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tdelete(
    key: *const c_void,
    rootp: *mut *mut c_void,
    compar: unsafe extern "C" fn(*const c_void, *const c_void) -> c_int,
) -> *mut c_void {
    if rootp.is_null() {
        return ptr::null_mut();
    }
    // SAFETY: the caller's promise. The node is taken out before it is freed.
    unsafe {
        let mut path = Path::to(key, rootp.cast(), compar);
        let link = path.last();
        let node = *link;
        if node.is_null() {
            return ptr::null_mut();
        }
        // What the program gets for the root's parent is any pointer that is not NULL.
        let parent = match path.len.checked_sub(2) {
            Some(above) => (*path.link(above)).cast(),
            None => rootp.cast(),
        };
        let [left, right] = (*node).children;
        if left.is_null() || right.is_null() {
            *link = if left.is_null() { right } else { left };
        } else {
            replace_by_predecessor(&mut path, node);
        }
        path.rebalance();
        heap::free(node.cast());
        parent
    }
}

/// Puts the last node of the left subtree in the place of `node`, to which the path leads.
///
/// # Safety
/// The node has two children.
unsafe fn replace_by_predecessor(path: &mut Path, node: *mut Node) {
    // SAFETY: the caller's promise; the left subtree has a last node.
    unsafe {
        let link = path.last();
        let place = path.len;
        let mut inner = &raw mut (*node).children[0];
        path.push(inner);
        while !(**inner).children[1].is_null() {
            inner = &raw mut (**inner).children[1];
            path.push(inner);
        }
        let predecessor = *inner;
        *inner = (*predecessor).children[0];
        (*predecessor).children = (*node).children;
        (*predecessor).height = (*node).height;
        *link = predecessor;
        // The first link below was inside the node that goes.
        path.links[place].write(&raw mut (*predecessor).children[0]);
    }
}
