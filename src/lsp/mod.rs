//! The language server: the other face. The only room that names a protocol type.
