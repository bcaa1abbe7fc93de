#include "crypto/base/platform.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <limits>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/base/clock.h"
#include "crypto/base/platform_shared.h"

namespace base {

namespace posix {

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

}  // namespace posix

using namespace posix;

namespace {

constexpr std::size_t kBufferSize = 16 * 1024;  // bytes read ahead by InputFile
constexpr std::string_view kPartEnd = ".part";

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

// ---- the process ----

void guard_process()
{
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::setenv("OPENSSL_CONF", "/dev/null", 1);
    start_crypto();
}

void set_environment(const char* name, const char* value)
{
    ::setenv(name, value, 1);
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
