//! A file's owner, permissions, access list and extended attributes, copied to the file that replaces it. The copy must never give more people
//! access than the original: what cannot be copied is an error, or access is removed.
//!
//! On Linux an access list is an extended attribute. On a Mac it is not; on Windows a new file has its folder's.

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileAttributes {
    /// Owner, group and permissions; of the last all bits.
    #[cfg(unix)]
    owner: (u32, u32),
    #[cfg(unix)]
    mode: u32,
    attributes: Attributes,
}

/// Extended attributes by their names.
type Attributes = BTreeMap<String, Vec<u8>>;

/// The attribute that holds an access list on Linux.
#[cfg(unix)]
const ACCESS_LIST: &str = "system.posix_acl_access";

impl FileAttributes {
    #[cfg(unix)]
    pub(super) fn of(file: &File, meta: &Metadata) -> io::Result<Self> {
        use std::os::unix::fs::MetadataExt;
        Ok(Self { owner: (meta.uid(), meta.gid()), mode: meta.mode() & 0o7777, attributes: attributes::of(file)? })
    }

    #[cfg(not(unix))]
    pub(super) fn of(_: &File, _: &Metadata) -> io::Result<Self> {
        Ok(Self { attributes: Attributes::new() })
    }

    /// Makes `file` like it: one that is new and holds no word yet, and is open to its owner at most. An error says what cannot be kept.
    #[cfg(unix)]
    pub(super) fn give(&self, file: &File) -> Result<(), String> {
        use std::os::unix::fs::{PermissionsExt, fchown};
        let (owner, group) = self.owner;
        // Only the superuser gives files away. Whoever may write to a colleague's file owns what takes its place; its group must stay.
        let grouped = fchown(file, Some(owner), Some(group)).or_else(|_| fchown(file, None, Some(group))).is_ok();
        let listed = self.attributes.contains_key(ACCESS_LIST);
        if !grouped && (listed || self.mode & 0o070 != 0) {
            return Err("its group".into());
        }
        let wrong = |what: &str, error: io::Error| format!("{what} ({error})");
        // A folder may have given it a list of its own, which opens it to more people.
        let given = attributes::of(file).map_err(|error| wrong("its attributes", error))?;
        for name in given.keys().filter(|name| !self.attributes.contains_key(*name)) {
            attributes::remove(file, name).map_err(|error| wrong(named(name), error))?;
        }
        // Runs with the rights of a group that is another one now must not be had.
        let mode = if grouped { self.mode } else { self.mode & !0o2000 };
        file.set_permissions(PermissionsExt::from_mode(mode)).map_err(|error| wrong("its permissions", error))?;
        for (name, value) in self.attributes.iter().filter(|(name, value)| given.get(*name) != Some(value)) {
            attributes::set(file, name, value).map_err(|error| wrong(named(name), error))?;
        }
        let meta = file.metadata().map_err(|error| wrong("its permissions", error))?;
        let now = Self::of(file, &meta).map_err(|error| wrong("its attributes", error))?;
        match now.attributes == self.attributes && now.mode & 0o777 == mode & 0o777 {
            true => Ok(()),
            false => Err("its permissions".into()),
        }
    }

    #[cfg(not(unix))]
    pub(super) fn give(&self, _: &File) -> Result<(), String> {
        Ok(())
    }
}

/// What an attribute is to a person.
#[cfg(unix)]
fn named(attribute: &str) -> &str {
    if attribute == ACCESS_LIST { "its access list" } else { attribute }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod attributes {
    use super::Attributes;
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fremovexattr, fsetxattr};
    use rustix::io::Errno;
    use std::fs::File;
    use std::io;

    /// The most bytes that Linux has room for in a value, and in all names of a file.
    const MOST: usize = 1 << 16;

    #[cfg(target_vendor = "apple")]
    const GONE: Errno = Errno::NOATTR;
    #[cfg(not(target_vendor = "apple"))]
    const GONE: Errno = Errno::NODATA;

    pub(super) fn of(file: &File) -> io::Result<Attributes> {
        let mut names = vec![0; MOST];
        let length = match flistxattr(file, &mut *names) {
            Ok(length) => length,
            // A file system without any.
            Err(Errno::NOTSUP | Errno::NOSYS) => 0,
            Err(error) => return Err(error.into()),
        };
        let mut attributes = Attributes::new();
        for name in names[..length].split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
            let mut value = vec![0; MOST];
            let length = match fgetxattr(file, name, &mut *value) {
                Ok(length) => length,
                // It is gone, or one of those that tell what a system knows itself.
                Err(GONE | Errno::NOTSUP) => continue,
                Err(error) => return Err(error.into()),
            };
            value.truncate(length);
            let name = String::from_utf8(name.to_vec()).map_err(|_| io::ErrorKind::InvalidData)?;
            attributes.insert(name, value);
        }
        Ok(attributes)
    }

    pub(super) fn set(file: &File, name: &str, value: &[u8]) -> io::Result<()> {
        Ok(fsetxattr(file, name, value, XattrFlags::empty())?)
    }

    pub(super) fn remove(file: &File, name: &str) -> io::Result<()> {
        Ok(fremovexattr(file, name)?)
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android", target_vendor = "apple"))))]
mod attributes {
    use super::Attributes;
    use std::fs::File;
    use std::io;

    pub(super) fn of(_: &File) -> io::Result<Attributes> {
        Ok(Attributes::new())
    }

    pub(super) fn set(_: &File, _: &str, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn remove(_: &File, _: &str) -> io::Result<()> {
        Ok(())
    }
}
