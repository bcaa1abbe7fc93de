#include "crypto/base/places.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "crypto/base/clock.h"
#include "crypto/base/platform_shared.h"

namespace base {

using namespace posix;

namespace {

// f_type of the file systems that lie across a network (linux/magic.h and their own sources).
constexpr std::array<std::uint32_t, 9> kNetwork = {
    0x6969,      // NFS
    0x517B,      // SMB
    0xFF534D42,  // CIFS
    0xFE534D42,  // SMB 2
    0x65735546,  // FUSE: sshfs, davfs, cloud drives
    0x00C36400,  // Ceph
    0x01021997,  // 9P
    0x5346414F,  // AFS
    0x73757245,  // Coda
};

Path named_by(const char* variable)
{
    const char* value = std::getenv(variable);
    return value != nullptr && *value == '/' ? Path(value) : Path();
}

Path nearest_there(Path path)
{
    std::error_code error;
    path = std::filesystem::absolute(path, error);
    while (!path.empty() && !std::filesystem::exists(path, error) && path != path.parent_path())
        path = path.parent_path();
    return path;
}

Result<void> overwrite(int handle, std::uint64_t size)
{
    Bytes noise(static_cast<std::size_t>(std::min<std::uint64_t>(size, 64 * 1024)));
    SystemRandom random;
    for (std::uint64_t done = 0; done < size;) {
        random.fill(noise);
        const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(noise.size(), size - done));
        TRY_VOID(write_all(handle, ByteView(noise).first(part)));
        done += part;
    }
    if (::fsync(handle) != 0) return system_error("The file could not be overwritten");
    if (::ftruncate(handle, 0) != 0) return system_error("The file could not be overwritten");
    return {};
}

}  // namespace

Path home_folder()
{
    if (auto home = named_by("HOME"); !home.empty()) return home;
    const passwd* entry = ::getpwuid(::getuid());
    return entry != nullptr && entry->pw_dir != nullptr ? Path(entry->pw_dir) : Path("/");
}

Path settings_folder()
{
    auto folder = named_by("XDG_CONFIG_HOME");
    if (folder.empty()) folder = home_folder() / ".config";
    return folder / "cairn";
}

std::vector<Path> attached_media()
{
    const passwd* entry = ::getpwuid(::getuid());
    const Path name = entry != nullptr && entry->pw_name != nullptr ? Path(entry->pw_name) : Path();
    std::vector<Path> found;
    for (const Path& under : {Path("/media") / name, Path("/run/media") / name}) {
        if (name.empty()) break;
        std::error_code error;
        for (std::filesystem::directory_iterator at(under, error), end; !error && at != end;
             at.increment(error)) {
            std::error_code unseen;
            if (at->is_directory(unseen)) found.push_back(at->path());
        }
    }
    std::ranges::sort(found);
    return found;
}

bool is_network_drive(const Path& path)
{
    struct statfs about {};
    if (::statfs(nearest_there(path).c_str(), &about) != 0) return false;
    const auto type = static_cast<std::uint32_t>(about.f_type);
    return std::ranges::find(kNetwork, type) != kNetwork.end();
}

Result<void> shred_file(const Path& path)
{
    const Descriptor file(retry(
        [&] { return ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY); }));
    if (!file.open()) return system_error("The file could not be destroyed");
    struct stat about {};
    if (::fstat(file.get(), &about) != 0) return system_error("The file could not be destroyed");
    if (!S_ISREG(about.st_mode))
        return fail(ErrorKind::Invalid, "This is not a regular file: it was not destroyed.");
    TRY_VOID(overwrite(file.get(), static_cast<std::uint64_t>(about.st_size)));
    return durable_remove(path);
}

}  // namespace base
