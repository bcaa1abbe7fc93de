#pragma once
/// What the author says in signing: destination, recipients, signers, review, revision, what went before.
/// Source: docs/formats/statement.md (`cairn/statement/v1`).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/bytes.h"
#include "crypto/base/clock.h"
#include "crypto/primitives/sign.h"

namespace bundle {

using base::Digest32;
using base::Result;

enum class StatementKind { Submission, Amendment, Addendum, Withdrawal, Return };
std::string_view to_text(StatementKind);

inline constexpr std::size_t kSigners = 16;
inline constexpr std::size_t kRecipients = 8;  ///< the stanzas of one age header

struct Statement {
    std::string bundle;  ///< 32 hex digits
    std::string review;  ///< uuid
    std::uint64_t revision = 1;
    std::optional<Digest32> previous;  ///< SHA-256 of the previous bundle's tag manifest
    StatementKind kind = StatementKind::Submission;
    std::vector<crypto::PublicKey> signers;  ///< first = author
    std::optional<crypto::PublicKey> next;   ///< the key the review is handed to
    std::uint64_t roster_version = 1;
    Digest32 roster{};  ///< SHA-256 of the roster note used
    std::uint64_t model = 1;
    std::uint64_t codelists = 1;
    std::string to;                              ///< log origin; a member's uuid for Return
    std::vector<std::string> recipients;         ///< of bundle.age, in stanza order
    std::vector<std::string> sealed_recipients;  ///< of sealed.age; empty without a sealed part
    std::uint64_t seen_size = 0;
    Digest32 seen_root{};  ///< SHA-256 of nothing when seen_size is 0
    std::uint64_t history_lines = 0;
    Digest32 history{};  ///< SHA-256 of data/journal.jsonl
    base::Time created{};
    Digest32 nonce{};

    std::string encode() const;
    /// Errors: Invalid `statement_form`. parse(x)->encode() == x.
    static Result<Statement> parse(std::string_view text);
    /// The trusted comment of every signature of this bundle.
    std::string trusted_comment(const Digest32& tagmanifest) const;
    bool operator==(const Statement&) const = default;
};

bool is_bundle_id(std::string_view text);  ///< 32 lower-case hex digits
std::string new_bundle_id(base::Random& random);

}  // namespace bundle
