// Attachments: age objects named by the hash of their bytes, one fresh key each. Source:
// docs/formats/bundle.md, "Objects".
#include <algorithm>
#include <array>
#include <set>

#include "crypto/primitives/age.h"
#include "crypto/primitives/hash.h"
#include "storage/model/place.h"
#include "storage/review/review_state.h"

namespace review {

namespace {

constexpr std::uint64_t kLongestPart = std::uint64_t{1} << 30;  // bytes
constexpr std::size_t kBuffer = 256 * 1024;                     // bytes
constexpr unsigned kPadding = 10;

std::uint64_t padded(std::uint64_t length)
{
    if (length == 0) return std::uint64_t{1} << kPadding;
    unsigned log = 0;
    while ((length >> (log + 1)) != 0) ++log;
    const std::uint64_t step = std::uint64_t{1} << std::max(kPadding, log < 4 ? 0U : log - 4);
    return (length + step - 1) / step * step;
}

base::Error damaged()
{
    return fail(ErrorKind::Corrupt,
                "An attachment is damaged. The record is kept; restore the attachment from a backup.",
                "object_damaged");
}

/// What flows through while one file is encrypted.
struct Flow {
    base::Source& from;
    const base::Progress& progress;
    Bytes buffer = Bytes(kBuffer);
    std::size_t held = 0;  ///< bytes in the buffer not yet given to a part
    bool end = false;
    std::uint64_t done = 0;
    crypto::Sha256 whole{};

    /// Makes sure there is something to take, unless the end is reached.
    Result<void> fill()
    {
        if (held > 0 || end) return {};
        TRY_ASSIGN(held, from.read_full(buffer));
        end = held < buffer.size();
        return {};
    }
};

// Up to 1 GiB of the flow, then zeros up to the padded length.
Result<std::uint64_t> write_part(Flow& flow, base::Sink& to, crypto::Sha256& hash)
{
    std::uint64_t length = 0;
    for (;;) {
        TRY_VOID(flow.fill());
        if (flow.held == 0 || length + flow.held > kLongestPart) break;
        const ByteView piece(flow.buffer.data(), flow.held);
        hash.update(piece);
        flow.whole.update(piece);
        TRY_VOID(to.write(piece));
        length += flow.held;
        flow.done += flow.held;
        flow.held = 0;
        if (flow.progress && !flow.progress(flow.done, 0)) return stopped();
    }
    const Bytes zeros(64 * 1024);
    for (std::uint64_t left = padded(length) - length; left > 0;) {
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left, zeros.size()));
        TRY_VOID(to.write(ByteView(zeros).first(count)));
        left -= count;
    }
    return length;
}

struct Row {
    ObjectPart object;
    std::optional<crypto::Secret> open_key;
};

Result<std::optional<Row>> object_row(Review::State& review, const base::Digest32& part)
{
    TRY_ASSIGN(Statement query,
               review.db().prepare("SELECT part_length, object, object_length, key FROM object "
                                   "WHERE review = ? AND part = ?"));
    TRY_ASSIGN(const bool found, query.bind(review.no).bind(ByteView(part)).step());
    if (!found) return std::optional<Row>();
    Row row;
    row.object.part = part;
    row.object.part_length = static_cast<std::uint64_t>(query.integer(0));
    TRY_ASSIGN(row.object.object, digest_of(query.blob_view(1)));
    row.object.object_length = static_cast<std::uint64_t>(query.integer(2));
    row.object.sealed = query.is_null(3);
    if (!query.is_null(3)) row.open_key = crypto::Secret::copy_of(base::bytes_of(query.text_view(3)));
    return std::optional<Row>(std::move(row));
}

Result<ObjectPart> object_of(Review::State& review, const base::Digest32& part)
{
    if (const auto at = review.pending.find(part); at != review.pending.end()) return at->second.object;
    TRY_ASSIGN(auto row, object_row(review, part));
    if (!row) return fail(ErrorKind::NotFound, "There is no such attachment in this review.", "part_unknown");
    return row->object;
}

Result<crypto::Secret> key_of_part(Review::State& review, const base::Digest32& part)
{
    if (const auto at = review.pending.find(part); at != review.pending.end())
        return crypto::Secret::copy_of(at->second.key.bytes());
    TRY_ASSIGN(auto row, object_row(review, part));
    if (!row) return fail(ErrorKind::NotFound, "There is no such attachment in this review.", "part_unknown");
    if (row->open_key) return std::move(*row->open_key);
    TRY_ASSIGN(Statement query, review.db().prepare("SELECT key FROM identity.object_key WHERE part = ?"));
    TRY_ASSIGN(const bool found, query.bind(ByteView(part)).step());
    if (!found)
        return fail(ErrorKind::NotFound,
                    "The key of this attachment is gone: the identities of this review were erased.");
    return crypto::Secret::copy_of(base::bytes_of(query.text_view(0)));
}

// One part from the flow into objects/, under the name of its bytes.
Result<PendingObject> make_object(Review::State& review, Flow& flow, bool sealed)
{
    const Path& folder = review.vault->folder;
    TRY_VOID(base::make_folder(incoming_folder(folder)));
    std::array<std::uint8_t, 16> chance{};
    review.vault->random->fill(chance);
    const Path incoming = incoming_folder(folder) / base::to_hex(chance);
    const auto identity = crypto::Identity::generate();
    const crypto::Recipient to[] = {identity.recipient()};

    PendingObject made{{}, identity.text()};
    made.object.sealed = sealed;
    TRY_ASSIGN(auto file, base::OutputFile::create(incoming, base::Privacy::OwnerOnly));
    crypto::HashingSink hashing(file);
    crypto::Sha256 part;
    {
        TRY_ASSIGN(auto writer, crypto::encrypt(to, hashing));
        TRY_ASSIGN(made.object.part_length, write_part(flow, writer, part));
        TRY_VOID(writer.finish());
    }
    made.object.part = part.finish();
    made.object.object_length = hashing.length();
    made.object.object = hashing.sha256();
    if (auto known = object_of(review, made.object.part); known) {
        made.object = *known;  // the same bytes again: the object that is there stays
        return made;
    }
    TRY_VOID(file.commit());
    const Path place = object_path(folder, made.object.object);
    TRY_VOID(base::make_folder(place.parent_path()));
    TRY_VOID(base::durable_rename(incoming, place));
    return made;
}

/// Passes on the first `length` bytes, hashed; the rest must be zero.
class PartSink : public base::Sink {
public:
    PartSink(base::Sink& next, std::uint64_t length) : next_(next), left_(length) {}
    Result<void> write(ByteView bytes) override
    {
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
        left_ -= count;
        total_ += bytes.size();
        const ByteView rest = bytes.subspan(count);
        if (std::any_of(rest.begin(), rest.end(), [](std::uint8_t byte) { return byte != 0; }))
            return damaged();
        hash_.update(bytes.first(count));
        if (count == 0) return {};
        return next_.write(bytes.first(count));
    }
    bool whole(const ObjectPart& object)
    {
        return left_ == 0 && total_ == padded(object.part_length) && hash_.finish() == object.part;
    }

private:
    base::Sink& next_;
    std::uint64_t left_;
    std::uint64_t total_ = 0;
    crypto::Sha256 hash_;
};

Result<void> read_part(Review::State& review, const base::Digest32& part, base::Sink& to,
                       const base::Progress& progress)
{
    TRY_ASSIGN(const ObjectPart object, object_of(review, part));
    TRY_ASSIGN(const crypto::Secret key, key_of_part(review, part));
    TRY_ASSIGN(const auto identity, crypto::Identity::parse(key.bytes()));
    auto file = base::InputFile::open(object_path(review.vault->folder, object.object));
    if (!file && file.error().kind == ErrorKind::NotFound)
        return fail(ErrorKind::Corrupt, "The file of an attachment is missing. Restore it from a backup.",
                    "object_missing");
    if (!file) return file.error();
    if (file->size() != object.object_length) return damaged();
    auto reader = crypto::decrypt(*file, std::span(&identity, 1));
    if (!reader) return damaged();
    PartSink sink(to, object.part_length);
    auto copied = base::copy(*reader, sink, progress, object.part_length);
    if (!copied && (copied.error().kind == ErrorKind::Corrupt || copied.error().kind == ErrorKind::Invalid))
        return damaged();
    if (!copied) return copied.error();
    if (!sink.whole(object)) return damaged();
    return {};
}

std::vector<base::Digest32> parts_in(const json::Object& fields)
{
    std::vector<base::Digest32> parts;
    const auto* value = fields.find("parts");
    const auto* array = value != nullptr ? value->array() : nullptr;
    if (array == nullptr) return parts;
    for (const auto& item : *array)
        if (const auto* text = item.text())
            if (const auto digest = base::digest32_from_hex(*text)) parts.push_back(*digest);
    return parts;
}

bool has_parts(std::string_view kind_name)
{
    const auto* kind = model::kind(kind_name);
    const auto* field = kind != nullptr ? kind->field("parts") : nullptr;
    return field != nullptr && field->kind == model::FieldKind::Digests;
}

// The class of the file itself, as the record has it; nothing when it does not say.
std::optional<bool> file_is_sealed(const journal::RecordState& state)
{
    const auto fields = state.fields();
    const auto* kind = model::kind(state.kind);
    if (kind != nullptr && model::record_class(*kind, fields) >= model::Disclosure::D3) return true;
    const auto own = model::disclosure_from_code(json::text_or(fields, "file_class"));
    if (!own) return std::nullopt;
    return *own >= model::Disclosure::D3;
}

Result<void> put_key(Review::State& review, const base::Digest32& part, const crypto::Secret& key,
                     bool sealed)
{
    TRY_ASSIGN(Statement open,
               review.db().prepare("UPDATE object SET key = ? WHERE review = ? AND part = ?"));
    if (sealed)
        open.bind(std::nullopt);
    else
        open.bind(base::text_of(key.bytes()));
    TRY_VOID(open.bind(review.no).bind(ByteView(part)).run());
    TRY_ASSIGN(Statement drop, review.db().prepare("DELETE FROM identity.object_key WHERE part = ?"));
    TRY_VOID(drop.bind(ByteView(part)).run());
    if (!sealed) return {};
    if (!review.identities)
        return fail(ErrorKind::Refused,
                    "The identities of this review were erased: nothing can be added to its sealed part.",
                    "identities_gone");
    TRY_ASSIGN(Statement put, review.db().prepare("INSERT INTO identity.object_key(part, key) VALUES(?, ?)"));
    return put.bind(ByteView(part)).bind(base::text_of(key.bytes())).run();
}

Result<void> claim_one(Review::State& review, const base::Digest32& part, std::optional<bool> sealed)
{
    TRY_ASSIGN(const auto row, object_row(review, part));
    const auto at = review.pending.find(part);
    if (row && (!sealed || *sealed == row->object.sealed)) return {};
    if (row && !row->open_key && !review.identities) return {};  // its key is gone for good
    if (!row && at == review.pending.end())
        return fail(ErrorKind::Invalid, "A record names an attachment that was not attached to this review.",
                    "part_unknown");
    if (!row) {
        const ObjectPart& object = at->second.object;
        TRY_ASSIGN(Statement put,
                   review.db().prepare("INSERT INTO object(review, part, part_length, object, object_length) "
                                       "VALUES(?, ?, ?, ?, ?)"));
        put.bind(review.no).bind(ByteView(part)).bind(static_cast<std::int64_t>(object.part_length));
        put.bind(ByteView(object.object)).bind(static_cast<std::int64_t>(object.object_length));
        TRY_VOID(put.run());
        return put_key(review, part, at->second.key, sealed.value_or(object.sealed));
    }
    TRY_ASSIGN(const crypto::Secret key, key_of_part(review, part));
    return put_key(review, part, key, *sealed);
}

// Parts that any body still in the journal names.
Result<std::set<base::Digest32>> named_parts(Review::State& review)
{
    std::set<base::Digest32> named;
    std::vector<std::int64_t> rows;
    {
        TRY_ASSIGN(Statement query,
                   review.db().prepare("SELECT record, kind FROM main.record WHERE record BETWEEN ? AND ?"));
        query.bind(first_key(review.no)).bind(last_key(review.no));
        for (;;) {
            TRY_ASSIGN(const bool more, query.step());
            if (!more) break;
            if (has_parts(query.text_view(1))) rows.push_back(query.integer(0));
        }
    }
    SqlPast past(review);
    for (const std::int64_t row : rows) {
        TRY_ASSIGN(const auto entries, past.record(row));
        for (const auto& entry : entries)
            for (const auto* body : {&entry.open, &entry.sealed})
                if (*body)
                    for (const auto& part : parts_in(**body)) named.insert(part);
    }
    return named;
}

Result<std::vector<ObjectPart>> object_list(Review::State& review)
{
    TRY_ASSIGN(Statement query,
               review.db().prepare("SELECT part, part_length, object, object_length, key IS NULL FROM object "
                                   "WHERE review = ? ORDER BY part"));
    query.bind(review.no);
    std::vector<ObjectPart> objects;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return objects;
        ObjectPart object;
        TRY_ASSIGN(object.part, digest_of(query.blob_view(0)));
        object.part_length = static_cast<std::uint64_t>(query.integer(1));
        TRY_ASSIGN(object.object, digest_of(query.blob_view(2)));
        object.object_length = static_cast<std::uint64_t>(query.integer(3));
        object.sealed = query.integer(4) != 0;
        objects.push_back(object);
    }
}

}  // namespace

Result<void> claim_objects(Review::State& review, const journal::RecordState& before,
                           const journal::RecordState& after)
{
    if (!after.live() || !has_parts(after.kind)) return {};
    const auto fields = after.fields();
    const auto parts = parts_in(fields);
    const auto sealed = file_is_sealed(after);
    if (before.live() && parts_in(before.fields()) == parts && file_is_sealed(before) == sealed) return {};
    for (const auto& part : parts) TRY_VOID(claim_one(review, part, sealed));
    return {};
}

Result<void> settle_pending(Review::State& review)
{
    for (auto at = review.pending.begin(); at != review.pending.end();) {
        TRY_ASSIGN(const auto row, object_row(review, at->first));
        at = row ? review.pending.erase(at) : std::next(at);
    }
    return {};
}

Result<std::vector<base::Digest32>> forget_objects(Review::State& review)
{
    TRY_ASSIGN(const auto named, named_parts(review));
    std::vector<base::Digest32> files;
    std::vector<base::Digest32> parts;
    {
        TRY_ASSIGN(Statement query, review.db().prepare("SELECT part, object FROM object WHERE review = ?"));
        query.bind(review.no);
        for (;;) {
            TRY_ASSIGN(const bool more, query.step());
            if (!more) break;
            TRY_ASSIGN(const auto part, digest_of(query.blob_view(0)));
            if (named.contains(part)) continue;
            parts.push_back(part);
            TRY_ASSIGN(const auto object, digest_of(query.blob_view(1)));
            files.push_back(object);
        }
    }
    for (const auto& part : parts) {
        TRY_ASSIGN(Statement drop, review.db().prepare("DELETE FROM object WHERE review = ? AND part = ?"));
        TRY_VOID(drop.bind(review.no).bind(ByteView(part)).run());
        TRY_ASSIGN(Statement key, review.db().prepare("DELETE FROM identity.object_key WHERE part = ?"));
        TRY_VOID(key.bind(ByteView(part)).run());
    }
    return files;
}

Result<Attached> Review::attach(base::Source& from, bool sealed, const base::Progress& progress)
{
    if (sealed && !state_->identities)
        return fail(ErrorKind::Refused,
                    "The identities of this review were erased: nothing can be added to its sealed part.",
                    "identities_gone");
    Flow flow{.from = from, .progress = progress};
    Attached attached;
    do {
        TRY_ASSIGN(auto made, make_object(*state_, flow, sealed));
        attached.parts.push_back(made.object.part);
        TRY_ASSIGN(const auto row, object_row(*state_, made.object.part));
        const auto part = made.object.part;
        if (!row && !state_->pending.contains(part)) state_->pending.emplace(part, std::move(made));
        TRY_VOID(flow.fill());
    } while (flow.held > 0);
    attached.length = flow.done;
    attached.sha256 = flow.whole.finish();
    return attached;
}

Result<void> Review::read_attachment(const std::vector<base::Digest32>& parts, base::Sink& to,
                                     const base::Progress& progress)
{
    for (const auto& part : parts) TRY_VOID(read_part(*state_, part, to, progress));
    return {};
}

Result<std::vector<ObjectPart>> Review::objects()
{
    return object_list(*state_);
}

Path Review::object_file(const base::Digest32& object) const
{
    return object_path(state_->vault->folder, object);
}

Result<crypto::Secret> Review::object_key(const base::Digest32& part)
{
    return key_of_part(*state_, part);
}

Result<void> check_objects(Review::State& review, Health& health, const base::Progress& progress)
{
    struct Nowhere : base::Sink {
        Result<void> write(ByteView) override { return {}; }
    } nowhere;
    TRY_ASSIGN(const auto objects, object_list(review));
    for (const auto& object : objects) {
        if (object.sealed && !review.identities) continue;
        const auto read = read_part(review, object.part, nowhere, progress);
        if (read) {
            ++health.objects;
            continue;
        }
        if (read.error().kind == ErrorKind::Cancelled) return read.error();
        health.damaged = true;
        health.findings.push_back("attachment " + base::to_hex(object.object).substr(0, 16) + ": " +
                                  read.error().what);
    }
    return {};
}

}  // namespace review
