#pragma once
/// A chair's desk and a centre, small and real: for tests of sync/exchange and sync/ingest.

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "storage/review/review.h"
#include "storage/review/vault.h"
#include "sync/exchange/exchange.h"
#include "sync/ingest/centre.h"
#include "sync/trust/roster.h"
#include "tests/support/temporary_folder.h"

namespace test {

namespace fs = std::filesystem;
using support::TemporaryFolder;

inline constexpr crypto::KdfCost kCheap{.mebibytes = 64, .passes = 2};
inline constexpr std::string_view kPassphrase = "seven quiet herons cross the marsh at dawn";
inline const char* const kOrigin = "reviews.example.org/cairn";

/// The value, or the test stops with the error's words.
template <class T>
T need(base::Result<T> result)
{
    INFO((result ? std::string() : result.error().what + " [" + result.error().code + "]"));
    REQUIRE(result);
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

inline base::FixedClock& test_clock()
{
    static base::FixedClock clock(need(base::time_from_text("2026-03-02T09:00:00Z")));
    return clock;
}

inline crypto::Unlock passphrase()
{
    return {.passphrase = base::bytes_of(kPassphrase)};
}

/// A vault with one demo review.
struct Desk {
    explicit Desk(const base::Path& folder, std::string_view owner = "A. Chair")
        : recovery(crypto::Identity::generate()),
          vault(need(review::Vault::create(folder, owner, base::bytes_of(kPassphrase), recovery.recipient(),
                                           kCheap, {.clock = &test_clock(), .random = nullptr}))),
          review_uuid(need(vault.create_review(
                               {.type = "OWHR", .area = "X99000001", .demo = true, .year_of_death = {}}))
                          .uuid)
    {
    }

    review::Review open() { return need(vault.open_review(review_uuid)); }

    /// An event with an open and a sealed field.
    void add_event(std::int64_t seq, const std::string& words)
    {
        auto review = open();
        model::Change change;
        change.kind = "chronology_event";
        change.id = base::new_uuid(vault.random());
        change.fields.set("seq", seq);
        change.fields.set("date_text", words);
        need(review.apply({.changes = {change}}));
    }

    /// A document with its bytes. Gives the object's name.
    std::string attach(std::string_view content, bool sealed)
    {
        auto review = open();
        base::MemorySource source(base::bytes_of(content));
        const auto attached = need(review.attach(source, sealed));
        model::Change change;
        change.kind = "document";
        change.id = base::new_uuid(vault.random());
        change.fields.set("sha256", base::to_hex(attached.sha256));
        change.fields.set("parts", json::Array{json::Value(base::to_hex(attached.parts.front()))});
        change.fields.set("length", static_cast<std::int64_t>(attached.length));
        change.fields.set("file_class", sealed ? "D3" : "D2");
        need(review.apply({.changes = {change}}));
        for (const auto& part : need(review.objects()))
            if (part.part == attached.parts.front()) return base::to_hex(part.object);
        return {};
    }

    exchange::Exported send(base::ByteView roster, const base::Path& to,
                            const exchange::ExportOptions& options = {})
    {
        test_clock().set(test_clock().now() + std::chrono::seconds{1});
        auto review = open();
        return need(exchange::export_review(vault, review, roster, to, options));
    }
    base::Result<exchange::Exported> try_send(base::ByteView roster, const base::Path& to,
                                              const exchange::ExportOptions& options = {})
    {
        auto review = open();
        return exchange::export_review(vault, review, roster, to, options);
    }

    crypto::Identity recovery;
    review::Vault vault;
    std::string review_uuid;
};

inline ingest::Centre make_centre(const base::Path& folder, const std::string& origin = kOrigin,
                                  std::optional<base::Path> keys_out = {})
{
    return need(ingest::Centre::create(folder, base::bytes_of(kPassphrase),
                                       {.origin = origin, .keys_out = std::move(keys_out), .cost = kCheap},
                                       {.clock = &test_clock(), .random = nullptr}));
}
inline base::Result<ingest::Centre> open_centre(const base::Path& folder)
{
    return ingest::Centre::open(folder, passphrase(), {.clock = &test_clock(), .random = nullptr});
}

inline ingest::Enrolled enrol(ingest::Centre& centre, Desk& desk, const ingest::Enrolment& as = {})
{
    const auto request = need(exchange::identity_request(desk.vault, "Panel", "laptop"));
    return need(centre.enrol(request.request, request.signature, as));
}

inline std::vector<ingest::Outcome> import(ingest::Centre& centre, const std::vector<base::Path>& files)
{
    return need(centre.import_files(files));
}
inline ingest::Outcome import_one(ingest::Centre& centre, const base::Path& file)
{
    auto outcomes = import(centre, {file});
    REQUIRE_FALSE(outcomes.empty());
    return outcomes.front();
}

inline base::Result<exchange::Applied> apply(Desk& desk, ingest::Centre& centre, const std::string& bundle)
{
    const auto receipt = need(centre.receipt(bundle));
    const auto roster = need(centre.roster_file());
    return exchange::apply_receipt(desk.vault, receipt.proof, receipt.consistency,
                                   receipt.missing.value_or(base::Bytes{}), roster);
}

/// The versions of a roster file before the last one: cut exactly between two notes.
inline base::Bytes cut_before_last(const base::Bytes& roster)
{
    const auto chain = need(trust::RosterChain::parse(base::text_of(roster)));
    const auto& last = chain.newest().note;
    const auto head = "note " + std::to_string(last.size()) + "\n";
    return base::Bytes(roster.begin(), roster.end() - static_cast<std::ptrdiff_t>(head.size() + last.size()));
}

}  // namespace test
