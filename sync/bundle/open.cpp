// Steps 3 to 8: names of the objects, age, archive, tag hashes, statement, signatures.

#include "sync/bundle/open.h"

#include <algorithm>

#include "sync/bundle/opened.h"

namespace bundle {
namespace {

using base::ErrorKind;
using base::fail;
using State = OpenedBundle::State;

constexpr std::string_view kTagmanifest = "tagmanifest-sha512.txt";
constexpr std::string_view kSignatures = "cairn/sig/";
constexpr std::string_view kStatement = "cairn/statement.txt";
constexpr std::string_view kObjectsTsv = "cairn/objects.tsv";
constexpr std::string_view kSchemas = "data/schema/";
constexpr std::size_t kMembers = 600;
constexpr std::size_t kSchemaFiles = 256;

base::Error bad_bundle(std::string what, std::string code)
{
    return fail(ErrorKind::Invalid, std::move(what), std::move(code));
}
base::Error bad_members()
{
    return bad_bundle("The bundle holds other files than it must, or in another order.", "bag_members");
}

/// The place of a member in the archive, 0 when it has none, and the most bytes it may have.
struct Place {
    int rank = 0;
    std::uint64_t limit = 0;
};
Place place_of(std::string_view name)
{
    constexpr std::uint64_t kSmall = 64 * 1024;
    constexpr std::uint64_t kLists = 8 * 1024 * 1024;
    if (name == kTagmanifest) return {1, kSmall};
    if (name.starts_with(kSignatures)) return {2, 4096};
    if (name == "bagit.txt") return {3, kSmall};
    if (name == "bag-info.txt") return {4, kSmall};
    if (name == "manifest-sha512.txt") return {5, kLists};
    if (name == "fetch.txt") return {6, kLists};
    if (name == kStatement) return {7, kSmall};
    if (name == kObjectsTsv) return {8, kLists};
    if (name.starts_with("data/")) return {9, kInnerBytes};
    return {};
}

bool is_signature_name(std::string_view name)
{
    constexpr std::string_view kEnd = ".minisig";
    if (!name.ends_with(kEnd)) return false;
    const std::string_view number =
        name.substr(kSignatures.size(), name.size() - kSignatures.size() - kEnd.size());
    return number.size() == 16 && number.find_first_not_of("0123456789ABCDEF") == std::string_view::npos;
}

bool is_payload_name(std::string_view name)
{
    static constexpr std::string_view kFixed[] = {"data/bodies.jsonl", "data/journal.jsonl",
                                                  "data/readme.txt", "data/review.jsonl", kSealedAge};
    if (std::find(std::begin(kFixed), std::end(kFixed), name) != std::end(kFixed)) return true;
    constexpr std::string_view kEnd = ".json";
    if (!name.starts_with(kSchemas) || !name.ends_with(kEnd) || name.size() <= kSchemas.size() + kEnd.size())
        return false;
    const std::string_view kind = name.substr(kSchemas.size(), name.size() - kSchemas.size() - kEnd.size());
    return kind.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

std::string signature_name(const crypto::PublicKey& signer)
{
    return std::string(kSignatures) + signer.number_text() + ".minisig";
}

/// Walks the inner archive: tag files into memory, payload hashed in passing.
class Walk {
public:
    Walk(State& state, TarReader& tar) : state_(state), tar_(tar) {}

    Result<void> run()
    {
        while (true) {
            TRY_ASSIGN(const auto member, tar_.next());
            if (!member) break;
            TRY_VOID(take(*member));
        }
        return check_whole();
    }

private:
    Result<void> take(const TarMember& member)
    {
        if (!member.name.starts_with(kBag)) return bad_members();
        const std::string name = member.name.substr(kBag.size());
        const Place place = place_of(name);
        const bool follows = place.rank > rank_ || (place.rank == rank_ && name > last_);
        if (place.rank == 0 || !follows) return bad_members();
        if (place.rank == 2 && !is_signature_name(name)) return bad_members();
        if (member.size > place.limit)
            return bad_bundle("A file of the bundle is too large.", "member_limit");
        rank_ = place.rank;
        last_ = name;
        if (place.rank == 9) return take_payload(name, member.size);
        return take_tag(name, member.size);
    }

    Result<void> take_tag(const std::string& name, std::uint64_t size)
    {
        std::string text(static_cast<std::size_t>(size), '\0');
        std::size_t done = 0;
        while (done < text.size()) {
            const auto rest =
                std::span(reinterpret_cast<std::uint8_t*>(text.data()) + done, text.size() - done);
            TRY_ASSIGN(const std::size_t got, tar_.read(rest));
            done += got;
        }
        state_.tags.emplace(name, std::move(text));
        return {};
    }

    Result<void> take_payload(const std::string& name, std::uint64_t size)
    {
        if (!is_payload_name(name)) return bad_members();
        if (name.starts_with(kSchemas) && ++schemas_ > kSchemaFiles) return bad_members();
        InnerFile file{tar_.content_offset(), size, {}};
        crypto::Sha512 hash;
        Bytes buffer(64 * 1024);
        while (true) {
            TRY_ASSIGN(const std::size_t got, tar_.read(buffer));
            if (got == 0) break;
            hash.update(ByteView(buffer).first(got));
        }
        base::wipe(buffer);
        file.sha512 = hash.finish();
        state_.payload.emplace(name, file);
        return {};
    }

    Result<void> check_whole() const
    {
        const auto signatures = std::count_if(state_.tags.begin(), state_.tags.end(), [](const auto& tag) {
            return tag.first.starts_with(kSignatures);
        });
        if (signatures < 1 || signatures > static_cast<std::ptrdiff_t>(kSigners)) return bad_members();
        for (const auto* name : {"tagmanifest-sha512.txt", "bagit.txt", "bag-info.txt", "manifest-sha512.txt",
                                 "cairn/statement.txt"})
            if (!state_.tags.contains(name)) return bad_members();
        for (const auto* name :
             {"data/bodies.jsonl", "data/journal.jsonl", "data/readme.txt", "data/review.jsonl"})
            if (!state_.payload.contains(name)) return bad_members();
        if (state_.tags.contains("fetch.txt") != state_.tags.contains(kObjectsTsv)) return bad_members();
        return {};
    }

    State& state_;
    TarReader& tar_;
    int rank_ = 0;
    std::string last_;
    std::size_t schemas_ = 0;
};

/// Step 6. The tag manifest lists exactly the tag files, and each has its hash.
Result<void> check_tags(const State& state)
{
    const std::string& text = state.tags.find(kTagmanifest)->second;
    const auto lines = parse_manifest(text);
    if (!lines) return bad_bundle("The bundle's list of signed files is not readable.", "tagmanifest_form");
    std::size_t listed = 0;
    for (const auto& line : *lines) {
        const auto tag = state.tags.find(line.name);
        if (tag == state.tags.end() || line.name == kTagmanifest || line.name.starts_with(kSignatures))
            return bad_bundle("The bundle's list of signed files names others than there are.",
                              "tagmanifest_names");
        if (crypto::sha512(base::bytes_of(tag->second)) != line.sha512)
            return fail(ErrorKind::Corrupt, "A file of the bundle is not the one that was signed.",
                        "tag_hash");
        ++listed;
    }
    const auto signatures = std::count_if(state.tags.begin(), state.tags.end(),
                                          [](const auto& tag) { return tag.first.starts_with(kSignatures); });
    if (listed + 1 + static_cast<std::size_t>(signatures) != state.tags.size())
        return bad_bundle("The bundle's list of signed files names fewer than there are.",
                          "tagmanifest_names");
    if (state.tags.find("bagit.txt")->second != bagit_text())
        return bad_bundle("bagit.txt is not as it must be.", "bagit");
    return {};
}

/// Step 7.
Result<void> check_statement(State& state)
{
    TRY_ASSIGN(state.statement, Statement::parse(state.tags.find(kStatement)->second));
    if (state.statement.recipients.size() != state.age.stanzas)
        return fail(ErrorKind::Denied, "The bundle is encrypted to others than its signed statement says.",
                    "recipient_count");
    if (state.statement.sealed_recipients.empty() == state.payload.contains(kSealedAge))
        return bad_bundle("The statement and the identity part do not fit together.", "sealed_part");
    return {};
}

/// One signature over the tag manifest.
Result<void> check_signature(const crypto::PublicKey& signer, std::string_view file, std::string_view comment,
                             std::string_view message)
{
    const auto signature = crypto::parse_signature(file);
    if (!signature)
        return fail(ErrorKind::Denied, "A signature of the bundle is not readable.", "signature_form");
    if (signature->trusted_comment != comment || signature->untrusted_comment != "cairn1")
        return fail(ErrorKind::Denied, "A signature belongs to another bundle.", "signature_comment");
    if (!crypto::verify(signer, *signature, base::bytes_of(message)))
        return fail(ErrorKind::Denied, "A signature of the bundle does not hold.", "signature");
    return {};
}

/// Step 8, without the roster.
Result<void> check_signatures(const State& state)
{
    const std::string& message = state.tags.find(kTagmanifest)->second;
    const std::string comment = state.statement.trusted_comment(state.tagmanifest);
    std::size_t found = 0;
    for (const auto& signer : state.statement.signers) {
        const auto file = state.tags.find(signature_name(signer));
        if (file == state.tags.end())
            return fail(ErrorKind::Denied, "The signature of one of the signers is missing.",
                        "signature_missing");
        TRY_VOID(check_signature(signer, file->second, comment, message));
        ++found;
    }
    const auto files = std::count_if(state.tags.begin(), state.tags.end(),
                                     [](const auto& tag) { return tag.first.starts_with(kSignatures); });
    if (found != static_cast<std::size_t>(files))
        return fail(ErrorKind::Denied, "The bundle carries a signature of somebody it does not name.",
                    "signature_extra");
    return {};
}

/// Read now, refused in their own step (12 and 13) if they cannot be read.
void read_lists(State& state)
{
    if (const auto text = state.tags.find(kObjectsTsv); text != state.tags.end()) {
        auto rows = parse_objects(text->second);
        if (rows)
            state.rows = *std::move(rows);
        else
            state.rows_error = rows.error();
        base::wipe({reinterpret_cast<std::uint8_t*>(text->second.data()), text->second.size()});
        text->second.clear();
    }
    const auto lines = parse_manifest(state.tags.find("manifest-sha512.txt")->second);
    if (!lines) {
        state.manifest_error = lines.error();
        return;
    }
    for (const auto& line : *lines) state.manifest.emplace(line.name, line.sha512);
}

Result<ReadAt> file_reader(State& state)
{
    const Piece& piece = state.submission->bundle_piece();
    TRY_ASSIGN(auto file, base::InputFile::open(piece.file));
    state.file = std::make_unique<base::InputFile>(std::move(file));
    return ReadAt([input = state.file.get(), start = piece.offset](
                      std::uint64_t offset, std::span<std::uint8_t> into) -> Result<void> {
        TRY_VOID(input->seek(start + offset));
        TRY_ASSIGN(const std::size_t got, input->read_full(into));
        if (got != into.size())
            return fail(ErrorKind::Corrupt, "A file of the bundle became shorter while it was read.",
                        "submission_changed");
        return {};
    });
}

}  // namespace

Result<OpenedBundle> OpenedBundle::open(const Submission& submission,
                                        std::span<const crypto::Identity> identities,
                                        const base::Progress& progress)
{
    auto state = std::make_unique<State>();
    state->submission = std::make_unique<Submission>(submission);
    TRY_VOID(submission.check_object_names(progress));
    TRY_ASSIGN(state->ciphertext, submission.bundle_digest(progress));
    TRY_ASSIGN(const ReadAt read_at, file_reader(*state));
    TRY_ASSIGN(state->age, AgeFile::open(read_at, submission.bundle_size(), identities, progress));
    const auto plain = state->age.stream(0, state->age.plain->size());
    TarReader tar(*plain, {kInnerBytes, kMembers, kTarPadding});
    TRY_VOID(Walk(*state, tar).run());
    TRY_VOID(check_tags(*state));
    TRY_VOID(check_statement(*state));
    state->tagmanifest = crypto::sha256(base::bytes_of(state->tags.find(kTagmanifest)->second));
    TRY_VOID(check_signatures(*state));
    read_lists(*state);
    return OpenedBundle(std::move(state));
}

OpenedBundle::OpenedBundle(std::unique_ptr<State> state) : state_(std::move(state)) {}
OpenedBundle::OpenedBundle(OpenedBundle&&) noexcept = default;
OpenedBundle& OpenedBundle::operator=(OpenedBundle&&) noexcept = default;
OpenedBundle::~OpenedBundle() = default;

Result<void> check_evidence(const Statement& statement, const Evidence& evidence)
{
    const auto unsigned_ = fail(ErrorKind::Denied, "What was signed is not this statement.", "signature");
    const auto lines = parse_manifest(evidence.tagmanifest);
    if (!lines || evidence.signatures.size() != statement.signers.size()) return unsigned_;
    const HashLine named{crypto::sha512(base::bytes_of(statement.encode())), std::string(kStatement)};
    if (std::find(lines->begin(), lines->end(), named) == lines->end()) return unsigned_;
    const auto comment = statement.trusted_comment(crypto::sha256(base::bytes_of(evidence.tagmanifest)));
    for (std::size_t i = 0; i < statement.signers.size(); ++i)
        TRY_VOID(
            check_signature(statement.signers[i], evidence.signatures[i], comment, evidence.tagmanifest));
    return {};
}

Evidence OpenedBundle::evidence() const
{
    Evidence evidence{state_->tags.find(kTagmanifest)->second, {}};
    for (const auto& signer : state_->statement.signers)
        evidence.signatures.push_back(state_->tags.find(signature_name(signer))->second);
    return evidence;
}

const Statement& OpenedBundle::statement() const
{
    return state_->statement;
}
const std::string& OpenedBundle::statement_text() const
{
    return state_->tags.find(kStatement)->second;
}
const Digest32& OpenedBundle::tagmanifest() const
{
    return state_->tagmanifest;
}
const Digest32& OpenedBundle::ciphertext() const
{
    return state_->ciphertext;
}
const std::vector<ObjectRow>& OpenedBundle::objects() const
{
    return state_->rows;
}
Digest32 OpenedBundle::objects_digest() const
{
    return bundle::objects_digest(state_->rows);
}
bool OpenedBundle::has_sealed_part() const
{
    return state_->payload.contains(kSealedAge);
}

std::optional<Digest64> OpenedBundle::part_sha512(const Digest32& part) const
{
    const auto line = state_->manifest.find(blob_name(part));
    if (line == state_->manifest.end()) return {};
    return line->second;
}

std::vector<std::string> OpenedBundle::payload() const
{
    std::vector<std::string> names;
    for (const auto& [name, file] : state_->payload) names.push_back(name);
    return names;
}

Result<std::unique_ptr<base::Source>> OpenedBundle::State::stream(std::string_view name) const
{
    const auto found = payload.find(name);
    if (found == payload.end()) return fail(ErrorKind::NotFound, "The bundle holds no such file.");
    return age.stream(found->second.offset, found->second.size);
}

Result<std::unique_ptr<base::Source>> OpenedBundle::read(std::string_view member) const
{
    return state_->stream(member);
}

Result<std::string> OpenedBundle::text(std::string_view member, std::uint64_t limit) const
{
    const auto found = state_->payload.find(member);
    if (found == state_->payload.end()) return fail(ErrorKind::NotFound, "The bundle holds no such file.");
    if (found->second.size > limit)
        return fail(ErrorKind::Refused, "A file of the bundle is too large to be read at once.",
                    "member_limit");
    std::string text(static_cast<std::size_t>(found->second.size), '\0');
    TRY_ASSIGN(const auto source, state_->stream(member));
    TRY_ASSIGN(const std::size_t got,
               source->read_full({reinterpret_cast<std::uint8_t*>(text.data()), text.size()}));
    if (got != text.size())
        return fail(ErrorKind::Corrupt, "A file of the bundle is cut off.", "tar_truncated");
    return text;
}

Result<void> each_line(base::Source& from, std::size_t line_bytes,
                       const std::function<Result<void>(std::string_view line)>& take)
{
    struct Borrowed : base::Source {
        explicit Borrowed(base::Source& source) : from(source) {}
        Result<std::size_t> read(std::span<std::uint8_t> into) override { return from.read(into); }
        base::Source& from;
    };
    LinePuller lines(std::make_unique<Borrowed>(from), line_bytes);
    while (true) {
        TRY_ASSIGN(const auto line, lines.next());
        if (!line) return {};
        TRY_VOID(take(*line));
    }
}

}  // namespace bundle
