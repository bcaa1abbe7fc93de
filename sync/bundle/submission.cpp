#include "sync/bundle/submission.h"

#include <algorithm>

#include "crypto/primitives/hash.h"
#include "sync/bundle/ustar.h"

namespace bundle {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::fail;
using base::InputFile;

constexpr std::string_view kObjectFolder = "objects";

base::Error submission_form(std::string what)
{
    return fail(ErrorKind::Invalid, std::move(what), "submission_form");
}
base::Error limit(std::string what)
{
    return fail(ErrorKind::Invalid, std::move(what), "submission_limit");
}
base::Error unreadable()
{
    return fail(ErrorKind::Io, "The bundle's folder cannot be read.");
}

/// `<64 hex>.age`
std::optional<Digest32> object_name(std::string_view name)
{
    if (name.size() != 68 || !name.ends_with(".age")) return {};
    const auto digest = base::digest32_from_hex(name.substr(0, 64));
    if (!digest) return {};
    return *digest;
}

/// A stretch of a file.
class PieceSource : public base::Source {
public:
    PieceSource(InputFile file, std::uint64_t size) : file_(std::move(file)), left_(size) {}
    Result<std::size_t> read(std::span<std::uint8_t> into) override
    {
        const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(left_, into.size()));
        if (want == 0) return std::size_t{0};
        TRY_ASSIGN(const std::size_t got, file_.read(into.first(want)));
        if (got == 0)
            return fail(ErrorKind::Corrupt, "A file of the bundle became shorter while it was read.",
                        "submission_changed");
        left_ -= got;
        return got;
    }

private:
    InputFile file_;
    std::uint64_t left_;
};

/// Collects pieces under the limits.
class Collector {
public:
    explicit Collector(const SubmissionLimits& limits) : limits_(limits) {}

    Result<void> bundle(Piece piece, Piece& into)
    {
        if (piece.size == 0 || piece.size > limits_.bundle_bytes)
            return limit("bundle.age is empty or too large.");
        TRY_VOID(count(piece.size));
        into = std::move(piece);
        return {};
    }
    Result<void> object(const Digest32& name, Piece piece, std::map<Digest32, Piece>& into)
    {
        if (into.size() >= limits_.objects) return limit("The bundle carries too many attachments.");
        if (piece.size > limits_.object_bytes) return limit("An attachment is too large.");
        TRY_VOID(count(piece.size));
        into.emplace(name, std::move(piece));
        return {};
    }

private:
    Result<void> count(std::uint64_t size)
    {
        if (size > limits_.total_bytes - total_) return limit("The bundle is too large.");
        total_ += size;
        return {};
    }
    const SubmissionLimits& limits_;
    std::uint64_t total_ = 0;
};

Result<Piece> file_piece(const Path& path)
{
    TRY_ASSIGN(const InputFile file, InputFile::open(path));
    return Piece{path, 0, file.size()};
}

Result<void> collect_objects(const Path& folder, Collector& collector, std::map<Digest32, Piece>& into)
{
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
        const auto name = object_name(base::to_utf8(entries->path().filename()));
        if (!name)
            return submission_form(
                "The bundle's folder of attachments holds something that does not belong there.");
        TRY_ASSIGN(Piece piece, file_piece(entries->path()));
        TRY_VOID(collector.object(*name, std::move(piece), into));
    }
    return error ? Result<void>(unreadable()) : Result<void>();
}

Result<std::optional<Digest32>> packed_object_name(std::string_view name)
{
    constexpr std::string_view kBefore = "objects/";
    if (name == "bundle.age") return std::optional<Digest32>();
    const auto digest = name.starts_with(kBefore) ? object_name(name.substr(kBefore.size())) : std::nullopt;
    if (!digest) return submission_form("The packed bundle holds something that does not belong there.");
    return digest;
}

}  // namespace

Result<Submission> Submission::open(const Path& path, const SubmissionLimits& limits)
{
    std::error_code error;
    const auto status = fs::symlink_status(path, error);
    if (status.type() == fs::file_type::not_found)
        return fail(ErrorKind::NotFound, "There is no bundle of that name.");
    if (error) return unreadable();
    if (fs::is_directory(status)) return open_loose(path, limits);
    return open_packed(path, limits);
}

Result<Submission> Submission::open_packed(const Path& path, const SubmissionLimits& limits)
{
    TRY_ASSIGN(InputFile file, InputFile::open(path));
    if (file.size() > std::min(limits.total_bytes, kPackedBytes))
        return limit("The packed bundle is too large.");
    TarReader tar(file, {std::min(limits.total_bytes, kPackedBytes), limits.objects + 1, std::nullopt});
    Submission submission;
    submission.packed_ = true;
    Collector collector(limits);
    bool first = true;
    std::optional<Digest32> last;
    while (true) {
        TRY_ASSIGN(const auto member, tar.next());
        if (!member) break;
        TRY_ASSIGN(const auto name, packed_object_name(member->name));
        if (first == name.has_value() || (name && last && *last >= *name))
            return submission_form("The files of the packed bundle are not in order.");
        Piece piece{path, tar.content_offset(), member->size};
        if (first) {
            TRY_VOID(collector.bundle(std::move(piece), submission.bundle_));
        } else {
            TRY_VOID(collector.object(*name, std::move(piece), submission.objects_));
        }
        first = false;
        last = name;
    }
    if (first) return submission_form("The packed bundle is empty.");
    return submission;
}

Result<Submission> Submission::open_loose(const Path& path, const SubmissionLimits& limits)
{
    Submission submission;
    Collector collector(limits);
    bool found = false;
    std::error_code error;
    fs::directory_iterator entries(path, error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
        const std::string name = base::to_utf8(entries->path().filename());
        std::error_code kind_error;
        const auto status = entries->symlink_status(kind_error);
        if (name == "bundle.age" && fs::is_regular_file(status)) {
            found = true;
            TRY_ASSIGN(Piece piece, file_piece(entries->path()));
            TRY_VOID(collector.bundle(std::move(piece), submission.bundle_));
        } else if (name == kObjectFolder && fs::is_directory(status)) {
            TRY_VOID(collect_objects(entries->path(), collector, submission.objects_));
        } else {
            return submission_form("The bundle's folder holds something that does not belong there.");
        }
    }
    if (error) return unreadable();
    if (!found) return submission_form("The folder holds no bundle.age.");
    return submission;
}

Result<std::unique_ptr<base::Source>> open_piece(const Piece& piece)
{
    TRY_ASSIGN(InputFile file, InputFile::open(piece.file));
    TRY_VOID(file.seek(piece.offset));
    return std::unique_ptr<base::Source>(std::make_unique<PieceSource>(std::move(file), piece.size));
}

Result<std::unique_ptr<base::Source>> Submission::bundle() const
{
    return open_piece(bundle_);
}

Result<std::unique_ptr<base::Source>> Submission::object(const Digest32& name) const
{
    const auto found = objects_.find(name);
    if (found == objects_.end())
        return fail(ErrorKind::NotFound, "The bundle does not carry that attachment.");
    return open_piece(found->second);
}

namespace {

Result<Digest32> digest_of(const Piece& piece, std::uint64_t& done, std::uint64_t total,
                           const base::Progress& progress)
{
    TRY_ASSIGN(const auto source, open_piece(piece));
    crypto::Sha256 hash;
    base::Bytes buffer(256 * 1024);
    while (true) {
        TRY_ASSIGN(const std::size_t got, source->read(buffer));
        if (got == 0) return hash.finish();
        hash.update(ByteView(buffer).first(got));
        done += got;
        if (progress && !progress(done, total)) return fail(ErrorKind::Cancelled, "Stopped.");
    }
}

}  // namespace

Result<Digest32> Submission::bundle_digest(const base::Progress& progress) const
{
    std::uint64_t done = 0;
    return digest_of(bundle_, done, bundle_.size, progress);
}

Result<void> Submission::check_object_names(const base::Progress& progress) const
{
    std::uint64_t total = 0;
    std::uint64_t done = 0;
    for (const auto& [name, piece] : objects_) total += piece.size;
    for (const auto& [name, piece] : objects_) {
        TRY_ASSIGN(const Digest32 digest, digest_of(piece, done, total, progress));
        if (digest != name)
            return fail(ErrorKind::Corrupt,
                        "An attachment of the bundle is damaged: it is not what its name says.",
                        "object_name");
    }
    return {};
}

Result<void> check_age_profile(const crypto::Header& header)
{
    constexpr std::size_t kStanzas = 8;
    const bool good =
        !header.stanzas.empty() && header.stanzas.size() <= kStanzas &&
        std::all_of(header.stanzas.begin(), header.stanzas.end(), [](const crypto::Stanza& stanza) {
            return stanza.arguments.size() == 2 && stanza.arguments.front() == "X25519";
        });
    if (good) return {};
    return fail(ErrorKind::Refused, "The bundle is not encrypted in the way this version reads.",
                "age_profile");
}

Result<Inspection> inspect(const Submission& submission, const base::Progress& progress)
{
    TRY_VOID(submission.check_object_names(progress));
    Inspection inspection;
    inspection.packed = submission.packed();
    inspection.bundle_size = submission.bundle_size();
    TRY_ASSIGN(inspection.ciphertext, submission.bundle_digest(progress));
    TRY_ASSIGN(const auto source, submission.bundle());
    TRY_ASSIGN(const crypto::Header header, crypto::read_header(*source));
    TRY_VOID(check_age_profile(header));
    inspection.recipients = header.stanzas.size();
    for (const auto& [name, piece] : submission.objects()) inspection.objects.emplace_back(name, piece.size);
    return inspection;
}

}  // namespace bundle
