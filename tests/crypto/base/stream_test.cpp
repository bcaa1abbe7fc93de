#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "crypto/base/stream.h"

using namespace base;

namespace {

/// Gives one byte at a time, as a slow disk may.
class Trickle : public Source {
public:
    explicit Trickle(ByteView bytes) : inner_(bytes) {}
    Result<std::size_t> read(std::span<std::uint8_t> into) override
    {
        return inner_.read(into.first(std::min<std::size_t>(1, into.size())));
    }

private:
    MemorySource inner_;
};

class BrokenSource : public Source {
public:
    Result<std::size_t> read(std::span<std::uint8_t>) override { return fail(ErrorKind::Io, "broken"); }
};

class BrokenSink : public Sink {
public:
    Result<void> write(ByteView) override { return fail(ErrorKind::Io, "full"); }
};

}  // namespace

TEST_CASE("source: read_full gathers short reads and tells the end", "[base]")
{
    const Bytes bytes{1, 2, 3, 4, 5};
    Trickle source(bytes);
    Bytes into(3);
    CHECK(*source.read_full(into) == 3);
    CHECK(into == Bytes{1, 2, 3});
    CHECK(*source.read_full(into) == 2);
    CHECK(*source.read_full(into) == 0);
}

TEST_CASE("copy: everything arrives and progress is told", "[base]")
{
    const Bytes bytes(200'000, 7);
    MemorySource from(bytes);
    MemorySink to;
    std::uint64_t last = 0;
    const auto copied = copy(
        from, to,
        [&](std::uint64_t done, std::uint64_t total) {
            CHECK(done > last);
            CHECK(total == 200'000);
            last = done;
            return true;
        },
        bytes.size());
    REQUIRE(copied);
    CHECK(*copied == bytes.size());
    CHECK(to.bytes == bytes);
    CHECK(last == bytes.size());
}

TEST_CASE("copy: saying no stops it", "[base]")
{
    const Bytes bytes(200'000, 7);
    MemorySource from(bytes);
    MemorySink to;
    const auto copied = copy(from, to, [](auto, auto) { return false; });
    REQUIRE_FALSE(copied);
    CHECK(copied.error().kind == ErrorKind::Cancelled);
    CHECK(to.bytes.size() < bytes.size());
}

TEST_CASE("copy: a failing side is reported", "[base]")
{
    BrokenSource broken;
    MemorySink to;
    CHECK(copy(broken, to).error().kind == ErrorKind::Io);
    const Bytes bytes{1};
    MemorySource from(bytes);
    BrokenSink full;
    CHECK(copy(from, full).error().what == "full");
}
