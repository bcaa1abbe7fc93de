#include "crypto/base/platform.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <limits>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "crypto/base/clock.h"

extern char** environ;

namespace base {
namespace {

constexpr std::size_t kBufferSize = 16 * 1024;          // bytes read ahead by InputFile
constexpr std::size_t kPassphraseLimit = 4096;          // bytes
constexpr std::size_t kOutputLimit = 64 * 1024 * 1024;  // bytes kept of a program's output
constexpr std::string_view kPartEnd = ".part";

/// The error for a failed system call; no path, since a file's name may be case data.
Error system_error(std::string what)
{
    const int number = errno;
    if (number == ENOSPC || number == EDQUOT)
        return fail(ErrorKind::Io, "The disk is full. Nothing was changed.", "disk_full");
    const auto reason = std::generic_category().message(number);
    if (number == ENOENT || number == ENOTDIR)
        return fail(ErrorKind::NotFound, std::move(what) + ": there is nothing of that name.");
    return fail(ErrorKind::Io, std::move(what) + ": " + reason + ".");
}

template <class Call>
auto retry(Call call)
{
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

/// One descriptor, closed when it goes.
class Descriptor {
public:
    explicit Descriptor(int handle = -1) : handle_(handle) {}
    Descriptor(Descriptor&& other) noexcept : handle_(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        if (this != &other) close_and_set(other.release());
        return *this;
    }
    ~Descriptor() { close_and_set(-1); }
    int get() const { return handle_; }
    int release() { return std::exchange(handle_, -1); }
    bool open() const { return handle_ >= 0; }
    void close() { close_and_set(-1); }

private:
    void close_and_set(int handle)
    {
        if (handle_ >= 0) ::close(handle_);  // not retried: on Linux the descriptor is gone even after EINTR
        handle_ = handle;
    }
    int handle_;
};

Result<std::size_t> read_some(int handle, std::span<std::uint8_t> into)
{
    const auto got = retry([&] { return ::read(handle, into.data(), into.size()); });
    if (got < 0) return system_error("The file could not be read");
    return static_cast<std::size_t>(got);
}

Result<void> write_all(int handle, ByteView bytes)
{
    while (!bytes.empty()) {
        const auto put = retry([&] { return ::write(handle, bytes.data(), bytes.size()); });
        if (put < 0) return system_error("The file could not be written");
        bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
    return {};
}

Path folder_of(const Path& path)
{
    const Path parent = path.parent_path();
    return parent.empty() ? Path(".") : parent;
}

Error not_regular()
{
    return fail(ErrorKind::Invalid, "This is not a regular file (links, folders and devices are not read).");
}

Error too_large()
{
    return fail(ErrorKind::Invalid, "The file is larger than can be right for its kind. It was not read.");
}

std::string random_hex()
{
    std::array<std::uint8_t, 8> bytes{};
    SystemRandom().fill(bytes);
    return to_hex(bytes);
}

bool is_leftover(std::string_view name)
{
    // .<name>.<16 hex>.part
    if (name.size() < 1 + 1 + 1 + 16 + kPartEnd.size() || name.front() != '.' || !name.ends_with(kPartEnd))
        return false;
    name.remove_suffix(kPartEnd.size());
    const auto digits = name.substr(name.size() - 16);
    return name[name.size() - 17] == '.' && from_hex(digits).has_value();
}

/// Renames unless the new name is taken. Falls back where the file system cannot do that in one step.
int rename_new(const Path& from, const Path& to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return -1;
    if (::link(from.c_str(), to.c_str()) == 0) return ::unlink(from.c_str());
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS) return -1;
    struct stat there {};
    if (::lstat(to.c_str(), &there) == 0) {
        errno = EEXIST;
        return -1;
    }
    return ::rename(from.c_str(), to.c_str());
}

Error taken()
{
    return fail(ErrorKind::Conflict, "There is already a file of that name. It was left as it is.");
}

}  // namespace

Path path_from_utf8(std::string_view utf8)
{
    return Path(std::string(utf8));  // file names here are bytes, by convention UTF-8
}

std::string to_utf8(const Path& path)
{
    return path.native();
}

// ---- reading ----

Result<InputFile> InputFile::open(const Path& path)
{
    const int flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
    Descriptor handle(retry([&] { return ::open(path.c_str(), flags); }));
    if (!handle.open()) {
        if (errno == ELOOP || errno == ENXIO) return not_regular();
        return system_error("The file could not be opened");
    }
    struct stat status {};
    if (::fstat(handle.get(), &status) != 0) return system_error("The file could not be opened");
    if (!S_ISREG(status.st_mode)) return not_regular();

    InputFile file;
    file.handle_ = handle.release();
    file.size_ = static_cast<std::uint64_t>(status.st_size);
    return file;
}

InputFile::InputFile(InputFile&& other) noexcept
    : handle_(std::exchange(other.handle_, -1)),
      size_(other.size_),
      buffer_(std::move(other.buffer_)),
      taken_(std::exchange(other.taken_, 0))
{
    other.buffer_.clear();
}

InputFile& InputFile::operator=(InputFile&& other) noexcept
{
    if (this != &other) {
        Descriptor closing(std::exchange(handle_, std::exchange(other.handle_, -1)));
        size_ = other.size_;
        buffer_ = std::move(other.buffer_);
        other.buffer_.clear();
        taken_ = std::exchange(other.taken_, 0);
    }
    return *this;
}

InputFile::~InputFile()
{
    Descriptor closing(handle_);
}

Result<std::size_t> InputFile::read(std::span<std::uint8_t> into)
{
    if (into.empty()) return std::size_t{0};
    if (taken_ == buffer_.size()) {
        if (into.size() >= kBufferSize) return read_some(handle_, into);
        taken_ = 0;
        buffer_.resize(kBufferSize);
        auto got = read_some(handle_, buffer_);
        buffer_.resize(got ? *got : 0);
        if (!got) return got.error();
    }
    const std::size_t count = std::min(into.size(), buffer_.size() - taken_);
    std::ranges::copy(ByteView(buffer_).subspan(taken_, count), into.begin());
    taken_ += count;
    return count;
}

Result<void> InputFile::seek(std::uint64_t offset)
{
    if (offset > static_cast<std::uint64_t>(std::numeric_limits<off_t>::max()))
        return fail(ErrorKind::Invalid, "There is no such place in the file.");
    if (::lseek(handle_, static_cast<off_t>(offset), SEEK_SET) < 0)
        return system_error("The file could not be read");
    buffer_.clear();
    taken_ = 0;
    return {};
}

Result<Bytes> read_file(const Path& path, std::uint64_t limit)
{
    TRY_ASSIGN(auto file, InputFile::open(path));
    if (file.size() > limit) return too_large();
    // One byte more than it had: a file that grew meanwhile is noticed, never cut.
    Bytes bytes(static_cast<std::size_t>(file.size()) + 1);
    TRY_ASSIGN(const std::size_t got, file.read_full(bytes));
    if (got > file.size()) return fail(ErrorKind::Io, "The file was changed while it was read. Try again.");
    bytes.resize(got);
    return bytes;
}

Result<Secret> read_secret_file(const Path& path, std::uint64_t limit)
{
    TRY_ASSIGN(auto file, InputFile::open(path));
    if (file.size() > limit) return too_large();
    // Room for more than the buffer's size is always left, so the bytes go past InputFile's own buffer.
    Secret secret(static_cast<std::size_t>(file.size()) + 1 + kBufferSize);
    std::size_t done = 0;
    while (done <= file.size()) {
        TRY_ASSIGN(const std::size_t got, file.read(secret.writable().subspan(done)));
        if (got == 0) break;
        done += got;
    }
    if (done > file.size()) return fail(ErrorKind::Io, "The file was changed while it was read. Try again.");
    return Secret::copy_of(secret.bytes().first(done));
}

// ---- writing ----

Result<OutputFile> OutputFile::create(const Path& destination, Privacy privacy)
{
    const mode_t mode = privacy == Privacy::OwnerOnly ? 0600 : 0644;
    OutputFile file;
    file.destination_ = destination;
    file.temporary_ = folder_of(destination) /
                      ("." + destination.filename().native() + "." + random_hex() + std::string(kPartEnd));
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
    file.handle_ = retry([&] { return ::open(file.temporary_.c_str(), flags, mode); });
    if (file.handle_ < 0) {
        auto error = system_error("The file could not be written");
        file.temporary_.clear();
        return error;
    }
    return file;
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : handle_(std::exchange(other.handle_, -1)),
      temporary_(std::move(other.temporary_)),
      destination_(std::move(other.destination_))
{
    other.temporary_.clear();
}

OutputFile& OutputFile::operator=(OutputFile&& other) noexcept
{
    if (this != &other) {
        discard();
        handle_ = std::exchange(other.handle_, -1);
        temporary_ = std::move(other.temporary_);
        other.temporary_.clear();
        destination_ = std::move(other.destination_);
    }
    return *this;
}

OutputFile::~OutputFile()
{
    discard();
}

void OutputFile::discard()
{
    Descriptor closing(std::exchange(handle_, -1));
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
    temporary_.clear();
}

Result<void> OutputFile::write(ByteView bytes)
{
    if (handle_ < 0) return fail(ErrorKind::Conflict, "The file is already finished.");
    return write_all(handle_, bytes);
}

Result<void> OutputFile::flush()
{
    if (handle_ < 0) return fail(ErrorKind::Conflict, "The file is already finished.");
    if (retry([&] { return ::fsync(handle_); }) != 0)
        return system_error("The file could not be written to the disk");
    // Network file systems report a full disk only here.
    if (::close(std::exchange(handle_, -1)) != 0 && errno != EINTR)
        return system_error("The file could not be written");
    return {};
}

Result<void> OutputFile::commit()
{
    TRY_VOID(flush());
    if (::rename(temporary_.c_str(), destination_.c_str()) != 0)
        return system_error("The file could not be put in place");
    temporary_.clear();
    return sync_folder(folder_of(destination_));
}

Result<void> OutputFile::commit_new()
{
    TRY_VOID(flush());
    if (rename_new(temporary_, destination_) != 0) {
        if (errno == EEXIST) return taken();
        return system_error("The file could not be put in place");
    }
    temporary_.clear();
    return sync_folder(folder_of(destination_));
}

Result<void> replace_file(const Path& path, ByteView bytes, Privacy privacy)
{
    TRY_ASSIGN(auto file, OutputFile::create(path, privacy));
    TRY_VOID(file.write(bytes));
    return file.commit();
}

Result<void> write_new_file(const Path& path, ByteView bytes, Privacy privacy)
{
    TRY_ASSIGN(auto file, OutputFile::create(path, privacy));
    TRY_VOID(file.write(bytes));
    return file.commit_new();
}

Result<void> durable_rename(const Path& from, const Path& to)
{
    if (::rename(from.c_str(), to.c_str()) != 0) return system_error("The file could not be put in place");
    TRY_VOID(sync_folder(folder_of(to)));
    if (folder_of(from) != folder_of(to)) return sync_folder(folder_of(from));
    return {};
}

Result<void> durable_remove(const Path& path)
{
    if (::unlink(path.c_str()) != 0) {
        if (errno == ENOENT) return {};
        return system_error("The file could not be removed");
    }
    return sync_folder(folder_of(path));
}

Result<void> make_folder(const Path& path)
{
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0) {
        if (S_ISDIR(status.st_mode)) return {};
        return fail(ErrorKind::Conflict, "There is a file where the folder should be.");
    }
    if (errno != ENOENT) return system_error("The folder could not be made");
    // "a/b/" and "a/b" are the same folder.
    const Path clean = path.has_filename() ? path : path.parent_path();
    TRY_VOID(make_folder(folder_of(clean)));
    if (::mkdir(clean.c_str(), 0700) != 0 && errno != EEXIST)
        return system_error("The folder could not be made");
    return sync_folder(folder_of(clean));
}

Result<void> sync_folder(const Path& path)
{
    Descriptor handle(retry([&] { return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
    if (!handle.open()) return system_error("The folder could not be opened");
    // Some file systems (FAT on a stick, network shares) cannot flush a folder; there is nothing more to be
    // done there.
    if (retry([&] { return ::fsync(handle.get()); }) != 0 && errno != EINVAL && errno != EROFS)
        return system_error("The folder could not be written to the disk");
    return {};
}

Result<void> remove_leftovers(const Path& folder)
{
    std::error_code problem;
    std::vector<Path> found;
    for (std::filesystem::directory_iterator entry(folder, problem), end; !problem && entry != end;
         entry.increment(problem))
        if (is_leftover(entry->path().filename().native())) found.push_back(entry->path());
    if (problem) return fail(ErrorKind::Io, "The folder could not be read: " + problem.message() + ".");
    for (const auto& path : found) TRY_VOID(durable_remove(path));
    return {};
}

// ---- lock ----

Result<FileLock> FileLock::acquire(const Path& path)
{
    Descriptor handle(
        retry([&] { return ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600); }));
    if (!handle.open()) return system_error("The lock file could not be opened");
    // flock belongs to the open file, so a second lock of the same process is kept out as well.
    if (retry([&] { return ::flock(handle.get(), LOCK_EX | LOCK_NB); }) != 0) {
        if (errno == EWOULDBLOCK)
            return fail(ErrorKind::Busy, "Another program has this open. Close it there first.", "locked");
        return system_error("The lock could not be taken");
    }
    FileLock lock;
    lock.handle_ = handle.release();
    return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept
{
    if (this != &other) Descriptor closing(std::exchange(handle_, std::exchange(other.handle_, -1)));
    return *this;
}

FileLock::~FileLock()
{
    Descriptor closing(handle_);
}

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
    TRY_VOID(write_all(terminal.get(), bytes_of(prompt)));
    Secret typed(kPassphraseLimit);
    {
        const QuietTerminal quiet(terminal.get());
        if (!quiet.ok())
            return fail(ErrorKind::Io, "The terminal cannot hide what is typed. Nothing was read.");
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

// ---- the process ----

void guard_process()
{
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::setenv("OPENSSL_CONF", "/dev/null", 1);
    start_crypto();
}

Path program_path()
{
    std::error_code problem;
    return std::filesystem::read_symlink("/proc/self/exe", problem);
}

Result<Path> make_temporary_folder()
{
    std::vector<std::string> places;
    if (const char* runtime = std::getenv("XDG_RUNTIME_DIR"); runtime != nullptr && *runtime == '/')
        places.emplace_back(runtime);
    places.emplace_back("/dev/shm");
    std::error_code problem;
    places.push_back(std::filesystem::temp_directory_path(problem).native());
    for (const auto& place : places) {
        std::string name = place + "/cairn-XXXXXX";
        if (::mkdtemp(name.data()) != nullptr) return Path(name);  // mode 0700
    }
    return system_error("No temporary folder could be made");
}

}  // namespace base
