#pragma once
/// One of each message between an importing process and its worker.

#include <algorithm>

#include "crypto/primitives/hash.h"
#include "sync/ingest/worker_message.h"
#include "tests/support/centre_fixture.h"

namespace test {

inline base::Digest32 digest_of(std::string_view text)
{
    return crypto::sha256(base::bytes_of(text));
}
inline crypto::PublicKey key_of(std::uint8_t first)
{
    crypto::PublicKey key;
    key.number[0] = first;
    key.point[0] = first;
    return key;
}

inline ingest::HeldObject sample_held(bool opened)
{
    return {.object = digest_of("held"),
            .object_length = 300,
            .part = digest_of("part"),
            .part_length = 200,
            .part_sha512 = {},
            .opened = opened,
            .file = "/store/objects/ab.age"};
}

inline ingest::Request sample_request()
{
    return {.task = ingest::Task::Sealed,
            .submission = "/store/quarantine/one",
            .held_folder = "/store/objects",
            .memory_bytes = 1ULL << 32,
            .cpu_seconds = 300,
            .origin = kOrigin,
            .rosters = "note 5\nwords",
            .at = base::Time(std::chrono::seconds{1'800'000'000}),
            .log_index = 7,
            .model = 1,
            .lists = {"{}", "a list"},
            .program = "0.1.0",
            .held = {sample_held(false)}};
}

/// Revision 2 of a review, by two signers.
inline ingest::Question sample_question()
{
    return {.bundle = std::string(31, '0') + "1",
            .review = "3f333df6-90a4-4fda-8dd3-9485d27cee36",
            .revision = 2,
            .ciphertext = digest_of("ciphertext"),
            .previous = digest_of("statement 1"),
            .seen_size = 4,
            .signers = {key_of(1), key_of(2)}};
}

inline ingest::Answer sample_answer()
{
    ingest::Answer answer;
    answer.head.emplace();
    answer.head->revision = 1;
    answer.head->statement = digest_of("statement 1");
    answer.head->lines = 3;
    answer.head->length = 600;
    answer.head->journal = digest_of("journal 1");
    answer.former_known = true;
    answer.former = key_of(1);
    answer.seen_root = digest_of("root");
    answer.next_log_index = 9;
    answer.held = {sample_held(true), sample_held(false)};
    return answer;
}

inline bundle::Statement sample_statement()
{
    const auto question = sample_question();
    bundle::Statement s;
    s.bundle = question.bundle;
    s.review = question.review;
    s.revision = question.revision;
    s.previous = question.previous;
    s.signers = question.signers;
    s.to = kOrigin;
    static const auto recipient = crypto::Identity::generate().recipient().text();
    s.recipients = {recipient};
    s.seen_size = question.seen_size;
    s.seen_root = digest_of("root");
    s.history_lines = 5;
    return s;
}

inline std::vector<ingest::ExaminedObject> sample_objects()
{
    std::vector<ingest::ExaminedObject> objects;
    for (const char* name : {"one", "two"})
        objects.push_back({.row = {.object = digest_of(name),
                                   .object_length = 300,
                                   .part = digest_of(std::string("part ") + name),
                                   .part_length = 200,
                                   .key = {}},
                           .sha512 = {},
                           .sealed = objects.empty()});
    return objects;
}

/// Sound: two lines after the three of the head, two records.
inline ingest::Report sample_report()
{
    ingest::Report r;
    r.verdict = ingest::Verdict::Sound;
    r.checks.push_back({1, "size", ingest::CheckOutcome::Held, {}, {}});
    r.statement = sample_statement();
    r.tagmanifest = digest_of("statement 2");
    r.ciphertext = sample_question().ciphertext;
    r.objects = sample_objects();
    std::vector<bundle::ObjectRow> rows;
    for (const auto& one : r.objects) rows.push_back(one.row);
    r.objects_commitment = {rows.size(), bundle::objects_digest(rows)};
    r.sealed = true;
    r.derived.lines = {{.n = 4, .line = "{\"n\":4}\n", .body = std::nullopt},
                       {.n = 5, .line = "{\"n\":5}\n", .body = "{\"n\":5,\"fields\":{}}\n"}};
    r.derived.expunged = {2};
    r.derived.records = {
        {.kind = "person",
         .id = "3f333df6-90a4-4fda-8dd3-9485d27cee36",
         .struck = false,
         .fields = "{\"code\":\"C1\"}"},
        {.kind = "review", .id = "3f333df6-90a4-4fda-8dd3-9485d27cee36", .struck = true, .fields = "{}"}};
    r.journal = {.lines = 5, .length = 600 + 16, .sha256 = digest_of("journal 2")};
    return r;
}

inline ingest::Outline sample_outline()
{
    return {.bundle = {.offset = 512, .size = 1000},
            .objects = {{digest_of("one"), {.offset = 2048, .size = 300}},
                        {digest_of("two"), {.offset = 4096, .size = 300}}}};
}

inline ingest::SealedFacts sample_sealed()
{
    std::vector<base::Digest32> listed{digest_of("one"), digest_of("two")};
    std::ranges::sort(listed);
    return {.objects_commitment = {2, digest_of("rows")}, .listed = listed, .bodies = 10, .opened = 1};
}

}  // namespace test
