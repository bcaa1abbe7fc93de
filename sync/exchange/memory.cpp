#include "sync/exchange/memory.h"

#include <algorithm>

#include "sync/trust/checkpoint.h"

namespace exchange {

using base::ErrorKind;
using base::fail;

namespace {

base::Error damaged()
{
    return fail(ErrorKind::Corrupt, "What this vault remembers about its sent bundles cannot be read.",
                "shelf_damaged");
}

json::Value list(const std::vector<std::string>& texts)
{
    json::Array array;
    for (const auto& text : texts) array.emplace_back(text);
    return array;
}

Result<Digest32> digest(const json::Object& object, std::string_view key)
{
    return base::digest32_from_hex(json::text_or(object, key));
}

std::string zero_padded(std::uint64_t number)
{
    auto text = std::to_string(number);
    return std::string(20 - text.size(), '0') + text;
}

}  // namespace

Bytes to_bytes(std::string_view text)
{
    return Bytes(text.begin(), text.end());
}

json::Object SentBundle::to_json() const
{
    json::Object o;
    o.set("bundle", bundle);
    o.set("review", review);
    o.set("revision", revision);
    if (previous) o.set("previous", base::to_hex(*previous));
    o.set("statement", base::to_hex(statement));
    o.set("ciphertext", base::to_hex(ciphertext));
    o.set("objects_count", static_cast<std::int64_t>(objects.count));
    o.set("objects_digest", base::to_hex(objects.digest));
    o.set("author", author);
    o.set("seen_size", static_cast<std::int64_t>(seen.size));
    o.set("seen_root", base::to_hex(seen.root));
    o.set("lines", lines);
    o.set("made", base::to_text(made));
    o.set("sealed", sealed);
    o.set("status", status);
    o.set("code", code);
    if (log_index) o.set("log_index", static_cast<std::int64_t>(*log_index));
    o.set("sealed_checked", sealed_checked);
    o.set("listed", list(listed));
    o.set("included", list(included));
    return o;
}

Result<SentBundle> SentBundle::from_json(std::string_view text)
{
    const auto parsed = json::parse_object(text);
    if (!parsed) return damaged();
    const auto& o = *parsed;
    SentBundle sent;
    sent.bundle = json::text_or(o, "bundle");
    sent.review = json::text_or(o, "review");
    sent.revision = json::number_or(o, "revision");
    if (o.has("previous")) {
        TRY_ASSIGN(sent.previous, digest(o, "previous"));
    }
    TRY_ASSIGN(sent.statement, digest(o, "statement"));
    TRY_ASSIGN(sent.ciphertext, digest(o, "ciphertext"));
    sent.objects.count = static_cast<std::uint64_t>(json::number_or(o, "objects_count"));
    TRY_ASSIGN(sent.objects.digest, digest(o, "objects_digest"));
    sent.author = json::text_or(o, "author");
    sent.seen.size = static_cast<std::uint64_t>(json::number_or(o, "seen_size"));
    TRY_ASSIGN(sent.seen.root, digest(o, "seen_root"));
    sent.lines = json::number_or(o, "lines");
    TRY_ASSIGN(sent.made, base::time_from_text(json::text_or(o, "made")));
    sent.sealed = json::flag_or(o, "sealed");
    sent.status = json::text_or(o, "status");
    sent.code = json::text_or(o, "code");
    if (o.has("log_index")) sent.log_index = static_cast<std::uint64_t>(json::number_or(o, "log_index"));
    sent.sealed_checked = json::flag_or(o, "sealed_checked");
    sent.listed = json::texts(o, "listed");
    sent.included = json::texts(o, "included");
    return sent;
}

trust::Sent SentBundle::as_sent() const
{
    return {.bundle = bundle,
            .review = review,
            .revision = static_cast<std::uint64_t>(revision),
            .statement = statement,
            .ciphertext = ciphertext,
            .objects = objects,
            .author = author,
            .seen = seen};
}

std::string sent_key(std::string_view bundle)
{
    return "sent/" + std::string(bundle);
}

std::pair<std::string, Bytes> sent_value(const SentBundle& sent)
{
    return {sent_key(sent.bundle), to_bytes(json::write(sent.to_json()))};
}

Result<std::optional<SentBundle>> sent_bundle(review::Vault& vault, std::string_view bundle)
{
    TRY_ASSIGN(const auto value, vault.shelved(sent_key(bundle)));
    if (!value) return std::optional<SentBundle>{};
    TRY_ASSIGN(auto sent, SentBundle::from_json(base::text_of(*value)));
    return std::optional<SentBundle>(std::move(sent));
}

Result<std::vector<SentBundle>> sent_bundles(review::Vault& vault, std::string_view review)
{
    std::vector<SentBundle> all;
    TRY_ASSIGN(const auto keys, vault.shelved_keys("sent/"));
    for (const auto& key : keys) {
        TRY_ASSIGN(auto sent, sent_bundle(vault, std::string_view(key).substr(5)));
        if (sent && (review.empty() || sent->review == review)) all.push_back(std::move(*sent));
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return std::tie(a.made, a.revision, a.lines, a.bundle) <
               std::tie(b.made, b.revision, b.lines, b.bundle);
    });
    return all;
}

Result<NextPlace> next_place(const std::vector<SentBundle>& sent)
{
    NextPlace place;
    for (bool moved = true; moved;) {
        moved = false;
        for (const auto& one : sent) {
            const bool stands = one.status != "rejected" && one.status != "abandoned";
            if (!stands || one.revision != place.revision || one.previous != place.previous) continue;
            if (one.status == "fork")
                return fail(
                    ErrorKind::Refused,
                    "The centre holds another version of this revision (a fork). Nothing more can be sent "
                    "until a person there has decided which one stands.",
                    "fork_open");
            place = {
                .revision = one.revision + 1, .previous = one.statement, .lines = one.lines, .last = one};
            moved = true;
            break;
        }
    }
    return place;
}

Result<std::optional<trust::RosterChain>> pinned_roster(review::Vault& vault)
{
    TRY_ASSIGN(const auto file, vault.shelved("trust/roster"));
    if (!file) return std::optional<trust::RosterChain>{};
    TRY_ASSIGN(auto chain, trust::RosterChain::parse(base::text_of(*file)));
    return std::optional<trust::RosterChain>(std::move(chain));
}

std::string checkpoint_key(std::uint64_t size)
{
    return "checkpoint/" + zero_padded(size);
}

Result<trust::Seen> newest_seen(review::Vault& vault)
{
    trust::Seen seen;
    TRY_ASSIGN(const auto keys, vault.shelved_keys("checkpoint/"));
    if (keys.empty()) return seen;
    TRY_ASSIGN(const auto value, vault.shelved(keys.back()));
    if (!value) return damaged();
    const auto text = base::text_of(*value);
    const auto end = text.find("\n\n");
    if (end == std::string_view::npos) return damaged();
    TRY_ASSIGN(const auto checkpoint, trust::Checkpoint::parse(text.substr(0, end + 1)));
    seen.size = checkpoint.size;
    seen.root = checkpoint.root;
    return seen;
}

Result<std::vector<std::string>> acknowledged(review::Vault& vault, std::string_view review)
{
    std::vector<std::string> all;
    TRY_ASSIGN(const auto value, vault.shelved("acknowledged/" + std::string(review)));
    if (!value) return all;
    auto rest = base::text_of(*value);
    if (rest.size() % 65 != 0) return damaged();
    for (; !rest.empty(); rest.remove_prefix(65)) all.emplace_back(rest.substr(0, 64));
    return all;
}

std::pair<std::string, Bytes> acknowledged_value(std::string_view review,
                                                 const std::vector<std::string>& objects)
{
    std::string text;
    for (const auto& one : objects) text += one + '\n';
    return {"acknowledged/" + std::string(review), to_bytes(text)};
}

base::Path outbox_file(const review::Vault& vault, std::string_view bundle)
{
    return vault.folder() / "outbox" / (std::string(bundle) + ".age");
}

}  // namespace exchange
