use alloc::sync::Arc;
use std::vec::Vec;

use super::{Account, Limits, Quota};

fn parent() -> Quota {
    Quota::new(100, 100, 100)
}

fn pages(memory_pages: u64) -> Limits {
    Limits { memory_pages: Some(memory_pages), ..Limits::default() }
}

#[test]
fn a_charge_is_all_or_nothing() {
    let account = Account::new(10);
    assert!(account.charge(7));
    assert!(!account.charge(4));
    assert!(!account.charge(u64::MAX));
    assert!(account.charge(3));
    assert_eq!((account.used(), account.left()), (10, 0));
    account.release(10);
    assert_eq!(account.left(), 10);
}

#[test]
fn a_childs_part_is_set_aside_while_it_lives() {
    let parent = parent();
    let child = parent.carve(pages(60)).expect("there is enough");
    assert_eq!(parent.memory.left(), 40);
    assert_eq!(child.memory.limit(), 60);
    let refused = parent.carve(pages(41)).expect_err("not that much is left");
    assert_eq!(refused.resource, "memoryPages");
    child.close();
    assert_eq!(parent.memory.left(), 100);
    drop(child);
    assert_eq!(parent.memory.left(), 100);
}

#[test]
fn without_a_limit_the_child_draws_on_the_parents() {
    let parent = parent();
    let child = parent.carve(Limits::default()).expect("nothing is set aside");
    assert!(child.memory.charge(30));
    assert_eq!(parent.memory.left(), 70);
    child.close();
    assert!(parent.memory.charge(70), "the shared account stays open");
    parent.memory.release(70);
    child.memory.release(30);
    assert_eq!(parent.memory.used(), 0);
}

#[test]
fn what_outlives_the_child_stays_charged_until_it_goes() {
    let parent = parent();
    let child = parent.carve(pages(60)).expect("there is enough");
    assert!(child.memory.charge(25));
    let account = Arc::clone(&child.memory);
    child.close();
    drop(child);
    assert_eq!(parent.memory.used(), 25);
    assert!(!account.charge(1), "nothing new is charged to it");
    account.release(10);
    assert_eq!(parent.memory.used(), 15);
    account.release(15);
    drop(account);
    assert_eq!(parent.memory.used(), 0);
}

#[test]
fn refusing_one_resource_gives_the_others_back() {
    let parent = parent();
    let limits = Limits { memory_pages: Some(50), capabilities: Some(50), processes: Some(101) };
    assert!(parent.carve(limits).is_err());
    assert_eq!((parent.memory.used(), parent.capabilities.used()), (0, 0));
}

#[test]
fn a_family_whose_generations_end_leaves_no_chain() {
    let root = Arc::new(Account::new(1));
    let mut last = root.carve(Some(1)).expect("it is there");
    let mut middle = Vec::new();
    for _ in 0..100_000 {
        let next = last.carve(Some(1)).expect("passed on whole");
        last.close();
        middle.push(Arc::downgrade(&last));
        last = next;
    }
    assert!(middle.iter().filter(|account| account.strong_count() > 0).count() <= 1);
    assert!(last.charge(1));
    assert_eq!(root.used(), 1);
    last.release(1);
    last.close();
    assert_eq!(root.used(), 0);
    drop(last);
    assert_eq!(root.used(), 0);
}

#[test]
fn a_long_line_of_ancestors_ends_without_recursion() {
    let root = Arc::new(Account::new(1));
    let mut line = vec![Arc::clone(&root)];
    for generation in 0..4096 {
        let next = line[generation].carve(Some(1)).expect("passed on whole");
        line.push(next);
    }
    let last = line.pop().expect("the youngest");
    line.iter().skip(1).for_each(|account| account.close());
    drop(line);
    drop(last);
    assert_eq!(root.used(), 0);
}
