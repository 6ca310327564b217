//! The arguments of `test`.

/// Which groups to run, and what in them.
pub struct Selection<'a> {
    pub only: &'a str,
    /// Of the suites, only the fixed share.
    pub share: bool,
    pub cargo: Vec<&'a str>,
    pub checks: Vec<&'a str>,
    pub groups: Vec<&'a str>,
}

impl<'a> Selection<'a> {
    pub fn parse(arguments: &'a [String]) -> Result<Self, String> {
        let mut selection =
            Selection { only: "", share: false, cargo: Vec::new(), checks: Vec::new(), groups: Vec::new() };
        let mut arguments = arguments.iter().map(String::as_str);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument {
                "--only" => selection.only = value()?,
                "--share" => selection.share = true,
                "--cargo" => selection.cargo = value()?.split_whitespace().collect(),
                "--checks" => selection.checks = value()?.split_whitespace().collect(),
                option if option.starts_with('-') => return Err(format!("no option {option:?}")),
                group => selection.groups.push(group),
            }
        }
        Ok(selection)
    }
}
