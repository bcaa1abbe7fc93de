#include "sync/bundle/objects.h"

#include <algorithm>
#include <set>

#include "crypto/base/lexical.h"
#include "crypto/primitives/hash.h"
#include "sync/bundle/padding.h"

namespace bundle {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::size_t kHeaderBytes = 1024;  // one stanza needs about 200

base::Error objects_form()
{
    return fail(ErrorKind::Invalid, "The list of attachments is not readable.", "objects_form");
}
base::Error order()
{
    return fail(ErrorKind::Invalid, "The list of attachments is not in order.", "objects_order");
}
base::Error damaged(std::string what, std::string code)
{
    return fail(ErrorKind::Corrupt, std::move(what), std::move(code));
}

std::string commitment(const ObjectRow& row)
{
    return base::to_hex(row.object) + "\t" + std::to_string(row.object_length) + "\t" +
           base::to_hex(row.part) + "\t" + std::to_string(row.part_length);
}

Result<ObjectRow> read_row(std::string_view line)
{
    const auto cells = base::split(line, '\t');
    if (cells.size() != 5) return objects_form();
    ObjectRow row;
    TRY_ASSIGN(row.object, base::digest32_from_hex(cells[0]));
    TRY_ASSIGN(row.object_length, base::number_from_text(cells[1]));
    TRY_ASSIGN(row.part, base::digest32_from_hex(cells[2]));
    TRY_ASSIGN(row.part_length, base::number_from_text(cells[3]));
    if (row.part_length > kPartBytes) return objects_form();
    if (cells[4] != "-") {
        TRY_ASSIGN(row.key, ObjectKey::parse(base::bytes_of(cells[4])));
    }
    return row;
}

Result<SealedObjectRow> read_sealed_row(std::string_view line)
{
    const auto cells = base::split(line, '\t');
    if (cells.size() != 2) return objects_form();
    TRY_ASSIGN(const Digest32 part, base::digest32_from_hex(cells[0]));
    TRY_ASSIGN(const ObjectKey key, ObjectKey::parse(base::bytes_of(cells[1])));
    return SealedObjectRow{part, key};
}

/// Every line by `read`, ascending by part.
template <class Row>
Result<std::vector<Row>> read_rows(std::string_view text, Result<Row> (*read)(std::string_view))
{
    auto lines = base::LineReader::open(text, 8192, true);
    if (!lines || text.empty()) return objects_form();
    std::vector<Row> rows;
    while (!lines->at_end()) {
        TRY_ASSIGN(const std::string_view line, lines->line());
        if (rows.size() == kObjects)
            return fail(ErrorKind::Invalid, "The bundle lists too many attachments.", "objects_limit");
        auto row = read(line);
        if (!row) return objects_form();
        if (!rows.empty() && rows.back().part >= row->part) return order();
        rows.push_back(*std::move(row));
    }
    return rows;
}

/// Takes the plaintext of an object: first the part, then zeros.
class PartCheck {
public:
    PartCheck(const ObjectRow& row, base::Sink* to) : row_(row), to_(to) {}

    Result<void> take(ByteView bytes)
    {
        const auto of_part =
            static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), row_.part_length - done_));
        const ByteView part = bytes.first(of_part);
        sha256_.update(part);
        sha512_.update(part);
        if (to_ != nullptr && !part.empty()) TRY_VOID(to_->write(part));
        done_ += of_part;
        const ByteView zeros = bytes.subspan(of_part);
        padding_ += zeros.size();
        if (!std::all_of(zeros.begin(), zeros.end(), [](std::uint8_t byte) { return byte == 0; }))
            return damaged("An attachment has bytes behind its end.", "object_padding");
        return {};
    }

    Result<OpenedPart> finish()
    {
        if (done_ != row_.part_length)
            return damaged("An attachment is shorter than the bundle says.", "object_length");
        if (done_ + padding_ != padded_size(row_.part_length, kPartPadding))
            return damaged("An attachment is not padded as it must be.", "object_padding");
        if (sha256_.finish() != row_.part)
            return damaged("An attachment is not the one the bundle names.", "object_part");
        return OpenedPart{sha512_.finish()};
    }

private:
    const ObjectRow& row_;
    base::Sink* to_;
    crypto::Sha256 sha256_;
    crypto::Sha512 sha512_;
    std::uint64_t done_ = 0;
    std::uint64_t padding_ = 0;
};

/// Failures of the system stay what they are; everything else gets the code of the object.
base::Error as_object(base::Error error, ErrorKind kind, const char* what, const char* code)
{
    if (error.kind == ErrorKind::Io || error.kind == ErrorKind::Cancelled ||
        error.kind == ErrorKind::NotFound)
        return error;
    return fail(kind, what, code);
}

Result<crypto::Secret> object_file_key(base::Source& object, const ObjectKey& key)
{
    auto header = crypto::read_header(object, {kHeaderBytes, 1});
    if (!header)
        return as_object(header.error(), ErrorKind::Corrupt, "An attachment's file is not readable.",
                         "object_header");
    if (header->stanzas.size() != 1 || header->stanzas.front().arguments.front() != "X25519")
        return damaged("An attachment's file is not encrypted as it must be.", "object_header");
    TRY_ASSIGN(const crypto::Identity identity, key.identity());
    auto file_key = crypto::unwrap(*header, {&identity, 1});
    if (!file_key)
        return as_object(file_key.error(), ErrorKind::Corrupt, "An attachment does not open with its key.",
                         "object_key");
    return file_key;
}

}  // namespace

Result<ObjectKey> ObjectKey::parse(ByteView text)
{
    const auto bad = fail(ErrorKind::Invalid, "The key of an attachment is not readable.", "objects_form");
    ObjectKey key;
    if (text.size() != key.text_.size()) return bad;
    if (std::any_of(text.begin(), text.end(), [](std::uint8_t byte) { return byte >= 'a' && byte <= 'z'; }))
        return bad;
    if (!crypto::Identity::parse(text)) return bad;
    std::copy(text.begin(), text.end(), key.text_.begin());
    return key;
}

std::string encode_objects(const std::vector<ObjectRow>& rows)
{
    std::string text;
    text.reserve(rows.size() * 260);
    for (const auto& row : rows) {
        text += commitment(row) + "\t";
        text += row.key ? base::text_of(row.key->text()) : std::string_view("-");
        text += "\n";
    }
    return text;
}

Result<std::vector<ObjectRow>> parse_objects(std::string_view text)
{
    TRY_ASSIGN(auto rows, read_rows<ObjectRow>(text, read_row));
    std::set<Digest32> names;
    for (const auto& row : rows)
        if (!names.insert(row.object).second) return objects_form();
    return rows;
}

Digest32 objects_digest(const std::vector<ObjectRow>& rows)
{
    crypto::Sha256 hash;
    for (const auto& row : rows) hash.update(base::bytes_of(commitment(row) + "\n"));
    return hash.finish();
}

std::string encode_sealed_objects(const std::vector<SealedObjectRow>& rows)
{
    std::string text;
    text.reserve(rows.size() * 140);
    for (const auto& row : rows) {
        text += base::to_hex(row.part) + "\t";
        text += base::text_of(row.key.text());
        text += "\n";
    }
    return text;
}

Result<std::vector<SealedObjectRow>> parse_sealed_objects(std::string_view text)
{
    return read_rows<SealedObjectRow>(text, read_sealed_row);
}

Result<OpenedPart> open_object(base::Source& object, const ObjectRow& row, const ObjectKey& key,
                               base::Sink* to, const base::Progress& progress)
{
    if (row.part_length > kPartBytes ||
        row.object_length != crypto::encrypted_size(1, padded_size(row.part_length, kPartPadding)))
        return damaged("An attachment's file does not have the length it must have.", "object_length");
    TRY_ASSIGN(const crypto::Secret file_key, object_file_key(object, key));
    const auto broken = [](const base::Error& error) {
        return as_object(error, ErrorKind::Corrupt, "An attachment is damaged.", "object_damaged");
    };
    auto payload = crypto::PayloadReader::start(file_key.bytes(), object);
    if (!payload) return broken(payload.error());
    PartCheck check(row, to);
    base::Bytes buffer(64 * 1024);
    std::uint64_t done = 0;
    while (true) {
        const auto got = payload->read(buffer);
        if (!got) return broken(got.error());
        if (*got == 0) break;
        TRY_VOID(check.take(ByteView(buffer).first(*got)));
        done += *got;
        if (progress && !progress(done, row.part_length)) return fail(ErrorKind::Cancelled, "Stopped.");
    }
    base::wipe(buffer);
    return check.finish();
}

}  // namespace bundle
