// A child process: what it is given, and what it can no longer do once it is confined.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <fstream>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypto/base/child.h"
#include "tests/support/temporary_folder.h"

using namespace base;
using support::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

bool always()
{
    return true;
}

/// Everything a child says until it ends.
std::string all_of(Child& child)
{
    std::string said;
    std::array<std::uint8_t, 1> byte{};
    while (child.receive(byte, always)) said.push_back(static_cast<char>(byte[0]));
    return said;
}

/// Confined in a process of its own, `work` gives an exit code. 128 + signal when it was ended by one.
template <class Work>
int confined(const std::vector<Path>& readable, Work work)
{
    const pid_t process = ::fork();
    if (process == 0) {
        const auto done = confine({.readable = readable, .memory_bytes = 1ULL << 32, .cpu_seconds = 10});
        ::_exit(done ? work(*done) : 99);
    }
    int status = 0;
    ::waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

constexpr int kKilled = 128 + SIGSYS;

}  // namespace

TEST_CASE("child: what is sent comes back, and an end is an end", "[child]")
{
    auto child = *Child::start("/bin/cat", "-");
    const std::string words(300'000, 'x');  // more than a line holds
    std::string back;
    std::array<std::uint8_t, 1000> piece{};
    for (int i = 0; i < 300; ++i) {
        REQUIRE(child.send(bytes_of(words).first(1000), always));
        REQUIRE(child.receive(piece, always));
        back += text_of(piece);
    }
    CHECK(back == words);
    CHECK(child.end().exit_code == 128 + SIGKILL);
    CHECK(child.end().exit_code == 0);  // once only
}

TEST_CASE("child: one that does not read or does not answer is waited for no longer than asked", "[child]")
{
    auto child = *Child::start("/bin/sleep", "60");
    int asked = 0;
    const auto three_times = [&] { return ++asked < 3; };
    std::array<std::uint8_t, 1> byte{};
    CHECK(child.receive(byte, three_times).error().kind == ErrorKind::Cancelled);
    const Bytes much(4 << 20);
    asked = 0;
    CHECK(child.send(much, [&] { return ++asked < 500; }).error().kind == ErrorKind::Cancelled);
}

TEST_CASE("child: it gets no environment and no descriptors but its line", "[child]")
{
    auto environment = *Child::start("/usr/bin/env", "--");
    CHECK(all_of(environment).empty());
    CHECK(environment.end().exit_code == 0);
    const int stray = ::open("/dev/null", O_RDONLY);  // not closed by itself when a program starts
    REQUIRE(stray > 2);
    auto descriptors = *Child::start("/bin/ls", "/proc/self/fd");
    CHECK(all_of(descriptors) == "0\n1\n2\n3\n");  // 3: the folder it reads
    ::close(stray);
}

TEST_CASE("child: writing to one that has ended is an error and not the end of this program", "[child]")
{
    auto child = *Child::start("/bin/true", "x");
    CHECK(all_of(child).empty());
    const auto sent = child.send(Bytes(1 << 20), always);
    REQUIRE_FALSE(sent);
    CHECK(sent.error().code == "child_ended");
    CHECK(child.end().exit_code == 0);
    CHECK_FALSE(Child::start("/no/such/program", "x"));
}

TEST_CASE("confine: no socket, no program, no other process", "[child]")
{
    CHECK(confined({}, [](Confined) { return 7; }) == 7);
    CHECK(confined({}, [](Confined) { return ::socket(AF_INET, SOCK_STREAM, 0); }) == kKilled);
    CHECK(confined({}, [](Confined) { return ::socket(AF_UNIX, SOCK_STREAM, 0); }) == kKilled);
    CHECK(confined({}, [](Confined) { return static_cast<int>(::fork()); }) == kKilled);
    CHECK(confined({}, [](Confined) { return ::execl("/bin/true", "true", nullptr); }) == kKilled);
    CHECK(confined({}, [](Confined) { return ::kill(::getppid(), 0) == 0 ? 1 : 7; }) == 7);
}

TEST_CASE("confine: no file is made, written, renamed, removed or given other rights", "[child]")
{
    const TemporaryFolder folder;
    const auto file = folder / "file";
    std::ofstream(file) << "words";
    const auto other = folder / "other";
    const auto tries = [&](Confined) {
        int done = 0;
        done += ::open(other.c_str(), O_WRONLY | O_CREAT, 0600) >= 0;
        done += ::open(file.c_str(), O_RDWR) >= 0;
        done += ::open(file.c_str(), O_RDONLY | O_TRUNC) >= 0;
        done += ::rename(file.c_str(), other.c_str()) == 0;
        done += ::unlink(file.c_str()) == 0;
        done += ::mkdir(other.c_str(), 0700) == 0;
        done += ::chmod(file.c_str(), 0777) == 0;
        done += ::truncate(file.c_str(), 0) == 0;
        done += ::link(file.c_str(), other.c_str()) == 0;
        done += ::symlink("x", other.c_str()) == 0;
        return done;
    };
    CHECK(confined({folder.path()}, tries) == 0);
    CHECK(fs::file_size(file) == 5);
    CHECK_FALSE(fs::exists(other));
}

TEST_CASE("confine: what it was given can be read, and where the kernel can tell, nothing else", "[child]")
{
    const TemporaryFolder given;
    const TemporaryFolder kept;
    std::ofstream(given / "file") << "words";
    std::ofstream(kept / "file") << "secret";
    CHECK(confined({given.path(), given / "absent"}, [&](Confined) {
              const auto read = read_file(given / "file", 100);
              return read && text_of(*read) == "words" ? 7 : 1;
          }) == 7);
    CHECK(confined({given.path()}, [&](Confined done) {
              const bool could = read_file(kept / "file", 100).has_value();
              return could == done.files ? 1 : 7;
          }) == 7);
}

TEST_CASE("confine: no memory becomes a program", "[child]")
{
    CHECK(confined({}, [](Confined) {
              void* plain = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
              if (plain == MAP_FAILED) return 1;
              const bool made = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
              return made || ::mprotect(plain, 4096, PROT_READ | PROT_EXEC) == 0 ? 1 : 7;
          }) == 7);
}

TEST_CASE("confine: few files can be open at once", "[child]")
{
    CHECK(confined({"/dev/null"}, [](Confined) {
              for (int i = 0; i < 100; ++i)
                  if (::open("/dev/null", O_RDONLY) < 0) return i;
              return 100;
          }) < 65);
}
