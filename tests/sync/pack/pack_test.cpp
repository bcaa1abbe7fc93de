#include "sync/pack/pack.h"

#include <catch2/catch_test_macros.hpp>

#include "sync/bundle/ustar.h"
#include "tests/support/hex_example.h"
#include "tests/sync/trust/support.h"

namespace {

using namespace trust_test;

constexpr const char* kDays =
    R"({"format":"cairn/bank-holidays/v1","version":"2027-02","first_year":2027,"last_year":2027,"holidays":[]})";

trust::Roster trusted()
{
    const auto root = signer("root", 1);
    auto made = roster({&root});
    made.publishers.push_back(signing_key(80).public_key());
    return made;
}

pack::Statement statement()
{
    pack::Statement made;
    made.name = "england";
    made.version = 2;
    made.issued = at("2026-11-22T09:00:00Z");
    made.valid_from = "2027-01-01";
    made.replaces = 1;
    return made;
}

base::Bytes written(const pack::Statement& what = statement(), std::uint8_t key = 80)
{
    const auto signing = signing_key(key);
    const auto made = pack::write_pack(what, {{"calendar/days.json", kDays}}, {&signing});
    REQUIRE(made);
    return *made;
}

struct Expected {
    base::ErrorKind kind;
    std::string_view code;
};

void refused(base::ByteView file, Expected expected, const trust::Roster& by = trusted())
{
    INFO(expected.code);
    const auto opened = pack::open_pack(file, by);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == expected.code);
    CHECK(opened.error().kind == expected.kind);
}

using Members = std::vector<std::pair<std::string, std::string>>;

Members members(base::ByteView file)
{
    base::MemorySource source(file);
    bundle::TarReader tar(source, {.bytes = 1U << 20, .members = 100, .padding = {}});
    Members all;
    for (auto next = tar.next(); next && *next; next = tar.next()) {
        std::string content((*next)->size, '\0');
        std::size_t have = 0;
        while (have < content.size())
            have +=
                *tar.read({reinterpret_cast<std::uint8_t*>(content.data()) + have, content.size() - have});
        all.emplace_back((*next)->name, content);
    }
    return all;
}

base::Bytes archive(const Members& all)
{
    base::MemorySink sink;
    bundle::TarWriter tar(sink);
    for (const auto& [name, content] : all) REQUIRE(tar.add(name, base::bytes_of(content)));
    REQUIRE(tar.end(std::nullopt));
    return sink.bytes;
}

}  // namespace

TEST_CASE("pack 1: what was written and signed is read back, with its signer", "[pack]")
{
    const auto opened = pack::open_pack(written(), trusted());
    REQUIRE(opened);
    CHECK(opened->statement == statement());
    CHECK(opened->statement.file_name() == "england-2.cairnpack");
    CHECK(opened->data == rules::DataFiles{{"calendar/days.json", kDays}});
    REQUIRE(opened->signers.size() == 1);
    CHECK(opened->signers[0] == signing_key(80).public_key());
}

TEST_CASE("pack 4: an unsigned pack is refused", "[pack]")
{
    auto all = members(written());
    all.erase(all.begin() + 1);
    refused(archive(all), {base::ErrorKind::Refused, "pack_unsigned"});
}

TEST_CASE("pack 4: a pack altered after it was signed is refused, whichever file changed", "[pack]")
{
    for (const std::size_t which : {0U, 2U, 3U}) {
        auto all = members(written());
        auto& text = all[which].second;
        const auto at = text.find(which == 2 ? "england" : "2027");
        if (which == 0)
            text[0] = text[0] == '0' ? '1' : '0';
        else
            text[at] = which == 2 ? 'a' : '1';
        refused(archive(all), {base::ErrorKind::Corrupt, "pack_altered"});
    }
    auto more = members(written());
    more.emplace_back("pack/data/library/x.json", "{}");
    refused(archive(more), {base::ErrorKind::Corrupt, "pack_altered"});
    auto fewer = members(written());
    fewer.pop_back();
    refused(archive(fewer), {base::ErrorKind::Corrupt, "pack_altered"});
}

TEST_CASE("pack 4: a signature by no publisher of the roster is refused, a revoked one's too", "[pack]")
{
    refused(written(statement(), 81), {base::ErrorKind::Refused, "pack_publisher"});
    auto revoked = trusted();
    revoked.revoked.push_back({signing_key(80).public_key().text(), at("2026-02-01T00:00:00Z"), 7, "lost"});
    refused(written(), {base::ErrorKind::Refused, "pack_publisher"}, revoked);
}

TEST_CASE("pack 4: a signature of another pack's version does not count", "[pack]")
{
    auto older = statement();
    older.version = 1;
    older.replaces.reset();
    auto all = members(written());
    all[1] = members(written(older))[1];
    refused(archive(all), {base::ErrorKind::Corrupt, "pack_altered"});
}

TEST_CASE("pack 5: a file outside pack/ is refused", "[pack]")
{
    auto all = members(written());
    all.emplace_back("readme.txt", "x");
    refused(archive(all), {base::ErrorKind::Refused, "pack_outside"});
}

TEST_CASE("pack 6: a program that is too old is told which version the pack asks for", "[pack]")
{
    auto wanted = statement();
    wanted.minimum = "0.2.0";
    const auto opened = pack::open_pack(written(wanted), trusted(), "0.1.9");
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == "pack_program_too_old");
    CHECK(opened.error().what.find("0.2.0") != std::string::npos);
    CHECK(pack::open_pack(written(wanted), trusted(), "0.10.0"));
}

TEST_CASE("pack 7: a version not higher than the one installed is refused", "[pack]")
{
    CHECK(pack::check_version(statement(), std::nullopt));
    CHECK(pack::check_version(statement(), 1));
    for (const std::uint64_t installed : {2U, 3U}) {
        const auto checked = pack::check_version(statement(), installed);
        REQUIRE_FALSE(checked);
        CHECK(checked.error().code == "pack_version");
        CHECK(checked.error().kind == base::ErrorKind::Refused);
    }
}

TEST_CASE("pack 2: a file that is not exactly of the form is malformed", "[pack]")
{
    const auto file = written();
    refused({}, {base::ErrorKind::Invalid, "pack_form"});
    refused(base::ByteView(file).first(file.size() - 512), {base::ErrorKind::Invalid, "pack_form"});
    refused(base::ByteView(file).first(700), {base::ErrorKind::Invalid, "pack_form"});
    auto order = members(file);
    std::swap(order[0], order[1]);
    refused(archive(order), {base::ErrorKind::Invalid, "pack_form"});
    auto twice = members(file);
    twice.emplace_back("pack/other.txt", "x");
    refused(archive(twice), {base::ErrorKind::Invalid, "pack_form"});
    auto bytes = members(file);
    bytes[3].second[0] = static_cast<char>(0xff);
    refused(archive(bytes), {base::ErrorKind::Invalid, "pack_form"});
}

TEST_CASE("pack 3: the statement has one spelling", "[pack]")
{
    const auto text = statement().encode();
    REQUIRE(pack::Statement::parse(text));
    CHECK(pack::Statement::parse(text)->encode() == text);
    for (const auto& [from, to] : {std::pair{"version 2", "version 02"},
                                   {"version 2", "version 0"},
                                   {"england", "England"},
                                   {"replaces 1", "replaces 2"},
                                   {"2027-01-01", "2027-13-01"},
                                   {"minimum 0.1.0", "minimum 0.1"},
                                   {"valid-to -", "valid-to 2026-01-01"},
                                   {"name england\n", ""}}) {
        auto other = text;
        other.replace(other.find(from), std::string_view(from).size(), to);
        INFO(from << " -> " << to);
        CHECK_FALSE(pack::Statement::parse(other));
    }
    CHECK_FALSE(pack::Statement::parse(text + "more 1\n"));
}

TEST_CASE("pack: the worked example of docs/formats/packs.md", "[pack]")
{
    const auto file = written();
    test::check_example("packs.md", base::text_of(file));
}
