// What a confined process may still ask of the kernel: a short list of system calls (seccomp), files below
// the folders it was given (Landlock, where the kernel has it), little memory and time (limits).
#include <algorithm>
#include <array>
#include <csignal>
#include <memory>

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "crypto/base/child.h"
#include "crypto/base/platform_shared.h"

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define CAIRN_SANITIZED
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define CAIRN_SANITIZED
#endif

namespace base {

using namespace posix;

namespace {

// Reading what is open or may be opened, memory, time, ending.
constexpr std::array kAllowed = {"read",
                                 "pread64",
                                 "readv",
                                 "write",
                                 "writev",
                                 "lseek",
                                 "close",
                                 "fstat",
                                 "stat",
                                 "lstat",
                                 "newfstatat",
                                 "statx",
                                 "getdents64",
                                 "fadvise64",
                                 "brk",
                                 "munmap",
                                 "mremap",
                                 "madvise",
                                 "mlock",
                                 "mlock2",
                                 "munlock",
                                 "futex",
                                 "sched_yield",
                                 "clock_gettime",
                                 "clock_getres",
                                 "clock_nanosleep",
                                 "nanosleep",
                                 "gettimeofday",
                                 "time",
                                 "getrandom",
                                 "getpid",
                                 "gettid",
                                 "rt_sigaction",
                                 "rt_sigprocmask",
                                 "rt_sigreturn",
                                 "sigaltstack",
                                 "restart_syscall",
                                 "exit",
                                 "exit_group"};

// How sanitizers ask whether memory can be read.
[[maybe_unused]] constexpr std::array kAllowedToSanitizers = {"pipe", "pipe2"};

// Nothing honest here ever calls these: the process ends at once, and its parent sees why.
constexpr std::array kDeadly = {"socket",
                                "socketpair",
                                "connect",
                                "bind",
                                "listen",
                                "accept",
                                "accept4",
                                "sendto",
                                "sendmsg",
                                "sendmmsg",
                                "recvfrom",
                                "recvmsg",
                                "execve",
                                "execveat",
                                "fork",
                                "vfork",
                                "clone",
                                "ptrace",
                                "process_vm_readv",
                                "process_vm_writev",
                                "mount",
                                "umount2",
                                "pivot_root",
                                "chroot",
                                "bpf",
                                "init_module",
                                "finit_module",
                                "kexec_load",
                                "io_uring_setup",
                                "userfaultfd",
                                "perf_event_open",
                                "keyctl",
                                "add_key",
                                "request_key",
                                "unshare",
                                "setns"};

Error not_confined()
{
    return fail(
        ErrorKind::Io,
        "This machine does not let the process that reads submissions be confined (seccomp): nothing was "
        "read.",
        "not_confined");
}

struct Release {
    void operator()(void* filter) const { ::seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, Release>;

/// Names the library does not know on this processor are passed over.
template <std::size_t N>
bool add_all(void* filter, std::uint32_t action, const std::array<const char*, N>& names)
{
    for (const char* name : names) {
        const int number = ::seccomp_syscall_resolve_name(name);
        if (number == __NR_SCMP_ERROR || number < 0) continue;
        if (::seccomp_rule_add(filter, action, number, 0) != 0) return false;
    }
    return true;
}

/// Allowed while none of the bits is set in the argument of that place.
bool add_without(void* filter, int number, unsigned argument, std::uint64_t bits)
{
    if (number < 0) return true;
    const scmp_arg_cmp clear{argument, SCMP_CMP_MASKED_EQ, bits, 0};
    return ::seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, number, 1, &clear) == 0;
}

/// Asking about a descriptor, as reading a folder does; never taking signals or locks.
bool add_questions(void* filter)
{
    const int number = ::seccomp_syscall_resolve_name("fcntl");
    for (const int command : {F_GETFL, F_GETFD, F_SETFD}) {
        const scmp_arg_cmp is{1, SCMP_CMP_EQ, static_cast<scmp_datum_t>(command), 0};
        if (::seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, number, 1, &is) != 0) return false;
    }
    return true;
}

/// Whatever is on neither list does not exist, which is what libraries ask about new calls.
bool filter_calls()
{
    const Filter filter(::seccomp_init(SCMP_ACT_ERRNO(ENOSYS)));
    if (!filter) return false;
#ifdef CAIRN_SANITIZED
    if (!add_all(filter.get(), SCMP_ACT_ALLOW, kAllowedToSanitizers)) return false;
#endif
    constexpr std::uint64_t kWriting = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
    return add_all(filter.get(), SCMP_ACT_ALLOW, kAllowed) &&
           add_all(filter.get(), SCMP_ACT_KILL_PROCESS, kDeadly) && add_questions(filter.get()) &&
           add_without(filter.get(), ::seccomp_syscall_resolve_name("openat"), 2, kWriting) &&
           add_without(filter.get(), ::seccomp_syscall_resolve_name("open"), 1, kWriting) &&
           add_without(filter.get(), ::seccomp_syscall_resolve_name("mmap"), 2, PROT_EXEC) &&
           add_without(filter.get(), ::seccomp_syscall_resolve_name("mprotect"), 2, PROT_EXEC) &&
           ::seccomp_load(filter.get()) == 0;
}

/// Never above what this process was started with, which an ordinary account cannot raise.
bool limit(int what, std::uint64_t soft, std::uint64_t hard)
{
    rlimit to{};
    if (::getrlimit(static_cast<__rlimit_resource>(what), &to) != 0) return false;
    to.rlim_max = std::min<rlim_t>(to.rlim_max, hard);
    to.rlim_cur = std::min<rlim_t>(to.rlim_max, soft);
    return ::setrlimit(static_cast<__rlimit_resource>(what), &to) == 0;
}

bool limit_resources(const Confinement& to)
{
#ifndef CAIRN_SANITIZED
    if (!limit(RLIMIT_AS, to.memory_bytes, to.memory_bytes)) return false;
#endif
    constexpr std::uint64_t kFiles = 64;
    return limit(RLIMIT_CPU, to.cpu_seconds, to.cpu_seconds + 1) && limit(RLIMIT_FSIZE, 0, 0) &&
           limit(RLIMIT_NOFILE, kFiles, kFiles) && limit(RLIMIT_NPROC, 0, 0) && limit(RLIMIT_CORE, 0, 0);
}

/// One file or folder to read; one that is not there needs no leave.
bool allow_reading(int rules, const Path& path)
{
    const Descriptor place(::open(path.c_str(), O_PATH | O_CLOEXEC));
    if (!place.open()) return errno == ENOENT;
    struct stat status {};
    if (::fstat(place.get(), &status) != 0) return false;
    landlock_path_beneath_attr rule{};
    rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
    if (S_ISDIR(status.st_mode)) rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
    rule.parent_fd = place.get();
    return ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

/// Every right over files that the first Landlock knew is taken away, but reading these. False when the
/// kernel has no Landlock.
Result<bool> limit_files(const std::vector<Path>& readable)
{
    landlock_ruleset_attr attributes{};
    attributes.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    const Descriptor rules(
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0)));
    if (!rules.open()) return false;
    if (!allow_reading(rules.get(), "/dev/null")) return not_confined();  // OpenSSL's configuration here
    for (const auto& path : readable)
        if (!allow_reading(rules.get(), path)) return not_confined();
    if (::syscall(SYS_landlock_restrict_self, rules.get(), 0) != 0) return not_confined();
    return true;
}

}  // namespace

Result<Confined> confine(const Confinement& to)
{
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return not_confined();
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return not_confined();
    Confined done;
    TRY_ASSIGN(done.files, limit_files(to.readable));
    if (!limit_resources(to) || !filter_calls()) return not_confined();
    return done;
}

}  // namespace base
