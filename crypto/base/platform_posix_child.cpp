// A child of this program and the line between the two: a pair of local sockets, because writing to one whose
// other end is gone can be an error rather than a signal.
#include <array>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "crypto/base/child.h"
#include "crypto/base/platform_shared.h"

namespace base {

using namespace posix;

namespace {

constexpr int kPatience = 100;  // milliseconds between two questions whether to wait on

Error ended()
{
    return fail(ErrorKind::Io, "The other process ended before its work was done.", "child_ended");
}

/// Until the line can be used. Errors: Cancelled.
Result<void> wait_for(int line, short what, const WaitOn& wait_on)
{
    while (true) {
        if (wait_on && !wait_on())
            return fail(ErrorKind::Cancelled, "The other process was not waited for any longer.");
        pollfd one{line, what, 0};
        const int ready = ::poll(&one, 1, kPatience);
        if (ready > 0) return {};
        if (ready < 0 && errno != EINTR) return system_error("The other process could not be waited for");
    }
}

bool not_yet()
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

/// What the new process has: the line as its standard input and output, nothing else.
class Actions {
public:
    explicit Actions(int line)
    {
        ::posix_spawn_file_actions_init(&files_);
        ::posix_spawn_file_actions_adddup2(&files_, line, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&files_, line, STDOUT_FILENO);
        ::posix_spawn_file_actions_addopen(&files_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        ::posix_spawn_file_actions_addclosefrom_np(&files_, STDERR_FILENO + 1);
        ::posix_spawnattr_init(&attributes_);
        sigset_t none;
        sigset_t all;
        ::sigemptyset(&none);
        ::sigfillset(&all);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setsigdefault(&attributes_, &all);
        ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~Actions()
    {
        ::posix_spawn_file_actions_destroy(&files_);
        ::posix_spawnattr_destroy(&attributes_);
    }
    Actions(const Actions&) = delete;
    Actions& operator=(const Actions&) = delete;

    Result<pid_t> spawn(const Path& program, std::string argument) const
    {
        std::string name = program.native();
        std::array<char*, 3> arguments{name.data(), argument.data(), nullptr};
        std::array<char*, 1> environment{nullptr};
        pid_t process = -1;
        const int problem = ::posix_spawn(&process, program.c_str(), &files_, &attributes_, arguments.data(),
                                          environment.data());
        if (problem == 0) return process;
        errno = problem;
        return system_error("The process that reads what strangers wrote could not be started");
    }

private:
    posix_spawn_file_actions_t files_{};
    posix_spawnattr_t attributes_{};
};

}  // namespace

Result<Child> Child::start(const Path& program, const std::string& argument)
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return system_error("The process that reads what strangers wrote could not be started");
    Descriptor ours(ends[0]);
    const Descriptor theirs(ends[1]);
    TRY_ASSIGN(const pid_t process, Actions(theirs.get()).spawn(program, argument));
    Child child;
    child.line_ = ours.release();
    child.process_ = process;
    return child;
}

Child::Child(Child&& other) noexcept
    : line_(std::exchange(other.line_, -1)), process_(std::exchange(other.process_, -1))
{
}

Child& Child::operator=(Child&& other) noexcept
{
    if (this != &other) {
        end();
        line_ = std::exchange(other.line_, -1);
        process_ = std::exchange(other.process_, -1);
    }
    return *this;
}

Child::~Child()
{
    end();
}

Result<void> Child::send(ByteView bytes, const WaitOn& wait_on)
{
    while (!bytes.empty()) {
        TRY_VOID(wait_for(line_, POLLOUT, wait_on));
        const auto put = ::send(line_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (put < 0 && not_yet()) continue;
        if (put < 0) return ended();
        bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
    return {};
}

Result<void> Child::receive(std::span<std::uint8_t> into, const WaitOn& wait_on)
{
    while (!into.empty()) {
        TRY_VOID(wait_for(line_, POLLIN, wait_on));
        const auto got = ::recv(line_, into.data(), into.size(), MSG_DONTWAIT);
        if (got < 0 && not_yet()) continue;
        if (got <= 0) return ended();
        into = into.subspan(static_cast<std::size_t>(got));
    }
    return {};
}

Ended Child::end()
{
    const Descriptor closing(std::exchange(line_, -1));
    const pid_t process = std::exchange(process_, -1);
    if (process < 0) return {};
    // One that ended before keeps the outcome it had: a signal to it changes nothing.
    ::kill(process, SIGKILL);
    int status = 0;
    if (retry([&] { return ::waitpid(process, &status, 0); }) < 0) return {.exit_code = 128 + SIGKILL};
    if (WIFEXITED(status)) return {.exit_code = WEXITSTATUS(status)};
    return {.exit_code = 128 + WTERMSIG(status), .by_limit = WTERMSIG(status) == SIGXCPU};
}

Result<void> send_to_parent(ByteView bytes)
{
    return write_all(STDOUT_FILENO, bytes);
}

Result<void> receive_from_parent(std::span<std::uint8_t> into)
{
    while (!into.empty()) {
        TRY_ASSIGN(const std::size_t got, read_some(STDIN_FILENO, into));
        if (got == 0) return ended();
        into = into.subspan(got);
    }
    return {};
}

void end_process(int exit_code)
{
    ::_exit(exit_code);
}

}  // namespace base
