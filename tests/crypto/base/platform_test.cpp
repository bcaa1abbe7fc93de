#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <set>

#include "crypto/base/platform.h"
#include "crypto/base/platform_shared.h"
#include "tests/support/temporary_folder.h"

using namespace base;
using support::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::set<std::string> names_in(const TemporaryFolder& folder)
{
    std::set<std::string> found;
    for (const auto& entry : fs::directory_iterator(folder.path()))
        found.insert(entry.path().filename().native());
    return found;
}

mode_t mode_of(const Path& path)
{
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777;
}

std::string text_at(const Path& path)
{
    const auto bytes = read_file(path, 1 << 20);
    REQUIRE(bytes);
    return std::string(text_of(*bytes));
}

/// Runs in a child process; its exit code.
template <class Work>
int in_child(Work work)
{
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("temporary folder: only its owner can enter it", "[platform]")
{
    const TemporaryFolder folder;
    CHECK(mode_of(folder.path()) == 0700);
}

TEST_CASE("input file: small reads give every byte in order", "[platform]")
{
    const TemporaryFolder folder;
    Bytes bytes(100'000);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 7);
    REQUIRE(replace_file(folder / "f", bytes, Privacy::OwnerOnly));
    auto file = InputFile::open(folder / "f");
    REQUIRE(file);
    CHECK(file->size() == bytes.size());
    Bytes seen;
    for (std::size_t step = 1;; step = step % 9000 * 3 + 1) {
        Bytes piece(step);
        const auto got = file->read(piece);
        REQUIRE(got);
        if (*got == 0) break;
        seen.insert(seen.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(*got));
    }
    CHECK(seen == bytes);
}

TEST_CASE("input file: after a seek the bytes of that place come", "[platform]")
{
    const TemporaryFolder folder;
    REQUIRE(replace_file(folder / "f", bytes_of("0123456789"), Privacy::OwnerOnly));
    auto opened = InputFile::open(folder / "f");
    REQUIRE(opened);
    InputFile file = *std::move(opened);
    Bytes two(2);
    REQUIRE(file.read_full(two));
    REQUIRE(file.seek(7));
    REQUIRE(file.read_full(two));
    CHECK(text_of(two) == "78");
    REQUIRE(file.seek(0));
    REQUIRE(file.read_full(two));
    CHECK(text_of(two) == "01");
}

TEST_CASE("input file: links, folders, pipes and devices are refused without waiting", "[platform]")
{
    const TemporaryFolder folder;
    REQUIRE(replace_file(folder / "f", bytes_of("x"), Privacy::OwnerOnly));
    fs::create_symlink(folder / "f", folder / "link");
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    for (const auto& path : {folder / "link", folder.path(), folder / "pipe", Path("/dev/null")}) {
        INFO(path);
        const auto file = InputFile::open(path);
        REQUIRE_FALSE(file);
        CHECK(file.error().kind == ErrorKind::Invalid);
    }
    CHECK(InputFile::open(folder / "none").error().kind == ErrorKind::NotFound);
}

TEST_CASE("read_file: more than the limit is refused", "[platform]")
{
    const TemporaryFolder folder;
    REQUIRE(replace_file(folder / "f", bytes_of("12345"), Privacy::OwnerOnly));
    CHECK(read_file(folder / "f", 5)->size() == 5);
    CHECK(read_file(folder / "f", 4).error().kind == ErrorKind::Invalid);
    CHECK(text_of(read_secret_file(folder / "f", 5)->bytes()) == "12345");
    CHECK(read_secret_file(folder / "f", 4).error().kind == ErrorKind::Invalid);
}

TEST_CASE("read_secret_file: long and empty files come whole", "[platform]")
{
    const TemporaryFolder folder;
    const Bytes bytes(70'000, 'k');
    REQUIRE(replace_file(folder / "long", bytes, Privacy::OwnerOnly));
    REQUIRE(replace_file(folder / "empty", {}, Privacy::OwnerOnly));
    const auto secret = read_secret_file(folder / "long", 1 << 20);
    REQUIRE(secret);
    CHECK(equal_secret(secret->bytes(), bytes));
    CHECK(read_secret_file(folder / "empty", 10)->empty());
}

TEST_CASE("output file: nothing is seen before commit and only the file after it", "[platform]")
{
    const TemporaryFolder folder;
    auto file = OutputFile::create(folder / "f", Privacy::OwnerOnly);
    REQUIRE(file);
    REQUIRE(file->write(bytes_of("hello")));
    CHECK_FALSE(fs::exists(folder / "f"));
    REQUIRE(file->commit());
    CHECK(names_in(folder) == std::set<std::string>{"f"});
    CHECK(text_at(folder / "f") == "hello");
    CHECK(mode_of(folder / "f") == 0600);
    CHECK(file->write(bytes_of("more")).error().kind == ErrorKind::Conflict);
}

TEST_CASE("output file: dropped before commit it leaves nothing and the old file stays", "[platform]")
{
    const TemporaryFolder folder;
    REQUIRE(replace_file(folder / "f", bytes_of("old"), Privacy::OwnerOnly));
    {
        auto file = OutputFile::create(folder / "f", Privacy::OwnerOnly);
        REQUIRE(file);
        REQUIRE(file->write(bytes_of("new")));
    }
    CHECK(names_in(folder) == std::set<std::string>{"f"});
    CHECK(text_at(folder / "f") == "old");
}

TEST_CASE("output file: commit_new never replaces", "[platform]")
{
    const TemporaryFolder folder;
    REQUIRE(write_new_file(folder / "f", bytes_of("first"), Privacy::Everyone));
    const auto again = write_new_file(folder / "f", bytes_of("second"), Privacy::Everyone);
    REQUIRE_FALSE(again);
    CHECK(again.error().kind == ErrorKind::Conflict);
    CHECK(text_at(folder / "f") == "first");
    CHECK(names_in(folder) == std::set<std::string>{"f"});
}

TEST_CASE("replace_file: an earlier file is replaced whole", "[platform]")
{
    const TemporaryFolder folder;
    REQUIRE(replace_file(folder / "f", bytes_of("a longer text"), Privacy::Everyone));
    REQUIRE(replace_file(folder / "f", bytes_of("short"), Privacy::OwnerOnly));
    CHECK(text_at(folder / "f") == "short");
    CHECK(mode_of(folder / "f") == 0600);
}

TEST_CASE("replace_file: a full disk is said in words and changes nothing", "[platform]")
{
    const TemporaryFolder folder;
    REQUIRE(replace_file(folder / "f", bytes_of("old"), Privacy::OwnerOnly));
    // The limit on a file's length stands in for the disk; a real full disk gives ENOSPC, tested with
    // /dev/full below.
    const int code = in_child([&] {
        const rlimit small{1024, 1024};
        ::setrlimit(RLIMIT_FSIZE, &small);
        ::signal(SIGXFSZ, SIG_IGN);
        const auto done = replace_file(folder / "f", Bytes(100'000, 1), Privacy::OwnerOnly);
        return !done && done.error().kind == ErrorKind::Io ? 0 : 1;
    });
    CHECK(code == 0);
    CHECK(text_at(folder / "f") == "old");
    CHECK(names_in(folder) == std::set<std::string>{"f"});
}

TEST_CASE("writing: a full disk has its own words and code", "[platform]")
{
    const int full = ::open("/dev/full", O_WRONLY);
    REQUIRE(full >= 0);
    const auto done = posix::write_all(full, bytes_of("x"));
    ::close(full);
    REQUIRE_FALSE(done);
    CHECK(done.error() == fail(ErrorKind::Io, "The disk is full. Nothing was changed.", "disk_full"));
}

TEST_CASE("writing: errors name no path", "[platform]")
{
    const TemporaryFolder folder;
    const auto done =
        replace_file(folder / "no-such-folder" / "Jane-Doe.txt", bytes_of("x"), Privacy::OwnerOnly);
    REQUIRE_FALSE(done);
    CHECK(done.error().what.find("Jane") == std::string::npos);
}

TEST_CASE("remove_leftovers: only what a killed writer left goes", "[platform]")
{
    const TemporaryFolder folder;
    const int code = in_child([&] {
        auto file = OutputFile::create(folder / "vault.key", Privacy::OwnerOnly);
        if (!file || !file->write(bytes_of("half"))) return 1;
        ::_exit(0);  // as kill -9 would: no destructor runs
    });
    REQUIRE(code == 0);
    REQUIRE(names_in(folder).size() == 1);
    REQUIRE(write_new_file(folder / "vault.key", bytes_of("x"), Privacy::OwnerOnly));
    REQUIRE(write_new_file(folder / ".hidden.part", bytes_of("x"), Privacy::OwnerOnly));
    REQUIRE(remove_leftovers(folder.path()));
    CHECK(names_in(folder) == std::set<std::string>{".hidden.part", "vault.key"});
}

TEST_CASE("folders: parents are made and a file in the way is refused", "[platform]")
{
    const TemporaryFolder folder;
    REQUIRE(make_folder(folder / "a" / "b" / "c"));
    REQUIRE(make_folder(folder / "a" / "b" / "c"));
    REQUIRE(make_folder(folder / "d/"));
    CHECK(mode_of(folder / "a" / "b") == 0700);
    REQUIRE(write_new_file(folder / "f", {}, Privacy::OwnerOnly));
    CHECK(make_folder(folder / "f").error().kind == ErrorKind::Conflict);
    REQUIRE(durable_rename(folder / "f", folder / "a" / "g"));
    CHECK(fs::exists(folder / "a" / "g"));
    REQUIRE(durable_remove(folder / "a" / "g"));
    REQUIRE(durable_remove(folder / "a" / "g"));
    CHECK_FALSE(fs::exists(folder / "a" / "g"));
    CHECK(durable_rename(folder / "none", folder / "n").error().kind == ErrorKind::NotFound);
}

TEST_CASE("lock: a second one is kept out, in this process and in another", "[platform]")
{
    const TemporaryFolder folder;
    const auto path = folder / "lock";
    {
        const auto held = FileLock::acquire(path);
        REQUIRE(held);
        CHECK(FileLock::acquire(path).error().kind == ErrorKind::Busy);
        CHECK(in_child([&] {
                  const auto other = FileLock::acquire(path);
                  return !other && other.error().kind == ErrorKind::Busy ? 0 : 1;
              }) == 0);
    }
    CHECK(FileLock::acquire(path));
}

TEST_CASE("lock: a process that was killed holds nothing", "[platform]")
{
    const TemporaryFolder folder;
    const auto path = folder / "lock";
    CHECK(in_child([&]() -> int {
              const auto held = FileLock::acquire(path);
              ::_exit(held ? 0 : 1);
          }) == 0);
    CHECK(FileLock::acquire(path));
}

TEST_CASE("guard_process: no dump, no core, no OpenSSL configuration", "[platform]")
{
    CHECK(in_child([] {
              guard_process();
              rlimit core{1, 1};
              ::getrlimit(RLIMIT_CORE, &core);
              const char* conf = std::getenv("OPENSSL_CONF");
              const bool quiet = conf != nullptr && std::string(conf) == "/dev/null";
              return ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 && core.rlim_cur == 0 && core.rlim_max == 0 &&
                             quiet
                         ? 0
                         : 1;
          }) == 0);
}

TEST_CASE("passphrase from a descriptor: one line end is taken off and no more", "[platform]")
{
    const TemporaryFolder folder;
    const std::pair<std::string, std::string> cases[] = {{"open sesame\n", "open sesame"},
                                                         {"open sesame\r\n", "open sesame"},
                                                         {"two\n\n", "two\n"},
                                                         {"none", "none"},
                                                         {" spaces \n", " spaces "},
                                                         {"\n", ""},
                                                         {"", ""}};
    for (const auto& [written, read] : cases) {
        INFO(written);
        REQUIRE(replace_file(folder / "p", bytes_of(written), Privacy::OwnerOnly));
        const int handle = ::open((folder / "p").c_str(), O_RDONLY);
        const auto secret = read_passphrase_descriptor(handle);
        ::close(handle);
        REQUIRE(secret);
        CHECK(text_of(secret->bytes()) == read);
    }
}

TEST_CASE("passphrase from a descriptor: more than 4096 bytes are refused", "[platform]")
{
    const TemporaryFolder folder;
    for (const std::size_t length : {4096U, 4097U, 9000U}) {
        REQUIRE(replace_file(folder / "p", bytes_of(std::string(length, 'x') + "\n"), Privacy::OwnerOnly));
        const int handle = ::open((folder / "p").c_str(), O_RDONLY);
        const auto secret = read_passphrase_descriptor(handle);
        ::close(handle);
        INFO(length);
        CHECK(secret.has_value() == (length == 4096));
    }
    CHECK(read_passphrase_descriptor(-1).error().kind == ErrorKind::Io);
}

TEST_CASE("passphrase from a terminal: it is not echoed and can be corrected", "[platform]")
{
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0) SKIP("this machine gives no pseudo-terminal");
    REQUIRE(::grantpt(master) == 0);
    REQUIRE(::unlockpt(master) == 0);
    const std::string name = ::ptsname(master);
    const pid_t child = ::fork();
    if (child == 0) {
        ::setsid();
        const int terminal = ::open(name.c_str(), O_RDWR);  // becomes the controlling terminal
        const auto secret = read_passphrase("Passphrase: ");
        const bool right = secret && text_of(secret->bytes()) == "caf\xC3\xA9!";
        ::close(terminal);
        ::_exit(right ? 0 : 1);
    }
    std::string seen;
    const auto take = [&] {
        std::array<char, 256> piece{};
        const auto got = ::read(master, piece.data(), piece.size());
        if (got > 0) seen.append(piece.data(), static_cast<std::size_t>(got));
        return got > 0;
    };
    while (seen.find("Passphrase: ") == std::string::npos) REQUIRE(take());
    // A false start wiped with Ctrl-U, then a letter of two bytes taken back once and typed again.
    const std::string typed =
        "wrong\x15"
        "caf\xC3\xA8\x7F\xC3\xA9!\r";
    REQUIRE(::write(master, typed.data(), typed.size()) == static_cast<ssize_t>(typed.size()));
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    ::fcntl(master, F_SETFL, O_NONBLOCK);
    while (take()) {
    }
    ::close(master);
    CHECK(seen.find("caf") == std::string::npos);
    CHECK(seen.find("wrong") == std::string::npos);
}

TEST_CASE("run: arguments, input, both outputs and the exit code pass without a shell", "[platform]")
{
    const auto echoed = run({"printf", "%s|", "a b", "$HOME", "*"});
    REQUIRE(echoed);
    CHECK(text_of(echoed->output) == "a b|$HOME|*|");
    CHECK(echoed->exit_code == 0);

    const Bytes large(3 << 20, 'x');
    const auto passed = run({"cat"}, large);
    REQUIRE(passed);
    CHECK(passed->output == large);

    const auto failing = run({"sh", "-c", "echo out; echo err >&2; exit 7"});
    REQUIRE(failing);
    CHECK(failing->exit_code == 7);
    CHECK(text_of(failing->output) == "out\n");
    CHECK(text_of(failing->errors) == "err\n");
    CHECK(run({"sh", "-c", "kill -9 $$"})->exit_code == 128 + 9);
    CHECK(run({"true"}, large)->exit_code == 0);
}

TEST_CASE("run: a program that is not there is not found", "[platform]")
{
    CHECK(run({"no-such-program-anywhere"}).error().kind == ErrorKind::NotFound);
    CHECK(run({}).error().kind == ErrorKind::Invalid);
}

TEST_CASE("program path: it names this test", "[platform]")
{
    CHECK(program_path().filename().native().starts_with("test_crypto_base"));
}
