#include <catch2/catch_test_macros.hpp>
#include <set>

#include "crypto/base/clock.h"

using namespace base;

namespace {

class CountingRandom : public Random {
public:
    void fill(std::span<std::uint8_t> into) override
    {
        for (auto& byte : into) byte = next_++;
    }

private:
    std::uint8_t next_ = 0;
};

}  // namespace

TEST_CASE("time: an instant goes there and back", "[base]")
{
    const std::pair<const char*, std::int64_t> known[] = {{"1970-01-01T00:00:00Z", 0},
                                                          {"2026-03-01T08:05:09Z", 1772352309},
                                                          {"2024-02-29T23:59:59Z", 1709251199},
                                                          {"1969-12-31T23:59:59Z", -1},
                                                          {"9999-12-31T23:59:59Z", 253402300799}};
    for (const auto& [text, seconds] : known) {
        INFO(text);
        const Time at{std::chrono::seconds(seconds)};
        CHECK(to_text(at) == text);
        CHECK(*time_from_text(text) == at);
    }
}

TEST_CASE("time: other forms and instants that never were are refused", "[base]")
{
    for (const auto* text :
         {"", "2026-03-01", "2026-03-01T08:05:09", "2026-03-01 08:05:09Z", "2026-03-01T08:05:09z",
          "2026-03-01T08:05:09+00:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
          "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z",
          "2026-1-01T00:00:00Z", "+026-01-01T00:00:00Z", "2026-03-01T08:05:09Z\n", " 2026-03-01T08:05:09Z"}) {
        INFO(text);
        CHECK_FALSE(time_from_text(text));
    }
}

TEST_CASE("clock: a fixed one stands still until told", "[base]")
{
    FixedClock clock(*time_from_text("2026-01-01T00:00:00Z"));
    CHECK(to_text(clock.now()) == "2026-01-01T00:00:00Z");
    clock.set(*time_from_text("2026-01-02T00:00:00Z"));
    CHECK(to_text(clock.now()) == "2026-01-02T00:00:00Z");
    CHECK(SystemClock().now() > *time_from_text("2024-01-01T00:00:00Z"));
}

TEST_CASE("uuid: version and variant are set and every one differs", "[base]")
{
    CountingRandom counting;
    CHECK(new_uuid(counting) == "00010203-0405-4607-8809-0a0b0c0d0e0f");
    SystemRandom random;
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const auto id = new_uuid(random);
        CHECK(is_uuid(id));
        CHECK(seen.insert(id).second);
    }
}

TEST_CASE("uuid: other versions, variants and capitals are refused", "[base]")
{
    CHECK(is_uuid("3f6d9a52-0c1e-4b7a-9d21-5e8f00a1b2c3"));
    for (const auto* text :
         {"3f6d9a52-0c1e-7b7a-9d21-5e8f00a1b2c3", "3f6d9a52-0c1e-4b7a-cd21-5e8f00a1b2c3",
          "3F6D9A52-0c1e-4b7a-9d21-5e8f00a1b2c3", "3f6d9a520c1e4b7a9d215e8f00a1b2c3",
          "3f6d9a52-0c1e-4b7a-9d21-5e8f00a1b2c", "3f6d9a52-0c1e-4b7a-9d21-5e8f00a1b2c3 ", ""}) {
        INFO(text);
        CHECK_FALSE(is_uuid(text));
    }
}
