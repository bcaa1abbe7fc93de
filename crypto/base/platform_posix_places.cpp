#include "crypto/base/places.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <pwd.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypto/base/clock.h"
#include "crypto/base/platform_shared.h"

extern char** environ;

namespace base {

using namespace posix;

namespace {

// File systems that lie across a network, as the system's list of mounts names them.
constexpr std::array<std::string_view, 17> kNetwork = {
    "nfs",         "nfs4",        "cifs",      "smb3",           "smbfs",          "ncpfs",
    "afs",         "ceph",        "9p",        "davfs",          "fuse.sshfs",     "fuse.davfs",
    "fuse.davfs2", "fuse.rclone", "fuse.s3fs", "fuse.onedriver", "fuse.gvfsd-fuse"};

/// "\\040" in the list of mounts is a space.
std::string unescaped(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool code = text[i] == '\\' && i + 3 < text.size();
        if (code) {
            out +=
                static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
            i += 3;
        } else {
            out += text[i];
        }
    }
    return out;
}

bool lies_below(std::string_view path, std::string_view mount)
{
    return mount == "/" ||
           (path.starts_with(mount) && (path.size() == mount.size() || path[mount.size()] == '/'));
}

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
    std::error_code error;
    const Path real = std::filesystem::weakly_canonical(nearest_there(path), error);
    std::ifstream mounts("/proc/self/mountinfo");
    std::string type;
    std::size_t longest = 0;
    for (std::string line; std::getline(mounts, line);) {
        // id, parent, device, root, mount point, options, optional fields, "-", type, ...
        std::istringstream words(line);
        std::string word;
        std::string point;
        for (int i = 0; i < 5; ++i) words >> point;
        while (words >> word && word != "-") continue;
        words >> word;
        point = unescaped(point);
        if (point.size() < longest || !lies_below(to_utf8(real), point)) continue;
        longest = point.size();
        type = word;
    }
    return std::ranges::find(kNetwork, type) != kNetwork.end();
}

Result<void> show_outside(const Path& path)
{
    static std::vector<pid_t> shown;  // those that have ended since are let go
    std::erase_if(shown, [](pid_t one) { return ::waitpid(one, nullptr, WNOHANG) != 0; });
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawnattr_init(&attributes);
    for (const int one : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::posix_spawn_file_actions_addopen(&files, one, "/dev/null", O_RDWR, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    std::string program = "xdg-open", name = path.native();
    std::array<char*, 3> words{program.data(), name.data(), nullptr};
    pid_t process = -1;
    const int problem = ::posix_spawnp(&process, program.c_str(), &files, &attributes, words.data(), environ);
    ::posix_spawn_file_actions_destroy(&files);
    ::posix_spawnattr_destroy(&attributes);
    if (problem == 0) shown.push_back(process);
    if (problem == 0) return {};
    return fail(problem == ENOENT ? ErrorKind::NotFound : ErrorKind::Io,
                "This system has no program that opens files (xdg-open).");
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
