#include "sync/ingest/sealed.h"

#include <algorithm>
#include <set>

#include "storage/journal/journal.h"
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

Result<void> check_type(const bundle::KnownObjects& known, const bundle::ObjectRow& row,
                        const bundle::ObjectKey& key)
{
    const auto kept = known(row.object);
    if (!kept)
        return fail(ErrorKind::Corrupt, "A sealed attachment of this revision is not in the store.",
                    "objects_missing");
    TRY_ASSIGN(auto file, kept->open());
    TRY_ASSIGN(const auto identity, key.identity());
    TRY_ASSIGN(auto plain, crypto::decrypt(*file, std::span(&identity, 1)));
    base::Bytes beginning(std::min<std::uint64_t>(kTypeBytes, row.part_length));
    TRY_ASSIGN(const auto got, plain.read_full(beginning));
    const bool allowed = !content_type(base::ByteView(beginning).first(got)).empty();
    base::wipe(beginning);
    if (allowed) return {};
    return fail(ErrorKind::Refused,
                "A sealed attachment is a program, a script or a file of a kind that reviews do not receive.",
                "type_not_allowed");
}

/// Step 15 for the sealed attachments.
Result<void> check_types(const bundle::KnownObjects& known, const bundle::OpenedBundle& opened,
                         std::span<const crypto::Identity> identities)
{
    TRY_ASSIGN(const auto keys, opened.sealed_keys(identities));
    TRY_ASSIGN(const auto later, continuations(opened, identities));
    for (const auto& sealed : keys) {
        const auto& rows = opened.objects();
        const auto row =
            std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.part == sealed.part; });
        if (row == rows.end() || later.contains(base::to_hex(sealed.part))) continue;
        TRY_VOID(check_type(known, *row, sealed.key));
    }
    return {};
}

}  // namespace

Result<SealedFacts> examine_sealed(const base::Path& folder, std::span<const crypto::Identity> desk,
                                   std::span<const crypto::Identity> sealed,
                                   const std::vector<HeldObject>& held, const model::CodeLists& lists,
                                   const base::Progress& progress)
{
    TRY_ASSIGN(const auto submission, bundle::Submission::open(folder));
    TRY_ASSIGN(const auto opened, bundle::OpenedBundle::open(submission, desk, progress));
    const auto known = known_objects(held);
    TRY_ASSIGN(const auto checked, opened.check_sealed(sealed, known, progress, lists));
    if (!checked.missing.empty())
        return fail(ErrorKind::Corrupt, "A sealed attachment of this revision is not in the store.",
                    "objects_missing");
    TRY_VOID(check_types(known, opened, sealed));
    SealedFacts facts;
    facts.objects_commitment = {opened.objects().size(), opened.objects_digest()};
    for (const auto& row : opened.objects()) facts.listed.push_back(row.object);
    std::ranges::sort(facts.listed);
    facts.bodies = checked.bodies;
    facts.opened = checked.objects_opened;
    return facts;
}

}  // namespace ingest
