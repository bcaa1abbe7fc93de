// The identity desk: the sealed part of what was accepted.
#include <map>
#include <set>

#include "storage/journal/journal.h"
#include "sync/ingest/centre_state.h"
#include "sync/ingest/content_type.h"

namespace ingest {

using base::ErrorKind;
using base::fail;

namespace {

void add_continuations(const json::Object& fields, std::set<std::string>& later)
{
    const auto* parts = fields.find("parts");
    if (parts == nullptr || parts->array() == nullptr) return;
    for (std::size_t i = 1; i < parts->array()->size(); ++i)
        if (const auto* text = (*parts->array())[i].text()) later.insert(*text);
}

/// Parts that continue another one, as open or sealed documents list them.
Result<std::set<std::string>> continuations(const bundle::OpenedBundle& opened,
                                            std::span<const crypto::Identity> identities)
{
    std::set<std::string> later;
    const auto take = [&](std::string_view line) -> Result<void> {
        TRY_ASSIGN(const auto body, journal::parse_body(line.substr(0, line.size() - 1)));
        add_continuations(body.fields, later);
        return {};
    };
    TRY_ASSIGN(auto open, opened.read("data/bodies.jsonl"));
    TRY_VOID(bundle::each_line(*open, bundle::kJsonLineBytes, take));
    TRY_VOID(opened.each_sealed_line(identities, take));
    return later;
}

Result<void> check_type(central::Store& store, const bundle::ObjectRow& row, const bundle::ObjectKey& key)
{
    TRY_ASSIGN(auto file, base::InputFile::open(store.object_file(row.object)));
    TRY_ASSIGN(const auto identity, key.identity());
    TRY_ASSIGN(auto plain, crypto::decrypt(file, std::span(&identity, 1)));
    Bytes beginning(std::min<std::uint64_t>(kTypeBytes, row.part_length));
    TRY_ASSIGN(const auto got, plain.read_full(beginning));
    const bool allowed = !content_type(ByteView(beginning).first(got)).empty();
    base::wipe(beginning);
    if (allowed) return {};
    return fail(ErrorKind::Refused,
                "A sealed attachment is a program, a script or a file of a kind that reviews do not receive.",
                "type_not_allowed");
}

/// Step 15 for the sealed attachments.
Result<void> check_types(central::Store& store, const bundle::OpenedBundle& opened,
                         std::span<const crypto::Identity> identities)
{
    TRY_ASSIGN(const auto keys, opened.sealed_keys(identities));
    TRY_ASSIGN(const auto later, continuations(opened, identities));
    for (const auto& sealed : keys) {
        const auto& rows = opened.objects();
        const auto row =
            std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.part == sealed.part; });
        if (row == rows.end() || later.contains(base::to_hex(sealed.part))) continue;
        TRY_VOID(check_type(store, *row, sealed.key));
    }
    return {};
}

trust::Entry checked_entry(const central::Submission& row, const bundle::OpenedBundle& opened, base::Time now)
{
    trust::Entry entry;
    entry.time = now;
    entry.kind = trust::EntryKind::SealedChecked;
    entry.bundle = row.bundle;
    entry.review = row.review;
    entry.revision = static_cast<std::uint64_t>(row.revision);
    entry.statement = row.statement;
    entry.ciphertext = row.ciphertext;
    entry.objects = trust::ObjectsCommitment{opened.objects().size(), opened.objects_digest()};
    entry.author = opened.statement().signers.front().number_text();
    return entry;
}

Result<void> mark_opened(central::Store& store, const std::string& review, const bundle::OpenedBundle& opened)
{
    std::set<Digest32> listed;
    for (const auto& row : opened.objects()) listed.insert(row.object);
    TRY_ASSIGN(const auto held, store.objects(review));
    for (auto object : held) {
        if (object.opened || !listed.contains(object.object)) continue;
        object.opened = true;
        TRY_VOID(store.put_object(object));
    }
    return {};
}

Result<central::Submission> newest_sealed(central::Store& store, const std::string& review)
{
    TRY_ASSIGN(const auto head, store.head(review));
    if (!head) return fail(ErrorKind::Conflict, "No revision of this review has been accepted yet.");
    TRY_ASSIGN(const auto row, store.submission(head->bundle));
    if (!row)
        return fail(ErrorKind::Corrupt, "The accepted submission is not in the store.", "store_damaged");
    if (!row->sealed)
        return fail(ErrorKind::Conflict, "The accepted revision has no sealed part: nothing to check.");
    return *row;
}

}  // namespace

Result<SealedCheck> Centre::sealed_check(std::string_view reference, std::span<const crypto::Identity> given,
                                         const base::Progress& progress)
{
    auto& store = state_->store;
    TRY_ASSIGN(const auto review, find(reference));
    TRY_ASSIGN(auto row, newest_sealed(store, review));
    SealedCheck done{.review = review, .bundle = row.bundle, .revision = row.revision};
    if (row.sealed_checked) {
        TRY_ASSIGN(const auto entries, store.entries_of(row.bundle));
        done.again = true;
        done.log_index = entries.empty() ? 0 : entries.back().index;
        return done;
    }
    const auto identities = given.empty() ? std::span<const crypto::Identity>(state_->sealed) : given;
    const auto folder = store.submission_folder(row.bundle);
    TRY_ASSIGN(const auto submission, bundle::Submission::open(folder));
    TRY_ASSIGN(const auto opened, bundle::OpenedBundle::open(submission, state_->desk, progress));
    TRY_ASSIGN(const auto known, known_objects(store, review));
    TRY_ASSIGN(const auto checked, opened.check_sealed(identities, known, progress));
    if (!checked.missing.empty())
        return fail(ErrorKind::Corrupt, "A sealed attachment of this revision is not in the store.",
                    "objects_missing");
    TRY_VOID(check_types(store, opened, identities));
    done.records = checked.bodies;
    done.objects = checked.objects_opened;
    row.sealed_checked = true;
    const auto stored = store.transaction([&]() -> Result<void> {
        TRY_VOID(store.put_submission(row));
        TRY_VOID(mark_opened(store, review, opened));
        TRY_ASSIGN(done.log_index, append_entry(store, checked_entry(row, opened, store.clock().now())));
        return {};
    });
    if (!stored) return stored.error();
    TRY_VOID(issue_receipts(*state_));
    return done;
}

}  // namespace ingest
