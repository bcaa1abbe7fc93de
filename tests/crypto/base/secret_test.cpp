#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "crypto/base/secret.h"

using namespace base;

TEST_CASE("secret: a new one is zero and a random one is not", "[base]")
{
    const Secret zero(32);
    CHECK(std::ranges::all_of(zero.bytes(), [](auto byte) { return byte == 0; }));
    const Secret one = Secret::random(32);
    const Secret other = Secret::random(32);
    CHECK_FALSE(equal_secret(one.bytes(), zero.bytes()));
    CHECK_FALSE(equal_secret(one.bytes(), other.bytes()));
}

TEST_CASE("secret: moving leaves the first one empty", "[base]")
{
    Secret first = Secret::copy_of(Bytes{1, 2, 3});
    Secret second = std::move(first);
    CHECK(first.empty());  // NOLINT(bugprone-use-after-move): that it is empty is what is tested
    CHECK(second.size() == 3);
    first = std::move(second);
    CHECK(second.empty());  // NOLINT(bugprone-use-after-move)
    CHECK(first.bytes()[2] == 3);
}

TEST_CASE("secret: shortening keeps the place and wipes the rest", "[base]")
{
    Secret secret = Secret::copy_of(Bytes{1, 2, 3, 4});
    const auto* place = secret.bytes().data();
    secret.truncate(2);
    CHECK(secret.size() == 2);
    CHECK(secret.bytes().data() == place);
    CHECK(place[2] == 0);
    CHECK(place[3] == 0);
    secret.truncate(10);
    CHECK(secret.size() == 2);
}

TEST_CASE("secret: an empty one can be made, moved and wiped", "[base]")
{
    Secret empty(0);
    CHECK(empty.empty());
    CHECK(Secret::copy_of({}).empty());
    Secret moved = std::move(empty);
    CHECK(moved.bytes().empty());
    wipe({});
}

TEST_CASE("wipe: the bytes are zero afterwards", "[base]")
{
    Bytes bytes{1, 2, 3};
    wipe(bytes);
    CHECK(bytes == Bytes{0, 0, 0});
}
