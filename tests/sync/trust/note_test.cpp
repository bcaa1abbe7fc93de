#include <catch2/catch_test_macros.hpp>

#include "storage/json/json.h"
#include "sync/trust/note.h"
#include "tests/support/vectors.h"
#include "tests/sync/trust/support.h"

namespace {

constexpr std::string_view kControl = "<control 1>";

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// The note of a vector; where it is not UTF-8 it stands in base64.
std::string note_bytes(const json::Object& vector)
{
    if (!vector.has("note_b64")) return replaced(json::text_or(vector, "note"), kControl, "\x01");
    const auto bytes = base::from_base64(json::text_or(vector, "note_b64"));
    REQUIRE(bytes);
    return std::string(base::text_of(*bytes));
}

TEST_CASE("note: the public vectors verify as many signatures as they say")
{
    const auto folder = test::vectors("signed-note");
    if (!folder) {
        test::count_vectors("signed-note", 0, 18);
        SKIP("signed-note vectors are not here");
    }
    // One note holds a control character, which our JSON refuses on purpose: it goes in by another name.
    const auto vectors =
        json::parse_object(replaced(test::file_bytes(*folder / "vectors.json"), "\\u0001", kControl));
    REQUIRE(vectors);
    std::size_t run = 0;
    for (const auto& value : *vectors->find("notes")->array()) {
        const json::Object& vector = *value.object();
        INFO("signed-note: " << json::text_or(vector, "name"));
        std::vector<trust::NoteKey> keys;
        for (const auto& text : *vector.find("keys")->array()) {
            const auto key = trust::NoteKey::parse(*text.text());
            REQUIRE(key);
            CHECK(key->text() == *text.text());
            keys.push_back(*key);
        }
        const auto expected = static_cast<std::size_t>(json::number_or(vector, "verified"));
        const std::string bytes = note_bytes(vector);
        const auto note = trust::Note::parse(bytes);
        std::size_t verified = 0;
        if (note) {
            CHECK(note->encode() == bytes);
            if (const auto signers = trust::verify_note_loosely(*note, keys)) verified = signers->size();
        }
        CHECK(verified == expected);
        ++run;
    }
    for (const auto& text : *vectors->find("bad_vkeys")->array()) {
        INFO("signed-note bad vkey: " << *text.text());
        CHECK_FALSE(trust::NoteKey::parse(*text.text()));
        ++run;
    }
    const std::string good = json::text_or(*vectors, "good_vkey");
    REQUIRE(trust::NoteKey::parse(good));
    for (std::size_t from = 0; from < good.size(); ++from)
        for (std::size_t length = 0; length <= good.size() - from; ++length)
            if (length != good.size() && trust::NoteKey::parse(good.substr(from, length)))
                FAIL("a part of a key was read");
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string changed = good;
        ++changed[i];
        INFO("byte " << i);
        CHECK_FALSE(trust::NoteKey::parse(changed));
    }
    test::count_vectors("signed-note", run + 2, 0);
}

TEST_CASE("note: our profile refuses unknown, repeated and bad signature lines")
{
    const auto a = trust_test::signer("a", 1);
    const auto b = trust_test::signer("b", 2);
    const std::string text = "hello\n";
    const std::vector<trust::NoteKey> keys{a.key()};
    const auto verified = [&](const std::string& lines) {
        const auto note = trust::Note::parse(text + "\n" + lines);
        return note && trust::verify_note(*note, keys);
    };
    CHECK(verified(a.sign(text)));
    CHECK_FALSE(verified(a.sign(text) + b.sign(text)));
    CHECK_FALSE(verified(a.sign(text) + a.sign(text)));
    CHECK_FALSE(verified(a.sign("hullo\n")));
    CHECK_FALSE(verified(""));
}

TEST_CASE("note: a cosignature holds for its time and no other")
{
    const auto witness = trust_test::signer("w", 3, trust::NoteKeyType::Cosignature);
    const std::string text = "origin\n1\nroot\n";
    auto note =
        trust::Note::parse(text + "\n" + witness.cosign(text, trust_test::at("2026-03-01T00:00:00Z")));
    REQUIRE(note);
    CHECK(trust::holds(witness.key(), note->signatures.front(), note->text));
    note->signatures.front().bytes[7] ^= 1;
    CHECK_FALSE(trust::holds(witness.key(), note->signatures.front(), note->text));
}

}  // namespace
