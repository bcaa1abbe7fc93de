#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <ctime>

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "crypto/base/platform.h"
#include "crypto/base/platform_shared.h"
#include "crypto/base/process.h"

extern char** environ;

namespace base {

using namespace posix;

namespace {

constexpr std::size_t kPassphraseLimit = 4096;          // bytes
constexpr std::size_t kOutputLimit = 64 * 1024 * 1024;  // bytes kept of a program's output

}  // namespace

// ---- passphrases ----

namespace {

/// Echo, line editing and signals off while a passphrase is typed.
class QuietTerminal {
public:
    explicit QuietTerminal(int handle) : handle_(handle)
    {
        ok_ = ::tcgetattr(handle, &before_) == 0;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
        ok_ = ok_ && ::tcsetattr(handle, TCSAFLUSH, &quiet) == 0;
    }
    ~QuietTerminal()
    {
        if (ok_) ::tcsetattr(handle_, TCSAFLUSH, &before_);
    }
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;
    bool ok() const { return ok_; }

private:
    int handle_;
    termios before_{};
    bool ok_ = false;
};

Error too_long()
{
    return fail(ErrorKind::Invalid, "The passphrase is longer than 4096 bytes.");
}

/// Steps back over one UTF-8 character.
std::size_t before_last(ByteView typed)
{
    std::size_t length = typed.size();
    while (length > 0 && (typed[length - 1] & 0xC0) == 0x80) --length;
    return length == 0 ? 0 : length - 1;
}

/// Until Enter. Ctrl-C cancels, Ctrl-U starts again, Backspace takes one character back.
Result<std::size_t> type_line(int handle, std::span<std::uint8_t> into)
{
    std::size_t length = 0;
    for (;;) {
        std::uint8_t c = 0;
        TRY_ASSIGN(const std::size_t got, read_some(handle, {&c, 1}));
        if (got == 0 || c == '\r' || c == '\n' || c == 4) return length;
        if (c == 3) return fail(ErrorKind::Cancelled, "Stopped.");
        if (c == 21) {
            length = 0;
        } else if (c == 8 || c == 127) {
            length = before_last(into.first(length));
        } else {
            if (length == into.size()) return too_long();
            into[length++] = c;
        }
        wipe({&c, 1});
    }
}

}  // namespace

Result<Secret> read_passphrase(const std::string& prompt)
{
    Descriptor terminal(retry([] { return ::open("/dev/tty", O_RDWR | O_CLOEXEC); }));
    if (!terminal.open())
        return fail(ErrorKind::Io,
                    "There is no terminal to ask for the passphrase. Give it in a file (--passphrase-file).");
    Secret typed(kPassphraseLimit);
    {
        const QuietTerminal quiet(terminal.get());
        if (!quiet.ok())
            return fail(ErrorKind::Io, "The terminal cannot hide what is typed. Nothing was read.");
        TRY_VOID(write_all(terminal.get(), bytes_of(prompt)));
        auto length = type_line(terminal.get(), typed.writable());
        if (!length) return length.error();
        typed.truncate(*length);
    }
    TRY_VOID(write_all(terminal.get(), bytes_of("\n")));
    return typed;
}

Result<Secret> read_passphrase_descriptor(int descriptor)
{
    Secret text(kPassphraseLimit + 3);
    std::size_t done = 0;
    while (done < text.size()) {
        TRY_ASSIGN(const std::size_t got, read_some(descriptor, text.writable().subspan(done)));
        if (got == 0) break;
        done += got;
    }
    if (done > 0 && text.bytes()[done - 1] == '\n') {
        --done;
        if (done > 0 && text.bytes()[done - 1] == '\r') --done;
    }
    if (done > kPassphraseLimit) return too_long();
    text.truncate(done);
    return text;
}

// ---- programs ----

namespace {

struct Pipe {
    Descriptor read;
    Descriptor write;
};

Result<Pipe> open_pipe()
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("The program could not be started");
    return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

/// A file in memory only, at its beginning: a program may leave its input unread and nothing here blocks.
Result<Descriptor> input_of(ByteView bytes)
{
    Descriptor file(::memfd_create("input", MFD_CLOEXEC));
    if (!file.open()) return system_error("The program could not be started");
    TRY_VOID(write_all(file.get(), bytes));
    if (::lseek(file.get(), 0, SEEK_SET) != 0) return system_error("The program could not be started");
    return file;
}

/// Starts it with the three descriptors as its standard ones.
Result<pid_t> start(const std::vector<std::string>& command, int input, int output, int errors)
{
    std::vector<char*> arguments;
    for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
    pid_t child = 0;
    const int problem = ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (problem == 0) return child;
    errno = problem;
    return system_error("The program could not be started");
}

/// Reads both until both ended.
Result<void> collect(Pipe& output, Pipe& errors, Finished& into)
{
    Bytes buffer(64 * 1024);
    const auto drain = [&](Descriptor& from, Bytes& to) -> Result<void> {
        TRY_ASSIGN(const std::size_t got, read_some(from.get(), buffer));
        if (got == 0) from.close();
        if (to.size() + got > kOutputLimit) return fail(ErrorKind::Refused, "The program wrote too much.");
        to.insert(to.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(got));
        return {};
    };
    while (output.read.open() || errors.read.open()) {
        std::array<pollfd, 2> waiting{pollfd{output.read.get(), POLLIN, 0},
                                      pollfd{errors.read.get(), POLLIN, 0}};
        if (retry([&] { return ::poll(waiting.data(), waiting.size(), -1); }) < 0)
            return system_error("The program's output could not be read");
        if (waiting[0].revents != 0) TRY_VOID(drain(output.read, into.output));
        if (waiting[1].revents != 0) TRY_VOID(drain(errors.read, into.errors));
    }
    return {};
}

}  // namespace

Result<Finished> run(const std::vector<std::string>& command, ByteView input)
{
    if (command.empty()) return fail(ErrorKind::Invalid, "No program was named.");
    TRY_ASSIGN(Descriptor in, input_of(input));
    TRY_ASSIGN(Pipe output, open_pipe());
    TRY_ASSIGN(Pipe errors, open_pipe());
    TRY_ASSIGN(const pid_t child, start(command, in.get(), output.write.get(), errors.write.get()));
    output.write.close();
    errors.write.close();

    Finished finished;
    const auto collected = collect(output, errors, finished);
    if (!collected) ::kill(child, SIGKILL);
    int status = 0;
    if (retry([&] { return ::waitpid(child, &status, 0); }) < 0) return system_error("The program was lost");
    if (!collected) return collected.error();
    finished.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return finished;
}

// ---- the program itself ----

Error replace_program(const std::vector<std::string>& words)
{
    std::vector<std::string> kept = words;
    std::vector<char*> arguments;
    for (auto& word : kept) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
    ::execve("/proc/self/exe", arguments.data(), environ);
    return fail(ErrorKind::Io, "The program could not be started again.");
}

std::string take_environment(const char* name)
{
    char* value = ::getenv(name);
    if (value == nullptr) return {};
    std::string taken = value;
    wipe({reinterpret_cast<std::uint8_t*>(value), taken.size()});
    ::unsetenv(name);
    return taken;
}

std::chrono::seconds time_asleep()
{
    const auto now = [](clockid_t clock) {
        timespec time{};
        ::clock_gettime(clock, &time);
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    };
    // A process that had to wait between the two readings has not slept.
    std::chrono::nanoseconds before{}, all{};
    for (int i = 0; i < 10; ++i) {
        before = now(CLOCK_MONOTONIC);
        all = now(CLOCK_BOOTTIME);
        if (now(CLOCK_MONOTONIC) - before < std::chrono::milliseconds(100)) break;
    }
    return std::chrono::duration_cast<std::chrono::seconds>(all - before);
}

}  // namespace base
