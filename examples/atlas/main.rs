//! Builds the atlas: `scripts/atlas` fetches packages and lays them out as tables, and this joins them into `data/atlas.bin`.
//!
//!     cargo run --release --example atlas -- TABLES DATA
//!
//! The same tables give the same bytes: everything is sorted before it is written, and nothing depends on a hash table's order.

#![allow(clippy::disallowed_methods, reason = "a tool of ours reads files of ours")]
#![expect(clippy::print_stdout, reason = "a program for people at a terminal")]

mod names;
mod places;
mod tables;
mod ukraine;
mod write;

use std::path::PathBuf;

fn main() {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [tables, data] = &arguments[..] else { panic!("usage: atlas TABLES DATA") };
    let mut world = places::World::default();
    world.regions(tables, data);
    world.countries(tables, data);
    world.subdivisions(tables, data);
    world.cities(tables, data);
    world.overlay(data);
    world.features(data);
    world.tables_of_ours(data);
    world.one_record_each();
    world.places.iter_mut().for_each(|place| names::tidy(&mut place.names));
    let bytes = write::atlas(&mut world, &write::words(tables, data));
    println!("{} places, {} bytes", world.places.len(), bytes.len());
    std::fs::write(data.join("atlas.bin"), bytes).expect("the atlas can be written");
}
