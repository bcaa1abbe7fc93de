#pragma once
/// Where a person's files lie on this system, and how a file is made to go for good. Implemented beside
/// platform.h, one file per system.

#include <vector>

#include "crypto/base/platform.h"

namespace base {

/// Of the person who started the program.
Path home_folder();
/// Where this program may keep a small file of settings; not made here.
Path settings_folder();
/// Sticks and discs that the system has attached for this person, ascending.
std::vector<Path> attached_media();
/// Whether what lies there goes over a network (NFS, SMB, sshfs, ...). A path that is not there yet: its
/// nearest folder.
bool is_network_drive(const Path& path);
/// Shows a file with the program that this system has for it, and does not wait for that program. From one
/// thread only. Errors: NotFound
/// when the system has no way to, Io.
Result<void> show_outside(const Path& path);
/// Overwrites a file's bytes, flushes them to the disk, then removes it. What the disk itself keeps of the
/// former bytes is out of reach. Errors: NotFound, Invalid (a link, a folder), Io.
Result<void> shred_file(const Path& path);

}  // namespace base
