#include <catch2/catch_test_macros.hpp>

#include "crypto/primitives/hash.h"

using namespace crypto;
using base::bytes_of;
using base::to_hex;

TEST_CASE("sha256: the examples of FIPS 180-4 hold", "[hash]")
{
    CHECK(to_hex(sha256({})) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(to_hex(sha256(bytes_of("abc"))) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(to_hex(sha256(base::Bytes(1'000'000, 'a'))) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("sha512: the examples of FIPS 180-4 hold", "[hash]")
{
    CHECK(to_hex(sha512({})) ==
          "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
          "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e");
    CHECK(to_hex(sha512(bytes_of("abc"))) ==
          "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
          "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

TEST_CASE("hash: in pieces it is the same as at once", "[hash]")
{
    const base::Bytes bytes(10'000, 0x5a);
    Sha256 small;
    Sha512 large;
    for (std::size_t at = 0; at < bytes.size(); at += 777) {
        const auto piece = base::ByteView(bytes).subspan(at, std::min<std::size_t>(777, bytes.size() - at));
        small.update(piece);
        large.update(piece);
    }
    Sha256 moved = std::move(small);
    CHECK(moved.finish() == sha256(bytes));
    CHECK(large.finish() == sha512(bytes));
}

TEST_CASE("hashing sink: what passes arrives and is hashed and counted", "[hash]")
{
    base::MemorySink to;
    HashingSink sink(to);
    REQUIRE(sink.write(bytes_of("ab")));
    REQUIRE(sink.write(bytes_of("c")));
    CHECK(base::text_of(to.bytes) == "abc");
    CHECK(sink.length() == 3);
    CHECK(sink.sha256() == sha256(bytes_of("abc")));
    CHECK(sink.sha512() == sha512(bytes_of("abc")));
}
