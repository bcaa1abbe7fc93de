#pragma once
/// Stops or fails this process at a chosen durable operation: rename, fsync, fdatasync, ftruncate, unlink, of
/// our own code and of SQLite alike. Include in one file of a test program only: it stands in for the C
/// library's functions there.

#include <cerrno>
#include <cstdint>

#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace support {

/// What happens at the n-th operation from now on, and at every one after it.
struct CutOff {
    enum class Way { None, Stop, Fail };
    static constexpr int kStopped = 77;  ///< exit code

    Way way = Way::None;
    std::int64_t left = 0;
    std::int64_t met = 0;  ///< operations since arm()

    static CutOff& here()
    {
        static CutOff cut;
        return cut;
    }
    static void arm(Way way, std::int64_t n) { here() = {way, n, 0}; }
    static void disarm() { here() = {}; }
    static bool reached() { return here().way != Way::None && here().left == 0; }

    /// True when the operation must not happen.
    static bool stops()
    {
        auto& cut = here();
        ++cut.met;
        if (cut.way == Way::None) return false;
        if (cut.left > 0 && --cut.left > 0) return false;
        if (cut.way == Way::Stop) ::_exit(kStopped);
        errno = EIO;
        return true;
    }
};

/// Runs `work` in a child that is stopped before its n-th durable operation. True when it came to its end,
/// and then whether `work` gave true.
template <class Work>
bool stopped_at(std::int64_t n, const Work& work, bool& ended)
{
    const pid_t child = ::fork();
    if (child == 0) {
        CutOff::arm(CutOff::Way::Stop, n);
        const bool good = work();
        ::_exit(good ? 0 : 1);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    ended = WIFEXITED(status) && WEXITSTATUS(status) != CutOff::kStopped;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace support

extern "C" {
int rename(const char* from, const char* to) noexcept
{
    return support::CutOff::stops() ? -1 : static_cast<int>(::syscall(SYS_rename, from, to));
}
int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned int flags) noexcept
{
    if (support::CutOff::stops()) return -1;
    return static_cast<int>(::syscall(SYS_renameat2, from_folder, from, to_folder, to, flags));
}
int unlink(const char* path) noexcept
{
    return support::CutOff::stops() ? -1 : static_cast<int>(::syscall(SYS_unlink, path));
}
int fsync(int file)
{
    return support::CutOff::stops() ? -1 : static_cast<int>(::syscall(SYS_fsync, file));
}
int fdatasync(int file)
{
    return support::CutOff::stops() ? -1 : static_cast<int>(::syscall(SYS_fdatasync, file));
}
int ftruncate(int file, off_t size) noexcept
{
    return support::CutOff::stops() ? -1 : static_cast<int>(::syscall(SYS_ftruncate, file, size));
}
int ftruncate64(int file, off64_t size) noexcept
{
    return support::CutOff::stops() ? -1 : static_cast<int>(::syscall(SYS_ftruncate, file, size));
}
}
