//! Names of the schema as Rust spells them.

pub fn snake_case(name: &str) -> String {
    let mut text = String::new();
    for (index, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && index > 0 {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

pub fn camel_case(name: &str) -> String {
    format!("{}{}", name[..1].to_uppercase(), &name[1..])
}
