//! Walking over trees.

use super::tree::Node;
use crate::heap;
use crate::types::{VISIT, c_int, c_void};

const PREORDER: VISIT = 0;
const POSTORDER: VISIT = 1;
const ENDORDER: VISIT = 2;
const LEAF: VISIT = 3;

/// Calls `visit` with each node: once for a leaf, three times for others.
///
/// # Safety
/// `node` is NULL or the root of a tree, which stays as it is.
unsafe fn walk(node: *const Node, depth: c_int, visit: &mut dyn FnMut(*const c_void, VISIT, c_int)) {
    // SAFETY: the caller's promise. Balanced trees are not deep, so neither is the recursion.
    unsafe {
        if node.is_null() {
            return;
        }
        let [left, right] = (*node).children;
        if left.is_null() && right.is_null() {
            visit(node.cast(), LEAF, depth);
            return;
        }
        visit(node.cast(), PREORDER, depth);
        walk(left, depth + 1, visit);
        visit(node.cast(), POSTORDER, depth);
        walk(right, depth + 1, visit);
        visit(node.cast(), ENDORDER, depth);
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/twalk.html>
///
/// # Safety
/// `root` is NULL or the root of a tree; `action` may be called with its nodes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn twalk(
    root: *const c_void,
    action: unsafe extern "C" fn(*const c_void, VISIT, c_int),
) {
    // SAFETY: the caller's promise.
    unsafe { walk(root.cast(), 0, &mut |node, which, depth| action(node, which, depth)) }
}

/// `twalk` with a pointer for the action in place of the depth.
///
/// # Safety
/// `root` is NULL or the root of a tree; `action` may be called with its nodes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn twalk_r(
    root: *const c_void,
    action: unsafe extern "C" fn(*const c_void, VISIT, *mut c_void),
    closure: *mut c_void,
) {
    // SAFETY: the caller's promise.
    unsafe { walk(root.cast(), 0, &mut |node, which, _| action(node, which, closure)) }
}

/// # Safety
/// `node` is NULL or the root of a tree, which is given up; `free_node` may be called with each key.
unsafe fn destroy(node: *mut Node, free_node: unsafe extern "C" fn(*mut c_void)) {
    // SAFETY: the caller's promise.
    unsafe {
        if node.is_null() {
            return;
        }
        let Node { key, children: [left, right], .. } = node.read();
        destroy(left, free_node);
        destroy(right, free_node);
        free_node(key.cast_mut());
        heap::free(node.cast());
    }
}

/// Gives up a whole tree.
///
/// # Safety
/// `root` is NULL or the root of a tree; `free_node` may be called with each key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tdestroy(root: *mut c_void, free_node: unsafe extern "C" fn(*mut c_void)) {
    // SAFETY: the caller's promise.
    unsafe { destroy(root.cast(), free_node) }
}
