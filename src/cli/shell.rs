//! `sayso completions` and `sayso man`: what a shell and a manual reader want to know of the command line, made from the arguments
//! themselves so that it cannot say anything else.

use super::{Outcome, Streams};
use clap::Command;
use clap_complete::Shell;
use std::io;

/// Print the completions of a shell: bash, elvish, fish, powershell or zsh
#[derive(clap::Args)]
pub(crate) struct Completions {
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, command: &mut Command, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        // Made apart from the stream: the generator takes a full disk for a fault of ours.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, command, "sayso", &mut script);
        streams.document(&String::from_utf8_lossy(&script))?;
        Ok(Outcome::Clean)
    }
}

/// Print the manual page: `sayso man | man -l -`
#[derive(clap::Args)]
pub(crate) struct Man {}

impl Man {
    pub(super) fn run(&self, command: &Command, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        let mut page = Vec::new();
        clap_mangen::Man::new(command.clone()).render(&mut page)?;
        // A page is one command's; those of the others follow as sections of it.
        for sub in command.get_subcommands() {
            let man = clap_mangen::Man::new(sub.clone());
            let mut part = Vec::new();
            man.render_synopsis_section(&mut part)?;
            man.render_description_section(&mut part)?;
            man.render_options_section(&mut part)?;
            let part = String::from_utf8_lossy(&part).replacen("SYNOPSIS", &format!("\"sayso {}\"", sub.get_name()), 1);
            page.extend(part.replace(".SH DESCRIPTION", ".PP").replace(".SH OPTIONS", ".PP").into_bytes());
        }
        streams.document(&String::from_utf8_lossy(&page))?;
        Ok(Outcome::Clean)
    }
}
