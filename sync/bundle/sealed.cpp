// The identity part: an age file of its own inside the bundle.

#include <algorithm>

#include "sync/bundle/opened.h"

namespace bundle {
namespace {

using base::ErrorKind;
using base::fail;
using State = OpenedBundle::State;

constexpr std::uint64_t kKeysBytes = 4 * 1024 * 1024;

base::Error members()
{
    return fail(ErrorKind::Invalid, "The identity part holds other files than it must.", "sealed_members");
}

Result<std::vector<SealedObjectRow>> read_keys(TarReader& tar, std::uint64_t size)
{
    if (size > kKeysBytes) return fail(ErrorKind::Invalid, "The identity part is too large.", "member_limit");
    std::string text(static_cast<std::size_t>(size), '\0');
    const auto bytes = std::span(reinterpret_cast<std::uint8_t*>(text.data()), text.size());
    std::size_t done = 0;
    while (done < bytes.size()) {
        TRY_ASSIGN(const std::size_t got, tar.read(bytes.subspan(done)));
        done += got;
    }
    auto rows = parse_sealed_objects(text);
    base::wipe(bytes);
    return rows;
}

Result<void> walk(TarReader& tar, SealedFile& sealed)
{
    TRY_ASSIGN(const auto first, tar.next());
    if (!first || first->name != "sealed.jsonl") return members();
    sealed.lines = {tar.content_offset(), first->size, {}};
    TRY_ASSIGN(const auto second, tar.next());
    if (!second) return {};
    if (second->name != "sealed-objects.tsv") return members();
    TRY_ASSIGN(sealed.keys, read_keys(tar, second->size));
    TRY_ASSIGN(const auto third, tar.next());
    return third ? Result<void>(members()) : Result<void>();
}

/// Keys for exactly the objects whose key is not open.
Result<void> check_keys(const State& state, const SealedFile& sealed)
{
    auto key = sealed.keys.begin();
    for (const auto& row : state.rows) {
        if (row.key) continue;
        if (key == sealed.keys.end() || key->part != row.part)
            return fail(ErrorKind::Corrupt, "The identity part does not hold the keys of its attachments.",
                        "sealed_keys");
        ++key;
    }
    if (key == sealed.keys.end()) return {};
    return fail(ErrorKind::Corrupt, "The identity part holds keys of attachments that are not listed.",
                "sealed_keys");
}

}  // namespace

Result<SealedFile> SealedFile::open(const State& state, std::span<const crypto::Identity> identities,
                                    const base::Progress& progress)
{
    const auto found = state.payload.find(kSealedAge);
    if (found == state.payload.end()) return fail(ErrorKind::NotFound, "The bundle has no identity part.");
    const ReadAt inside = [outer = state.age.read_at(), start = found->second.offset](
                              std::uint64_t offset, std::span<std::uint8_t> into) {
        return outer(start + offset, into);
    };
    SealedFile sealed;
    TRY_ASSIGN(sealed.age, AgeFile::open(inside, found->second.size, identities, progress));
    if (sealed.age.stanzas != state.statement.sealed_recipients.size())
        return fail(ErrorKind::Denied,
                    "The identity part is encrypted to others than the signed statement says.",
                    "sealed_recipient_count");
    const auto plain = sealed.age.stream(0, sealed.age.plain->size());
    TarReader tar(*plain, {kInnerBytes, 2, kTarPadding});
    TRY_VOID(walk(tar, sealed));
    return sealed;
}

Result<SealedReport> OpenedBundle::check_sealed(std::span<const crypto::Identity> identities,
                                                const KnownObjects& known, const base::Progress& progress,
                                                const model::CodeLists& lists) const
{
    if (state_->rows_error) return *state_->rows_error;
    if (state_->manifest_error) return *state_->manifest_error;
    TRY_ASSIGN(const SealedFile sealed, SealedFile::open(*state_, identities, progress));
    TRY_VOID(check_keys(*state_, sealed));
    SealedReport report;
    TRY_ASSIGN(const HistoryReport history,
               replay_history(*state_, std::nullopt, &sealed, report.bodies, lists));
    auto key = sealed.keys.begin();
    for (const auto& row : state_->rows) {
        if (row.key) continue;
        TRY_ASSIGN(const auto object, find_object(*state_, row, known));
        if (object) {
            TRY_VOID(check_part(*state_, row, key->key, *object, progress));
            ++report.objects_opened;
        } else {
            report.missing.push_back(row.object);
        }
        ++key;
    }
    std::sort(report.missing.begin(), report.missing.end());
    return report;
}

Result<void> OpenedBundle::each_sealed_line(
    std::span<const crypto::Identity> identities,
    const std::function<Result<void>(std::string_view line)>& take) const
{
    TRY_ASSIGN(const SealedFile sealed, SealedFile::open(*state_, identities, {}));
    const auto lines = sealed.age.stream(sealed.lines.offset, sealed.lines.size);
    return each_line(*lines, kJsonLineBytes, take);
}

Result<std::vector<SealedObjectRow>> OpenedBundle::sealed_keys(
    std::span<const crypto::Identity> identities) const
{
    TRY_ASSIGN(SealedFile sealed, SealedFile::open(*state_, identities, {}));
    TRY_VOID(check_keys(*state_, sealed));
    return std::move(sealed.keys);
}

}  // namespace bundle
