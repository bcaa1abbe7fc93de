#include "sync/bundle/write.h"

#include <algorithm>
#include <set>

#include "crypto/base/lexical.h"
#include "crypto/primitives/hash.h"
#include "sync/bundle/bag.h"
#include "sync/bundle/padding.h"
#include "sync/bundle/tags.h"
#include "sync/bundle/ustar.h"

namespace bundle {
namespace {

using base::ErrorKind;
using base::fail;

base::Error plan_error(std::string what)
{
    return fail(ErrorKind::Invalid, std::move(what), "bundle_plan");
}
base::Error too_large()
{
    return fail(ErrorKind::Refused, "The review's records are too large for one bundle.", "bundle_too_large");
}

/// Counts and hashes, keeps nothing.
class Measure : public base::Sink {
public:
    Result<void> write(ByteView bytes) override
    {
        length += bytes.size();
        lines += static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
        sha256_.update(bytes);
        sha512_.update(bytes);
        return {};
    }
    void finish()
    {
        sha256 = sha256_.finish();
        sha512 = sha512_.finish();
    }
    std::uint64_t length = 0;
    std::uint64_t lines = 0;
    Digest32 sha256{};
    Digest64 sha512{};

private:
    crypto::Sha256 sha256_;
    crypto::Sha512 sha512_;
};

/// The content of a tar member.
class MemberSink : public base::Sink {
public:
    explicit MemberSink(TarWriter& tar) : tar_(tar) {}
    Result<void> write(ByteView bytes) override { return tar_.write(bytes); }

private:
    TarWriter& tar_;
};

/// Passes on, counting against the progress.
class ProgressSink : public base::Sink {
public:
    ProgressSink(base::Sink& next, const base::Progress& progress, std::uint64_t total)
        : next_(next), progress_(progress), total_(total)
    {
    }
    Result<void> write(ByteView bytes) override
    {
        done_ += bytes.size();
        if (progress_ && !progress_(done_, total_)) return fail(ErrorKind::Cancelled, "Stopped.");
        return next_.write(bytes);
    }

private:
    base::Sink& next_;
    const base::Progress& progress_;
    std::uint64_t total_;
    std::uint64_t done_ = 0;
};

/// What a file takes in an archive, its header included.
std::uint64_t member_size(std::uint64_t length)
{
    return kTarBlock + (length + kTarBlock - 1) / kTarBlock * kTarBlock;
}

constexpr std::uint64_t kArchiveEnd = 2 * kTarBlock;

/// One file of the payload, measured.
struct PayloadFile {
    std::string name;  ///< below the bag
    Content content;
    std::uint64_t length = 0;
    Digest64 sha512{};
};

Result<PayloadFile> measured(std::string name, Content content, Measure* taken = nullptr)
{
    Measure measure;
    TRY_VOID(content(measure));
    measure.finish();
    PayloadFile file{std::move(name), std::move(content), measure.length, measure.sha512};
    if (taken != nullptr) *taken = std::move(measure);
    return file;
}

/// Writes a content as one member; it must be what it was when measured.
Result<void> add_content(TarWriter& tar, const std::string& name, const PayloadFile& file)
{
    TRY_VOID(tar.begin({name, file.length}));
    MemberSink member(tar);
    crypto::HashingSink hashing(member);
    TRY_VOID(file.content(hashing));
    if (hashing.length() != file.length || hashing.sha512() != file.sha512)
        return fail(ErrorKind::Conflict,
                    "The review changed while the bundle was being written. Export it again.", "tar_content");
    return {};
}

/// A temporary encrypted file that goes when the work is over.
class Spool {
public:
    explicit Spool(Path path) : path_(std::move(path)) {}
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    ~Spool()
    {
        const auto removed =
            base::durable_remove(path_);  // it holds ciphertext only: a leftover tells nothing
        static_cast<void>(removed);
    }
    const Path& path() const { return path_; }

private:
    Path path_;
};

Result<std::vector<crypto::Recipient>> recipients_of(const std::vector<std::string>& texts)
{
    std::vector<crypto::Recipient> recipients;
    for (const auto& text : texts) {
        TRY_ASSIGN(const crypto::Recipient recipient, crypto::Recipient::parse(text));
        recipients.push_back(recipient);
    }
    return recipients;
}

Content file_content(Path path)
{
    return [path = std::move(path)](base::Sink& to) -> Result<void> {
        TRY_ASSIGN(auto file, base::InputFile::open(path));
        TRY_ASSIGN(const std::uint64_t copied, base::copy(file, to));
        static_cast<void>(copied);
        return {};
    };
}

class Writer {
public:
    Writer(const BundlePlan& plan, const Path& folder, const base::Progress& progress)
        : plan_(plan),
          statement_(plan.statement),
          folder_(folder),
          progress_(progress),
          spool_(folder / base::path_from_utf8("." + plan.statement.bundle + ".sealed"))
    {
    }

    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    /// objects.tsv holds the keys of the open attachments.
    ~Writer()
    {
        wipe_text(objects_text_);
        for (auto& [name, text] : tags_) wipe_text(text);
    }

    Result<WrittenBundle> write()
    {
        TRY_VOID(check_plan());
        TRY_VOID(gather_objects());
        TRY_VOID(gather_payload());
        TRY_VOID(make_tags());
        TRY_VOID(sign());
        return seal();
    }

private:
    static void wipe_text(std::string& text)
    {
        base::wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    }
    Result<void> check_plan() const
    {
        const auto read = Statement::parse(statement_.encode());
        if (!read || !(*read == statement_))
            return plan_error("The statement of the bundle is not complete.");
        if (!plan_.journal || !plan_.bodies || !plan_.review || !plan_.sign)
            return plan_error("Something is missing to make the bundle.");
        const bool sealed = static_cast<bool>(plan_.sealed);
        if (sealed == statement_.sealed_recipients.empty())
            return plan_error("The identity part and its recipients do not fit together.");
        for (const auto& object : plan_.objects)
            if (object.sealed && !sealed)
                return plan_error("An attachment belongs to an identity part that is not there.");
        if (plan_.objects.size() > kObjects)
            return plan_error("The review has too many attachments for one bundle.");
        return {};
    }

    Result<Digest64> part_sha512(const PlannedObject& planned, const ObjectRow& row) const
    {
        if (planned.part_sha512) return *planned.part_sha512;
        TRY_ASSIGN(auto file, base::InputFile::open(planned.file));
        TRY_ASSIGN(const OpenedPart part, open_object(file, row, planned.key, nullptr, {}));
        return part.sha512;
    }

    Result<void> gather_objects()
    {
        std::vector<const PlannedObject*> ordered;
        for (const auto& object : plan_.objects) ordered.push_back(&object);
        std::sort(ordered.begin(), ordered.end(),
                  [](const auto* a, const auto* b) { return a->part < b->part; });
        for (const PlannedObject* object : ordered) {
            ObjectRow row{object->object, object->object_length, object->part, object->part_length,
                          std::nullopt};
            TRY_ASSIGN(const Digest64 sha512, part_sha512(*object, row));
            if (object->sealed)
                sealed_rows_.push_back({object->part, object->key});
            else
                row.key = object->key;
            blobs_.push_back({sha512, blob_name(object->part)});
            fetch_.push_back({object->part, object->part_length});
            octets_ += object->part_length;
            rows_.push_back(std::move(row));
            if (object->included) included_.push_back(object->object);
            if (progress_ && !progress_(0, 0)) return fail(ErrorKind::Cancelled, "Stopped.");
        }
        std::sort(included_.begin(), included_.end());
        objects_text_ = encode_objects(rows_);
        if (!rows_.empty() && !parse_objects(objects_text_))
            return plan_error("Two attachments of the plan collide.");
        return {};
    }

    /// sealed.age, as a file of its own beside the bundle: its bytes cannot be made twice.
    Result<void> write_sealed() const
    {
        TRY_ASSIGN(const PayloadFile lines, measured("sealed.jsonl", plan_.sealed));
        if (lines.length > kInnerBytes) return too_large();
        TRY_ASSIGN(const auto recipients, recipients_of(statement_.sealed_recipients));
        TRY_ASSIGN(auto file, base::OutputFile::create(spool_.path(), base::Privacy::OwnerOnly));
        TRY_ASSIGN(auto age, crypto::encrypt(recipients, file));
        TarWriter tar(age);
        TRY_VOID(add_content(tar, lines.name, lines));
        if (!sealed_rows_.empty()) {
            std::string text = encode_sealed_objects(sealed_rows_);
            const auto added = tar.add("sealed-objects.tsv", base::bytes_of(text));
            base::wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
            TRY_VOID(added);
        }
        TRY_VOID(tar.end(kTarPadding));
        TRY_VOID(age.finish());
        return file.commit();
    }

    Result<void> add_payload(std::string name, Content content, Measure* taken = nullptr)
    {
        TRY_ASSIGN(PayloadFile file, measured(std::move(name), std::move(content), taken));
        octets_ += file.length;
        payload_.push_back(std::move(file));
        return {};
    }

    Result<void> gather_payload()
    {
        Measure journal;
        TRY_VOID(add_payload("data/bodies.jsonl", plan_.bodies));
        TRY_VOID(add_payload("data/journal.jsonl", plan_.journal, &journal));
        TRY_VOID(add_payload("data/readme.txt", content_of(readme_text())));
        TRY_VOID(add_payload("data/review.jsonl", plan_.review));
        const std::set<std::string> kinds(plan_.schemas.begin(), plan_.schemas.end());
        for (const auto& kind : kinds) {
            TRY_ASSIGN(std::string text, schema_text(kind));
            TRY_VOID(add_payload("data/schema/" + kind + ".json", content_of(std::move(text))));
        }
        if (plan_.sealed) {
            TRY_VOID(write_sealed());
            TRY_VOID(add_payload("data/sealed.age", file_content(spool_.path())));
        }
        statement_.history_lines = journal.lines;
        statement_.history = journal.sha256;
        return {};
    }

    void add_tag(std::string name, std::string text)
    {
        tag_lines_.push_back({crypto::sha512(base::bytes_of(text)), name});
        tags_.emplace_back(std::move(name), std::move(text));
    }

    Result<void> make_tags()
    {
        std::vector<HashLine> manifest = blobs_;
        for (const auto& file : payload_) manifest.push_back({file.sha512, file.name});
        std::sort(manifest.begin(), manifest.end(),
                  [](const auto& a, const auto& b) { return a.name < b.name; });
        BagInfo info{plan_.agent, base::to_text(statement_.created).substr(0, 10), statement_.bundle, octets_,
                     manifest.size()};
        if (!BagInfo::parse(info.encode()))
            return plan_error("The program's name cannot be written into the bundle.");
        tags_.reserve(6);  // short texts move by copying
        add_tag("bagit.txt", std::string(bagit_text()));
        add_tag("bag-info.txt", info.encode());
        add_tag("manifest-sha512.txt", encode_manifest(manifest));
        if (!rows_.empty()) add_tag("fetch.txt", encode_fetch(fetch_));
        add_tag("cairn/statement.txt", statement_.encode());
        if (!rows_.empty()) add_tag("cairn/objects.tsv", objects_text_);
        std::sort(tag_lines_.begin(), tag_lines_.end(),
                  [](const auto& a, const auto& b) { return a.name < b.name; });
        tagmanifest_ = encode_manifest(tag_lines_);
        return {};
    }

    Result<void> sign()
    {
        const Digest32 digest = crypto::sha256(base::bytes_of(tagmanifest_));
        const std::string comment = statement_.trusted_comment(digest);
        TRY_ASSIGN(const auto texts, plan_.sign(base::bytes_of(tagmanifest_), comment));
        for (const auto& signer : statement_.signers) {
            const auto made = std::find_if(texts.begin(), texts.end(), [&](const std::string& text) {
                const auto signature = crypto::parse_signature(text);
                return signature && signature->trusted_comment == comment &&
                       signature->untrusted_comment == "cairn1" &&
                       crypto::verify(signer, *signature, base::bytes_of(tagmanifest_));
            });
            if (made == texts.end())
                return plan_error("A signature of the bundle is missing or does not hold.");
            signatures_.emplace_back("cairn/sig/" + signer.number_text() + ".minisig", *made);
        }
        std::sort(signatures_.begin(), signatures_.end());
        return {};
    }

    std::uint64_t inner_size() const
    {
        std::uint64_t total = member_size(tagmanifest_.size()) + kArchiveEnd;
        for (const auto& [name, text] : signatures_) total += member_size(text.size());
        for (const auto& [name, text] : tags_) total += member_size(text.size());
        for (const auto& file : payload_) total += member_size(file.length);
        return total;
    }

    Result<void> write_members(TarWriter& tar) const
    {
        const auto add = [&](const std::string& name, const std::string& text) {
            return tar.add(std::string(kBag) + name, base::bytes_of(text));
        };
        TRY_VOID(add("tagmanifest-sha512.txt", tagmanifest_));
        for (const auto& [name, text] : signatures_) TRY_VOID(add(name, text));
        for (const auto& [name, text] : tags_) TRY_VOID(add(name, text));
        for (const auto& file : payload_) TRY_VOID(add_content(tar, std::string(kBag) + file.name, file));
        return tar.end(kTarPadding);
    }

    Result<WrittenBundle> seal()
    {
        const std::uint64_t size = inner_size();
        if (size > kInnerBytes) return too_large();
        TRY_ASSIGN(const auto recipients, recipients_of(statement_.recipients));
        WrittenBundle written;
        written.file = folder_ / base::path_from_utf8(statement_.bundle + ".age");
        TRY_ASSIGN(auto file, base::OutputFile::create(written.file, base::Privacy::OwnerOnly));
        crypto::HashingSink hashing(file);
        TRY_ASSIGN(auto age, crypto::encrypt(recipients, hashing));
        ProgressSink counting(age, progress_, size);
        TarWriter tar(counting);
        TRY_VOID(write_members(tar));
        TRY_VOID(age.finish());
        TRY_VOID(file.commit_new());
        written.statement = std::move(statement_);
        written.tagmanifest = crypto::sha256(base::bytes_of(tagmanifest_));
        written.size = hashing.length();
        written.ciphertext = hashing.sha256();
        written.objects = rows_.size();
        written.objects_digest = objects_digest(rows_);
        written.included = std::move(included_);
        return written;
    }

    const BundlePlan& plan_;
    Statement statement_;
    const Path& folder_;
    const base::Progress& progress_;
    Spool spool_;
    std::vector<ObjectRow> rows_;  // ascending by part
    std::vector<SealedObjectRow> sealed_rows_;
    std::vector<HashLine> blobs_;
    std::vector<FetchLine> fetch_;
    std::vector<Digest32> included_;
    std::string objects_text_;
    std::vector<PayloadFile> payload_;  // ascending by name
    std::uint64_t octets_ = 0;
    std::vector<std::pair<std::string, std::string>> tags_;  // in archive order
    std::vector<HashLine> tag_lines_;
    std::string tagmanifest_;
    std::vector<std::pair<std::string, std::string>> signatures_;  // ascending
};

}  // namespace

Content content_of(std::string text)
{
    return [text = std::move(text)](base::Sink& to) { return to.write(base::bytes_of(text)); };
}

Sign sign_with(std::vector<const crypto::SigningKey*> keys)
{
    return [keys = std::move(keys)](ByteView tagmanifest,
                                    std::string_view comment) -> Result<std::vector<std::string>> {
        std::vector<std::string> texts;
        for (const auto* key : keys) texts.push_back(crypto::sign(*key, tagmanifest, comment));
        return texts;
    };
}

Result<std::uint64_t> expected_size(const BundleLengths& lengths)
{
    constexpr std::uint64_t kTags = 8 * 1024;  // statement, manifests, signature
    constexpr std::uint64_t kFileLine = 180;   // of a file in the manifest
    constexpr std::uint64_t kObjectLines = 600, kSealedObjectLine = 140;
    std::uint64_t total = kTags + kArchiveEnd + lengths.objects * kObjectLines;
    const auto add = [&](std::uint64_t length) { total += member_size(length) + kFileLine; };
    for (const auto length : {lengths.journal, lengths.bodies, lengths.review}) add(length);
    add(readme_text().size());
    for (const auto& kind : lengths.schemas) {
        TRY_ASSIGN(const auto text, schema_text(kind));
        add(text.size());
    }
    if (lengths.sealed) {
        const auto inner = member_size(*lengths.sealed) + kArchiveEnd +
                           (lengths.objects == 0 ? 0 : member_size(lengths.objects * kSealedObjectLine));
        add(crypto::encrypted_size(lengths.sealed_recipients, padded_size(inner, kTarPadding)));
    }
    return crypto::encrypted_size(lengths.recipients, padded_size(total, kTarPadding));
}

Result<WrittenBundle> write_bundle(const BundlePlan& plan, const Path& folder, const base::Progress& progress)
{
    if (!is_bundle_id(plan.statement.bundle))
        return plan_error("The statement of the bundle is not complete.");
    Writer writer(plan, folder, progress);
    return writer.write();
}

}  // namespace bundle
