#include <catch2/catch_test_macros.hpp>

#include "sync/bundle/tags.h"
#include "tests/sync/bundle/support.h"

namespace {

using namespace bundle_test;

bundle::Statement full_statement()
{
    Desk desk;
    auto statement = desk.plan.statement;
    statement.revision = 2;
    statement.previous = crypto::sha256(base::bytes_of("before"));
    statement.next = signing_key(72).public_key();
    statement.seen_size = 9;
    statement.history_lines = 12;
    return statement;
}

TEST_CASE("statement: reads back as written, with and without every optional line")
{
    auto statement = full_statement();
    CHECK(*bundle::Statement::parse(statement.encode()) == statement);
    statement.next.reset();
    statement.sealed_recipients.clear();
    statement.kind = bundle::StatementKind::Return;
    statement.to = statement.review;
    CHECK(*bundle::Statement::parse(statement.encode()) == statement);
}

TEST_CASE("statement: what is changed, missing, doubled or moved is refused or another statement")
{
    const auto statement = full_statement();
    const std::string good = statement.encode();
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < good.size();) {
        const std::size_t end = good.find('\n', from) + 1;
        lines.push_back(good.substr(from, end - from));
        from = end;
    }
    const auto join = [](const std::vector<std::string>& parts) {
        std::string text;
        for (const auto& part : parts) text += part;
        return text;
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        INFO("line " << lines[i]);
        auto fewer = lines;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
        // A recipient less is another good statement; every other line must be there.
        const bool may_go = lines[i].find("recipient ") != std::string::npos;
        CHECK(bundle::Statement::parse(join(fewer)).has_value() == may_go);
        auto twice = lines;
        twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
        CHECK_FALSE(bundle::Statement::parse(join(twice)));
    }
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string changed = good;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        const auto read = bundle::Statement::parse(changed);
        if (read && (*read == statement || read->encode() != changed)) FAIL("byte " << i);
        if (bundle::Statement::parse(good.substr(0, i))) FAIL("cut at " << i);
    }
    CHECK_FALSE(bundle::Statement::parse(good + "more 1\n"));
}

TEST_CASE("objects: the list reads back, in one order only")
{
    Desk desk;
    std::vector<bundle::ObjectRow> rows;
    for (const auto& object : desk.plan.objects)
        rows.push_back({object.object, object.object_length, object.part, object.part_length,
                        object.sealed ? std::nullopt : std::optional(object.key)});
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.part < b.part; });
    const std::string text = bundle::encode_objects(rows);
    REQUIRE(bundle::parse_objects(text));
    CHECK(*bundle::parse_objects(text) == rows);
    std::swap(rows[0], rows[1]);
    CHECK(bundle::parse_objects(bundle::encode_objects(rows)).error().code == "objects_order");
    CHECK_FALSE(bundle::parse_objects(""));
    CHECK_FALSE(bundle::parse_objects(text.substr(0, text.size() - 1)));
    const std::vector<bundle::SealedObjectRow> sealed{{rows[0].part, desk.plan.objects[0].key}};
    CHECK(*bundle::parse_sealed_objects(bundle::encode_sealed_objects(sealed)) == sealed);
}

TEST_CASE("objects: an object opens only as the part it is listed as")
{
    Desk desk;
    const auto& planned = desk.plan.objects.front();
    const bundle::ObjectRow row{planned.object, planned.object_length, planned.part, planned.part_length,
                                planned.key};
    const auto code = [&](const bundle::ObjectRow& asked, const bundle::ObjectKey& key) {
        auto file = base::InputFile::open(planned.file);
        const auto opened = bundle::open_object(*file, asked, key);
        return opened ? std::string() : opened.error().code;
    };
    CHECK(code(row, planned.key).empty());
    CHECK(code(row, desk.plan.objects.back().key) == "object_key");
    auto other = row;
    other.part[0] ^= 1;
    CHECK(code(other, planned.key) == "object_part");
    other = row;
    ++other.part_length;
    CHECK(code(other, planned.key) == "object_part");
    other = row;
    --other.part_length;
    CHECK(code(other, planned.key) == "object_padding");
    other = row;
    ++other.object_length;
    CHECK(code(other, planned.key) == "object_length");
}

TEST_CASE("tags: manifest, bag-info and fetch read back exactly")
{
    const std::vector<bundle::HashLine> lines{{crypto::sha512(base::bytes_of("a")), "a.txt"},
                                              {crypto::sha512(base::bytes_of("b")), "data/b.txt"}};
    const std::string text = bundle::encode_manifest(lines);
    CHECK(*bundle::parse_manifest(text) == lines);
    CHECK_FALSE(bundle::parse_manifest(text + text));
    const bundle::BagInfo info{"cairn 0.1.0", "2026-03-04", std::string(32, 'a'), 12, 3};
    CHECK(*bundle::BagInfo::parse(info.encode()) == info);
    CHECK_FALSE(bundle::BagInfo::parse(info.encode() + "Contact-Name: x\n"));
    const std::vector<bundle::FetchLine> fetch{{crypto::sha256(base::bytes_of("part")), 4}};
    CHECK(*bundle::parse_fetch(bundle::encode_fetch(fetch)) == fetch);
    std::string other = bundle::encode_fetch(fetch);
    other.replace(other.find("cairn.invalid"), 13, "example.org/x");
    CHECK_FALSE(bundle::parse_fetch(other));
    CHECK(bundle::schema_text("organisation")->find("\"id\":\"contact\"") != std::string::npos);
}

}  // namespace
