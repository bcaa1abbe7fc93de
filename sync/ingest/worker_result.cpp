// What the worker found, as bytes and back.
#include "crypto/base/utf8.h"
#include "sync/ingest/wire.h"
#include "sync/ingest/worker_message.h"

namespace ingest {

using base::ErrorKind;

namespace {

constexpr std::size_t kStatementBytes = 64 * 1024;
constexpr std::size_t kSignatureBytes = 4096;
constexpr std::size_t kSentenceBytes = 1000;
constexpr std::size_t kChecks = 32;

void put_digests(WireWriter& to, const std::vector<Digest32>& digests)
{
    to.number32(digests.size());
    for (const auto& one : digests) to.raw(one);
}
/// Ascending, none twice.
std::vector<Digest32> take_digests(WireReader& from)
{
    std::vector<Digest32> digests(from.count(bundle::kObjects, 32));
    for (std::size_t i = 0; i < digests.size(); ++i) {
        digests[i] = from.array<32>();
        from.must(i == 0 || digests[i - 1] < digests[i]);
    }
    return digests;
}

/// Empty, or a reason code as log entries have it.
bool is_code(std::string_view text)
{
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return text.size() <= 40 && std::ranges::all_of(text, fits);
}
/// Words that may be shown on a terminal.
bool is_sentence(std::string_view text)
{
    while (!text.empty()) {
        const auto point = base::take_code_point(text);
        if (!point || *point < 0x20 || (*point >= 0x7F && *point < 0xA0)) return false;
    }
    return true;
}
std::string take_code(WireReader& from)
{
    auto code = from.text(40);
    from.must(is_code(code));
    return code;
}
std::string take_sentence(WireReader& from)
{
    auto sentence = from.text(kSentenceBytes);
    from.must(is_sentence(sentence));
    return sentence;
}

void put_checks(WireWriter& to, const std::vector<Check>& checks)
{
    to.number32(checks.size());
    for (const auto& check : checks) {
        to.number8(static_cast<std::uint64_t>(check.step));
        to.number8(static_cast<std::uint64_t>(check.outcome));
        to.text(check.code);
        to.text(check.what);
    }
}
std::vector<Check> take_checks(WireReader& from)
{
    std::vector<Check> checks(from.count(kChecks, 10));
    for (auto& check : checks) {
        check.step = static_cast<int>(from.bounded8(15));
        check.name = std::string(step_name(check.step));
        check.outcome = static_cast<CheckOutcome>(from.bounded8(2));
        check.code = take_code(from);
        check.what = take_sentence(from);
    }
    return checks;
}

void put_objects(WireWriter& to, const std::vector<ExaminedObject>& objects)
{
    to.number32(objects.size());
    for (const auto& one : objects) {
        to.raw(one.row.object);
        to.number64(one.row.object_length);
        to.raw(one.row.part);
        to.number64(one.row.part_length);
        to.raw(one.sha512);
        to.flag(one.sealed);
    }
}
std::vector<ExaminedObject> take_objects(WireReader& from)
{
    std::vector<ExaminedObject> objects(from.count(bundle::kObjects, 32 + 8 + 32 + 8 + 64 + 1));
    for (auto& one : objects) {
        one.row.object = from.array<32>();
        one.row.object_length = from.bounded64(kFarAway);
        one.row.part = from.array<32>();
        one.row.part_length = from.bounded64(kFarAway);
        one.sha512 = from.array<64>();
        one.sealed = from.flag();
    }
    return objects;
}

void put_commitment(WireWriter& to, const trust::ObjectsCommitment& commitment)
{
    to.number64(commitment.count);
    to.raw(commitment.digest);
}
trust::ObjectsCommitment take_commitment(WireReader& from)
{
    trust::ObjectsCommitment commitment;
    commitment.count = from.bounded64(bundle::kObjects);
    commitment.digest = from.array<32>();
    return commitment;
}

/// The part that is known from step 7 on.
void put_facts(WireWriter& to, const Report& report)
{
    to.text(report.statement->encode());
    to.text(report.evidence.tagmanifest);
    to.number32(report.evidence.signatures.size());
    for (const auto& one : report.evidence.signatures) to.text(one);
    to.raw(report.tagmanifest);
    to.raw(report.ciphertext);
    put_commitment(to, report.objects_commitment);
    put_objects(to, report.objects);
    put_digests(to, report.missing);
    to.flag(report.sealed);
    to.number64(report.journal.lines);
    to.number64(report.journal.length);
    to.raw(report.journal.sha256);
}
void take_facts(WireReader& from, Report& report)
{
    const auto statement = bundle::Statement::parse(from.text(kStatementBytes));
    from.must(statement.has_value());
    if (statement) report.statement = *statement;
    report.evidence.tagmanifest = from.text(kStatementBytes);
    report.evidence.signatures.resize(from.count(bundle::kSigners, 4));
    for (auto& one : report.evidence.signatures) one = from.text(kSignatureBytes);
    report.tagmanifest = from.array<32>();
    report.ciphertext = from.array<32>();
    report.objects_commitment = take_commitment(from);
    report.objects = take_objects(from);
    report.missing = take_digests(from);
    report.sealed = from.flag();
    report.journal.lines = from.bounded64(kFarAway);
    report.journal.length = from.bounded64(kFarAway);
    report.journal.sha256 = from.array<32>();
}

}  // namespace

Bytes encode(const Report& report)
{
    WireWriter to;
    to.number8(static_cast<std::uint64_t>(report.verdict));
    to.number8(static_cast<std::uint64_t>(report.step));
    to.text(report.code);
    to.text(report.what);
    put_checks(to, report.checks);
    to.flag(report.statement.has_value());
    if (report.statement) put_facts(to, report);
    to.number64(report.derived.lines.size());
    to.number64(report.derived.records.size());
    to.number32(report.derived.expunged.size());
    for (const auto n : report.derived.expunged) to.number64(static_cast<std::uint64_t>(n));
    return to.take();
}

Bytes encode_lines(const std::vector<central::JournalLine>& lines, std::size_t& next)
{
    WireWriter to;
    while (next < lines.size() && to.size() < kPerMessage) {
        const auto& line = lines[next++];
        to.number64(static_cast<std::uint64_t>(line.n));
        to.text(line.line);
        to.flag(line.body.has_value());
        if (line.body) to.text(*line.body);
    }
    return to.take();
}

Bytes encode_records(const std::vector<central::Record>& records, std::size_t& next)
{
    WireWriter to;
    while (next < records.size() && to.size() < kPerMessage) {
        const auto& record = records[next++];
        to.text(record.kind);
        to.text(record.id);
        to.flag(record.struck);
        to.text(record.fields);
    }
    return to.take();
}

Bytes encode_progress(std::uint64_t done, std::uint64_t total)
{
    WireWriter to;
    to.number64(done);
    to.number64(total);
    return to.take();
}

Bytes encode(const base::Error& error)
{
    WireWriter to;
    to.number8(static_cast<std::uint64_t>(error.kind));
    to.text(error.code);
    to.text(error.what);
    return to.take();
}

Bytes encode(const Outline& outline)
{
    WireWriter to;
    to.number64(outline.bundle.offset);
    to.number64(outline.bundle.size);
    to.number32(outline.objects.size());
    for (const auto& [name, piece] : outline.objects) {
        to.raw(name);
        to.number64(piece.offset);
        to.number64(piece.size);
    }
    return to.take();
}

Bytes encode(const SealedFacts& facts)
{
    WireWriter to;
    put_commitment(to, facts.objects_commitment);
    put_digests(to, facts.listed);
    to.number64(facts.bodies);
    to.number64(facts.opened);
    return to.take();
}

namespace {

constexpr std::size_t kExpunged = 1'000'000;

/// One line, ended, of text.
bool is_line(std::string_view line)
{
    return line.size() > 1 && line.find('\n') == line.size() - 1 &&
           line.find('\0') == std::string_view::npos && base::is_utf8(line);
}
bool is_kind(std::string_view text)
{
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, fits);
}
bool is_object_text(std::string_view text)
{
    return text.size() >= 2 && text.front() == '{' && text.back() == '}' &&
           std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }) &&
           base::is_utf8(text);
}

/// The value when all of the message was read and nothing refused.
template <class T>
Result<T> whole(const WireReader& from, T value)
{
    if (!from.finished()) return nonsense();
    return value;
}

}  // namespace

Result<ReportHead> parse_report(ByteView bytes)
{
    WireReader from(bytes);
    ReportHead head;
    auto& report = head.report;
    report.verdict = static_cast<Verdict>(from.bounded8(static_cast<std::uint64_t>(Verdict::Quarantined)));
    report.step = static_cast<int>(from.bounded8(15));
    report.code = take_code(from);
    report.what = take_sentence(from);
    report.checks = take_checks(from);
    if (from.flag()) take_facts(from, report);
    head.lines = from.bounded64(kFarAway);
    head.records = from.bounded64(kFarAway);
    report.derived.expunged.resize(from.count(kExpunged, 8));
    for (auto& n : report.derived.expunged) n = static_cast<std::int64_t>(from.bounded64(kFarAway));
    return whole(from, std::move(head));
}

Result<std::vector<central::JournalLine>> parse_lines(ByteView bytes)
{
    WireReader from(bytes);
    std::vector<central::JournalLine> lines;
    while (from.good() && !from.finished()) {
        central::JournalLine line;
        line.n = static_cast<std::int64_t>(from.bounded64(kFarAway));
        line.line = from.text(bundle::kJsonLineBytes);
        from.must(is_line(line.line));
        if (from.flag()) {
            line.body = from.text(bundle::kJsonLineBytes);
            from.must(is_line(*line.body));
        }
        lines.push_back(std::move(line));
    }
    return whole(from, std::move(lines));
}

Result<std::vector<central::Record>> parse_records(ByteView bytes)
{
    WireReader from(bytes);
    std::vector<central::Record> records;
    while (from.good() && !from.finished()) {
        central::Record record;
        record.kind = from.text(40);
        record.id = from.text(36);
        record.struck = from.flag();
        record.fields = from.text(bundle::kJsonLineBytes);
        from.must(is_kind(record.kind) && base::is_uuid(record.id) && is_object_text(record.fields));
        records.push_back(std::move(record));
    }
    return whole(from, std::move(records));
}

Result<std::pair<std::uint64_t, std::uint64_t>> parse_progress(ByteView bytes)
{
    WireReader from(bytes);
    const auto done = from.number64();
    return whole(from, std::pair(done, from.number64()));
}

Result<Failure> parse_failure(ByteView bytes)
{
    WireReader from(bytes);
    Failure failure;
    failure.error.kind = static_cast<ErrorKind>(from.bounded8(static_cast<std::uint64_t>(ErrorKind::Io)));
    failure.error.code = take_code(from);
    failure.error.what = take_sentence(from);
    return whole(from, std::move(failure));
}

Result<Outline> parse_outline(ByteView bytes)
{
    WireReader from(bytes);
    Outline outline;
    outline.bundle.offset = from.bounded64(kFarAway);
    outline.bundle.size = from.bounded64(kFarAway);
    const auto count = from.count(bundle::kObjects, 48);
    for (std::size_t i = 0; i < count; ++i) {
        const auto name = from.array<32>();
        from.must(outline.objects.empty() || outline.objects.rbegin()->first < name);
        const auto offset = from.bounded64(kFarAway);
        outline.objects[name] = {.offset = offset, .size = from.bounded64(kFarAway)};
    }
    return whole(from, std::move(outline));
}

Result<SealedFacts> parse_sealed(ByteView bytes)
{
    WireReader from(bytes);
    SealedFacts facts;
    facts.objects_commitment = take_commitment(from);
    facts.listed = take_digests(from);
    facts.bodies = from.bounded64(kFarAway);
    facts.opened = from.bounded64(bundle::kObjects);
    from.must(facts.listed.size() == facts.objects_commitment.count);
    return whole(from, std::move(facts));
}

}  // namespace ingest
