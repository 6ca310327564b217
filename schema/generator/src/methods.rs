//! Writes `methods.rs`: one marker type per method, with its interface, ordinal, message types and bulk use.

use std::fmt::Write;

use crate::model::{Bulk, Content, Item, Method};
use crate::names::{camel_case, snake_case};

pub fn generate(items: &[Item]) -> String {
    let mut text = String::from(
        "// Generated from capos.capnp by capos-schema-generator. Do not edit.\n\n\
         use crate::{Bulk, Interface, Method};\n",
    );
    let interfaces = items.iter().filter_map(|item| match &item.content {
        Content::Interface { methods, .. } => Some((&item.name, methods)),
        _ => None,
    });
    let mut interfaces: Vec<_> = interfaces.collect();
    interfaces.sort_by_key(|(name, _)| *name);
    for (interface, methods) in interfaces {
        let module = snake_case(interface);
        writeln!(text, "\npub mod {module} {{\n    use super::*;").unwrap();
        for (ordinal, method) in methods.iter().enumerate() {
            let marker = camel_case(&method.name);
            let Method { name, params, results, .. } = method;
            let bulk = match method.bulk {
                Bulk::None => "None",
                Bulk::FromCaller => "FromCaller",
                Bulk::ToCaller => "ToCaller",
            };
            write!(
                text,
                "
    pub struct {marker};

    impl Method for {marker} {{
        type Params = {params}::Owned;
        type Results = {results}::Owned;
        const INTERFACE: Interface = Interface::{interface};
        const ORDINAL: u16 = {ordinal};
        const NAME: &'static str = \"{name}\";
        const BULK: Bulk = Bulk::{bulk};
    }}
"
            )
            .unwrap();
        }
        let names: Vec<_> = methods.iter().map(|method| format!("\"{}\"", method.name)).collect();
        writeln!(text, "\n    pub const METHODS: u16 = {};", names.len()).unwrap();
        writeln!(text, "    pub const NAMES: &[&str] = &[{}];\n}}", names.join(", ")).unwrap();
    }
    text
}
