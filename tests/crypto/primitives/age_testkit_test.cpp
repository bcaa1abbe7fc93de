// The age testkit (C2SP/CCTV): every vector, with what this reader answers to each.

#include <zlib.h>
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "crypto/primitives/age.h"
#include "crypto/primitives/hash.h"
#include "tests/support/vectors.h"

namespace {

using base::Bytes;
using base::Result;
using crypto::Identity;

constexpr std::size_t kVectors = 143;

/// From the folder of vectors, or from the npm package's one file of base64 strings.
std::map<std::string, std::string> all_vectors()
{
    std::map<std::string, std::string> found;
    if (const auto folder = test::vectors("age-testkit")) {
        for (const auto& entry : std::filesystem::directory_iterator(*folder))
            if (entry.path().filename() != "README.md")
                found[entry.path().filename().string()] = test::file_bytes(entry.path());
        return found;
    }
    const char* given = std::getenv("CAIRN_CCTV_AGE");
    const auto package = std::filesystem::path(given != nullptr ? given : "node_modules/cctv-age");
    const std::string text = test::file_bytes(package / "index.js");
    const std::string start = "\n// ../testdata/";
    const std::string call = "__toBinary(\"";
    for (auto at = text.find(start); at != text.npos; at = text.find(start, at + 1)) {
        const auto name_at = at + start.size();
        const auto data_at = text.find(call, name_at) + call.size();
        const auto data = base::from_base64(text.substr(data_at, text.find('"', data_at) - data_at));
        REQUIRE(data);
        found[text.substr(name_at, text.find('\n', name_at) - name_at)] = std::string(base::text_of(*data));
    }
    return found;
}

std::string inflated(const std::string& from)
{
    std::string to(24 << 20, '\0');
    uLongf length = to.size();
    REQUIRE(::uncompress(reinterpret_cast<Bytef*>(to.data()), &length,
                         reinterpret_cast<const Bytef*>(from.data()), from.size()) == Z_OK);
    to.resize(length);
    return to;
}

struct Vector {
    std::multimap<std::string, std::string> fields;
    std::string file;

    std::string field(const std::string& name) const
    {
        const auto found = fields.find(name);
        return found == fields.end() ? "" : found->second;
    }
};

Vector parse(const std::string& text)
{
    Vector vector;
    const auto end = text.find("\n\n");
    REQUIRE(end != text.npos);
    std::istringstream lines(text.substr(0, end));
    for (std::string line; std::getline(lines, line);)
        vector.fields.emplace(line.substr(0, line.find(": ")), line.substr(line.find(": ") + 2));
    vector.file = text.substr(end + 2);
    if (vector.field("compressed") == "zlib") vector.file = inflated(vector.file);
    return vector;
}

std::vector<Identity> identities_of(const Vector& vector)
{
    std::vector<Identity> identities;
    const auto [first, last] = vector.fields.equal_range("identity");
    for (auto at = first; at != last; ++at) {
        if (at->second.starts_with("AGE-SECRET-KEY-PQ-")) continue;  // of a later version
        auto identity = Identity::parse(base::bytes_of(at->second));
        REQUIRE(identity);
        identities.push_back(*std::move(identity));
    }
    return identities;
}

struct Outcome {
    std::string code;   ///< empty: it opened
    std::string given;  ///< SHA-256 of all plaintext that was given out, hex; empty if it never came to that
};

Outcome open(const Vector& vector)
{
    const auto identities = identities_of(vector);
    base::MemorySource from(base::bytes_of(vector.file));
    auto reader = crypto::decrypt(from, identities);
    if (!reader) return {reader.error().code, ""};
    base::MemorySink out;
    const auto copied = base::copy(*reader, out);
    return {copied ? "" : copied.error().code, base::to_hex(crypto::sha256(out.bytes))};
}

/// The code this reader gives for the testkit's class.
std::string code_of(const std::string& expected)
{
    const std::map<std::string, std::string> codes = {{"success", ""},
                                                      {"header failure", "age_header"},
                                                      {"HMAC failure", "age_hmac"},
                                                      {"payload failure", "age_payload"},
                                                      {"no match", "age_no_match"}};
    REQUIRE(codes.contains(expected));
    return codes.at(expected);
}

bool is_plain(const Vector& vector)
{
    const auto has_pq = [&] {
        const auto [first, last] = vector.fields.equal_range("identity");
        return std::any_of(first, last,
                           [](const auto& field) { return field.second.starts_with("AGE-SECRET-KEY-PQ-"); });
    };
    return vector.field("armored").empty() && vector.field("passphrase").empty() && !has_pq();
}

void check_refused(const std::string& name, const Vector& vector, const Outcome& outcome)
{
    CHECK(outcome.given.empty());
    if (!vector.field("armored").empty()) {
        // What begins with other bytes than armor's is not recognised as such, only refused.
        CHECK((outcome.code == "age_armor" || outcome.code == "age_header"));
        if (vector.field("expect") == "success") CHECK(outcome.code == "age_armor");
    } else if (name == "scrypt") {
        CHECK(outcome.code == "age_scrypt");
    } else if (name == "hybrid") {
        CHECK(outcome.code == "age_hybrid");
    } else {
        CHECK((outcome.code == "age_scrypt" || outcome.code == "age_hybrid" || outcome.code == "age_header" ||
               outcome.code == "age_no_match"));
    }
}

}  // namespace

TEST_CASE("age testkit: every vector is opened or refused as it must be", "[vectors]")
{
    const auto vectors = all_vectors();
    if (vectors.empty()) {
        test::count_vectors("age-testkit", 0, kVectors);
        SKIP("no vectors: set CAIRN_VECTORS or CAIRN_CCTV_AGE");
    }
    CHECK(vectors.size() == kVectors);
    std::size_t plain = 0;
    for (const auto& [name, text] : vectors) {
        INFO(name);
        const Vector vector = parse(text);
        const Outcome outcome = open(vector);
        if (!is_plain(vector)) {
            check_refused(name, vector, outcome);
            continue;
        }
        ++plain;
        CHECK(outcome.code == code_of(vector.field("expect")));
        CHECK(outcome.given == vector.field("payload"));
    }
    CHECK(plain == 67);  // the others are armored, to a passphrase or to the hybrid
    test::count_vectors("age-testkit", vectors.size(), 0);
}
