//! Writes `methods.rs`: one marker type per method, with its interface, ordinal, message types and bulk use.

use std::fmt::Write;

use crate::request::{Bulk, Interface};

pub fn generate(interfaces: &[Interface]) -> String {
    let mut text = String::from(
        "// Generated from capos.capnp by capos-schema-generator. Do not edit.\n\n\
         use crate::capos_capnp as schema;\nuse crate::{Bulk, Interface, Method};\n",
    );
    for interface in interfaces {
        let module = snake_case(&interface.name);
        writeln!(text, "\npub mod {module} {{\n    use super::*;").unwrap();
        for (ordinal, method) in interface.methods.iter().enumerate() {
            let marker = format!("{}{}", method.name[..1].to_uppercase(), &method.name[1..]);
            let scope = format!("schema::{module}::{}", snake_case(&method.name));
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
        type Params = {scope}_params::Owned;
        type Results = {scope}_results::Owned;
        const INTERFACE: Interface = Interface::{};
        const ORDINAL: u16 = {ordinal};
        const NAME: &'static str = \"{}\";
        const BULK: Bulk = Bulk::{bulk};
    }}
",
                interface.name, method.name
            )
            .unwrap();
        }
        let names: Vec<_> = interface.methods.iter().map(|method| format!("\"{}\"", method.name)).collect();
        writeln!(text, "\n    pub const METHODS: u16 = {};", names.len()).unwrap();
        writeln!(text, "    pub const NAMES: &[&str] = &[{}];\n}}", names.join(", ")).unwrap();
    }
    text
}

fn snake_case(name: &str) -> String {
    let mut text = String::new();
    for (index, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && index > 0 {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}
