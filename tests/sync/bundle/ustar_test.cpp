#include <catch2/catch_test_macros.hpp>

#include "sync/bundle/padding.h"
#include "sync/bundle/ustar.h"

namespace {

using bundle::TarReader;
using bundle::TarWriter;

std::string read_all(base::ByteView bytes, std::optional<unsigned> padding)
{
    base::MemorySource source(bytes);
    TarReader reader(source, {1 << 20, 10, padding});
    std::string found;
    while (true) {
        const auto member = reader.next();
        if (!member) return member.error().code;
        if (!*member) return found;
        found += (*member)->name + "=";
        base::Bytes content((*member)->size);
        std::size_t done = 0;
        while (done < content.size()) {
            const auto got = reader.read(std::span(content).subspan(done));
            if (!got) return got.error().code;
            done += *got;
        }
        found += std::string(base::text_of(content)) + ";";
    }
}

base::Bytes archive(std::optional<unsigned> padding)
{
    base::MemorySink sink;
    TarWriter writer(sink);
    REQUIRE(writer.add("a.txt", base::bytes_of("hello")));
    REQUIRE(writer.add("objects/b.age", base::bytes_of("")));
    REQUIRE(writer.end(padding));
    return sink.bytes;
}

TEST_CASE("ustar: what was written reads back, padded and unpadded")
{
    CHECK(read_all(archive(std::nullopt), std::nullopt) == "a.txt=hello;objects/b.age=;");
    CHECK(archive(std::nullopt).size() == 512 + 512 + 512 + 1024);
    CHECK(read_all(archive(bundle::kTarPadding), bundle::kTarPadding) == "a.txt=hello;objects/b.age=;");
    CHECK(archive(bundle::kTarPadding).size() == 65536);
}

TEST_CASE("ustar: every changed bit outside a file's content, and every cut, is refused")
{
    const auto good = archive(std::nullopt);
    for (std::size_t i = 0; i < good.size(); ++i) {
        if (i >= 512 && i < 517) continue;  // the five bytes of a.txt
        for (int bit = 0; bit < 8; ++bit) {
            auto changed = good;
            changed[i] = static_cast<std::uint8_t>(changed[i] ^ (1 << bit));
            const std::string found = read_all(changed, std::nullopt);
            if (!found.starts_with("tar_")) FAIL("byte " << i << " bit " << bit << ": " << found);
        }
        const std::string cut = read_all(base::ByteView(good).first(i), std::nullopt);
        if (!cut.starts_with("tar_")) FAIL("cut at " << i << ": " << cut);
    }
}

TEST_CASE("ustar: bytes behind the end, missing padding and foreign padding are refused")
{
    auto longer = archive(std::nullopt);
    longer.push_back(0);
    CHECK(read_all(longer, std::nullopt) == "tar_padding");
    CHECK(read_all(archive(std::nullopt), bundle::kTarPadding) == "tar_padding");
    auto filled = archive(bundle::kTarPadding);
    filled.back() = 1;
    CHECK(read_all(filled, bundle::kTarPadding) == "tar_end");
}

TEST_CASE("ustar: names")
{
    for (const char* good :
         {"a", "bag/cairn/sig/0123456789ABCDEF.minisig", "data/schema/chronology_event.json", "a.b-c"})
        CHECK(bundle::is_tar_name(good));
    for (const char* bad :
         {"", "/a", "a/", "a//b", "../a", "a/./b", "A", "a b", "bag/CAIRN", "a\\b", "caf\xC3\xA9"})
        CHECK_FALSE(bundle::is_tar_name(bad));
    CHECK(bundle::is_tar_name(std::string(99, 'a')));
    CHECK_FALSE(bundle::is_tar_name(std::string(100, 'a')));
}

TEST_CASE("ustar: a file twice, and more than announced, are refused")
{
    base::MemorySink sink;
    TarWriter writer(sink);
    REQUIRE(writer.add("a", base::bytes_of("1")));
    REQUIRE(writer.add("a", base::bytes_of("2")));
    REQUIRE(writer.end(std::nullopt));
    CHECK(read_all(sink.bytes, std::nullopt) == "tar_duplicate");
    REQUIRE(writer.begin({"b", 1}));
    CHECK_FALSE(writer.write(base::bytes_of("22")));
    CHECK_FALSE(writer.end(std::nullopt));
}

TEST_CASE("padding: at most 6.25 per cent above the least step")
{
    CHECK(bundle::padded_size(0, 16) == 65536);
    CHECK(bundle::padded_size(1, 10) == 1024);
    CHECK(bundle::padded_size(1024, 10) == 1024);
    CHECK(bundle::padded_size(1025, 10) == 2048);
    CHECK(bundle::padded_size(1 << 20, 16) == 1 << 20);
    CHECK(bundle::padded_size((1 << 20) + 1, 16) == (1 << 20) + (1 << 16));
    for (std::uint64_t length = 1 << 20; length < 1ULL << 40; length = length * 3 / 2 + 7) {
        const auto padded = bundle::padded_size(length, 16);
        CHECK(padded >= length);
        CHECK((padded - length) * 16 <= length);
    }
}

}  // namespace
