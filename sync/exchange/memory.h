#pragma once
/// What the chair's side remembers on the vault's shelf. Source: docs/formats/exchange.md.

#include <optional>
#include <string>
#include <vector>

#include "storage/json/json.h"
#include "storage/review/vault.h"
#include "sync/trust/receipt.h"
#include "sync/trust/roster.h"

namespace exchange {

using base::Bytes;
using base::ByteView;
using base::Digest32;
using base::Result;

Bytes to_bytes(std::string_view text);  ///< as the shelf keeps it

/// A bundle that was made here: shelf key `sent/<bundle>`.
struct SentBundle {
    std::string bundle, review;
    std::int64_t revision = 0;
    std::optional<Digest32> previous;
    Digest32 statement{}, ciphertext{};
    trust::ObjectsCommitment objects;
    std::string author;  ///< key number
    trust::Seen seen;
    std::int64_t lines = 0;
    base::Time made{};
    bool sealed = false;
    std::string status = "sent";  ///< sent, waiting, accepted, rejected, fork, abandoned
    std::string code;
    std::optional<std::uint64_t> log_index;
    bool sealed_checked = false;
    std::vector<std::string> listed;    ///< objects by h
    std::vector<std::string> included;  ///< those that travelled with it

    json::Object to_json() const;
    /// Errors: Corrupt `shelf_damaged`.
    static Result<SentBundle> from_json(std::string_view text);
    trust::Sent as_sent() const;  ///< what a receipt is held against
};

std::string sent_key(std::string_view bundle);
std::pair<std::string, Bytes> sent_value(const SentBundle& sent);
Result<std::optional<SentBundle>> sent_bundle(review::Vault& vault, std::string_view bundle);
Result<std::vector<SentBundle>> sent_bundles(review::Vault& vault,
                                             std::string_view review);  ///< oldest first

/// Where the next bundle of a review goes in the chain.
struct NextPlace {
    std::int64_t revision = 1;
    std::optional<Digest32> previous;
    std::int64_t lines = 0;          ///< journal lines that the bundle before it carried
    std::optional<SentBundle> last;  ///< the bundle it follows
};
/// Follows the bundles that were not rejected. Errors: Refused `fork_open` when the centre reported a fork.
Result<NextPlace> next_place(const std::vector<SentBundle>& sent);

/// The pinned roster, if any.
Result<std::optional<trust::RosterChain>> pinned_roster(review::Vault& vault);

/// The newest checkpoint that a verified receipt brought: `seen` of the next statement.
Result<trust::Seen> newest_seen(review::Vault& vault);
std::string checkpoint_key(std::uint64_t size);

/// Objects the centre has, for one review: shelf key `acknowledged/<review>`.
Result<std::vector<std::string>> acknowledged(review::Vault& vault, std::string_view review);
std::pair<std::string, Bytes> acknowledged_value(std::string_view review,
                                                 const std::vector<std::string>& objects);

base::Path outbox_file(const review::Vault& vault, std::string_view bundle);

}  // namespace exchange
