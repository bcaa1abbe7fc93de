// Steps 12 and 13: attachments, and the payload manifest.

#include <algorithm>
#include <set>

#include "sync/bundle/opened.h"

namespace bundle {
namespace {

using base::ErrorKind;
using base::fail;
using State = OpenedBundle::State;

base::Error corrupt(std::string what, std::string code)
{
    return fail(ErrorKind::Corrupt, std::move(what), std::move(code));
}
base::Error manifest_error()
{
    return corrupt("The bundle's list of contents names other files than there are.", "payload_manifest");
}

/// Every object that travels has the length its row says.
Result<void> check_lengths(const State& state)
{
    for (const auto& row : state.rows) {
        const auto piece = state.submission->objects().find(row.object);
        if (piece != state.submission->objects().end() && piece->second.size != row.object_length)
            return corrupt("An attachment's file does not have the length the bundle says.", "object_length");
    }
    return {};
}

/// An object that does not travel must be what was accepted before.
Result<void> check_known(const State& state, const ObjectRow& row, const KnownObject& known)
{
    const auto line = state.manifest.find(blob_name(row.part));
    const bool same = line != state.manifest.end() && line->second == known.part_sha512 &&
                      row.object_length == known.object_length && row.part == known.part &&
                      row.part_length == known.part_length;
    if (same) return {};
    return corrupt("An attachment that came with an earlier revision is described differently now.",
                   "object_changed");
}

Result<void> check_row(const State& state, const ObjectRow& row, const KnownObjects& known,
                       ObjectsReport& report, const base::Progress& progress)
{
    const bool travels = state.submission->has(row.object);
    const auto before = !travels && known ? known(row.object) : std::nullopt;
    if (!travels && !before) {
        report.missing.push_back(row.object);
        return {};
    }
    if (before) {
        TRY_VOID(check_known(state, row, *before));
        if (before->opened) return {};
    }
    if (!row.key) {
        report.sealed_unverified.push_back(row.object);
        return {};
    }
    TRY_ASSIGN(const auto object, find_object(state, row, known));
    if (!object) {
        report.missing.push_back(row.object);
        return {};
    }
    TRY_VOID(check_part(state, row, *row.key, *object, progress));
    ++report.opened;
    return {};
}

Result<void> check_bag_info(const State& state)
{
    TRY_ASSIGN(const BagInfo info, BagInfo::parse(state.tags.find("bag-info.txt")->second));
    std::uint64_t octets = 0;
    for (const auto& [name, file] : state.payload) octets += file.size;
    for (const auto& row : state.rows) octets += row.part_length;
    if (info.octets != octets || info.files != state.payload.size() + state.rows.size())
        return corrupt("The bundle does not hold as much as it says.", "payload_oxum");
    if (info.bundle != state.statement.bundle)
        return fail(ErrorKind::Invalid, "bag-info.txt names another bundle.", "bag_info_bundle");
    if (info.date != base::to_text(state.statement.created).substr(0, 10))
        return fail(ErrorKind::Invalid, "bag-info.txt names another day.", "bag_info_date");
    return {};
}

Result<void> check_fetch(const State& state)
{
    const auto text = state.tags.find("fetch.txt");
    if (text == state.tags.end()) return {};
    TRY_ASSIGN(const auto lines, parse_fetch(text->second));
    const bool same = std::equal(lines.begin(), lines.end(), state.rows.begin(), state.rows.end(),
                                 [](const FetchLine& line, const ObjectRow& row) {
                                     return line.part == row.part && line.length == row.part_length;
                                 });
    if (same) return {};
    return corrupt("fetch.txt and the list of attachments do not agree.", "fetch_mismatch");
}

}  // namespace

Result<std::unique_ptr<base::Source>> find_object(const State& state, const ObjectRow& row,
                                                  const KnownObjects& known)
{
    if (state.submission->has(row.object)) return state.submission->object(row.object);
    const auto before = known ? known(row.object) : std::nullopt;
    if (!before || !before->open) return std::unique_ptr<base::Source>();
    return before->open();
}

Result<void> check_part(const State& state, const ObjectRow& row, const ObjectKey& key, base::Source& object,
                        const base::Progress& progress)
{
    TRY_ASSIGN(const OpenedPart part, open_object(object, row, key, nullptr, progress));
    const auto line = state.manifest.find(blob_name(row.part));
    if (line == state.manifest.end()) return manifest_error();
    if (line->second != part.sha512)
        return corrupt("An attachment is not the one in the bundle's list of contents.", "object_sha512");
    return {};
}

Result<void> OpenedBundle::check_carried() const
{
    if (state_->rows_error) return {};  // refused in its own step
    std::set<Digest32> listed;
    for (const auto& row : state_->rows) listed.insert(row.object);
    for (const auto& [name, piece] : state_->submission->objects())
        if (!listed.contains(name))
            return fail(ErrorKind::Invalid, "The bundle carries an attachment that it does not list.",
                        "object_unlisted");
    return {};
}

Result<ObjectsReport> OpenedBundle::check_objects(const KnownObjects& known,
                                                  const base::Progress& progress) const
{
    if (state_->rows_error) return *state_->rows_error;
    if (state_->manifest_error) return *state_->manifest_error;
    TRY_VOID(check_carried());
    TRY_VOID(check_lengths(*state_));
    ObjectsReport report;
    for (const auto& row : state_->rows) TRY_VOID(check_row(*state_, row, known, report, progress));
    std::sort(report.missing.begin(), report.missing.end());
    std::sort(report.sealed_unverified.begin(), report.sealed_unverified.end());
    return report;
}

Result<void> OpenedBundle::check_payload(const base::Progress& progress) const
{
    if (state_->rows_error) return *state_->rows_error;
    if (state_->manifest_error) return *state_->manifest_error;
    if (progress && !progress(0, 0)) return fail(ErrorKind::Cancelled, "Stopped.");
    for (const auto& [name, file] : state_->payload) {
        const auto line = state_->manifest.find(name);
        if (line == state_->manifest.end()) return manifest_error();
        if (line->second != file.sha512)
            return corrupt("A file of the bundle is not the one in its list of contents.", "payload_hash");
    }
    for (const auto& row : state_->rows)
        if (!state_->manifest.contains(blob_name(row.part))) return manifest_error();
    if (state_->manifest.size() != state_->payload.size() + state_->rows.size()) return manifest_error();
    TRY_VOID(check_fetch(*state_));
    return check_bag_info(*state_);
}

Result<std::pair<ObjectsReport, HistoryReport>> OpenedBundle::check_content(
    const KnownObjects& known, const std::optional<Prefix>& before, const base::Progress& progress) const
{
    TRY_ASSIGN(ObjectsReport objects, check_objects(known, progress));
    TRY_VOID(check_payload(progress));
    TRY_ASSIGN(HistoryReport history, check_history(before));
    return std::pair(std::move(objects), std::move(history));
}

}  // namespace bundle
