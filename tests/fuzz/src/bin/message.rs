//! Message catalogues of both kinds, and the rules for plurals.
#![no_main]

use capos_fuzz::{Input, fuzz_target};
use capos_libc_engine::message::plural::Rule;
use capos_libc_engine::message::{languages, mo, nlspath, numbered};

fuzz_target!(run);

const NUMBERS: [u64; 6] = [0, 1, 2, 5, 100, u64::MAX];

fn run(data: &[u8]) {
    let mut input = Input::new(data);
    match input.below(4) {
        0 => {
            let wanted = input.text();
            let Some(catalog) = mo::Catalog::parse(input.rest()) else { return };
            catalog.charset();
            for text in [wanted, b""] {
                let Some(index) = catalog.find(text) else { continue };
                let forms = catalog.translation(index).unwrap_or_default();
                for number in NUMBERS {
                    catalog.form(forms, number);
                }
            }
        }
        1 => {
            let (set, message) = (input.byte().into(), input.byte().into());
            if let Some(catalog) = numbered::Catalog::parse(input.rest()) {
                catalog.get(set, message);
            }
        }
        2 => {
            let Some(rule) = Rule::parse(input.rest()) else { return };
            NUMBERS.into_iter().for_each(|number| {
                rule.form(number);
            });
        }
        _ => {
            let (template, name) = (input.text(), input.text());
            let mut length = 0;
            nlspath::expand(template, name, b"de_DE.UTF-8", |_| length += 1);
            nlspath::templates(template).for_each(drop);
            for text in languages::list(name) {
                languages::Name::parse(text).variants().for_each(|variant| variant.write(|_| length += 1));
            }
        }
    }
}
