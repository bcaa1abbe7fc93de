// The messages as bytes, both ways.
#include "app/import/reader_message.h"

#include <algorithm>

#include "app/import/cells.h"

namespace import_ {

using base::ErrorKind;
using base::fail;
using base::WireReader;
using base::WireWriter;

namespace {

constexpr std::size_t kMiB = 1024 * 1024;
constexpr std::size_t kPerMessage = kMiB;     ///< records are sent in messages of about this size
constexpr std::uint64_t kFarAway = 1U << 31;  ///< no honest number of rows or lines is larger
constexpr std::size_t kNameBytes = 4096;      ///< of a sheet
constexpr std::size_t kSentenceBytes = 8192;  ///< a note may name many sheets
constexpr std::size_t kSentences = 10'000;    ///< notes, and problems of one row
constexpr std::size_t kParts = 100'000;
constexpr std::size_t kEachBytes = 32;     ///< what keeping one text costs besides its bytes
constexpr std::uint64_t kNoReason = 0xFF;  ///< a row that may be an event
constexpr std::size_t kDamagedGrowth = 3;  ///< a byte that cannot be read is shown as U+FFFD
constexpr std::size_t kHeadingBytes = 64U * 1024;

std::uint64_t most_bytes(Message type, const Limits& limits)
{
    switch (type) {
        case Message::Request: return 128 * kMiB;
        case Message::File: return limits.file_bytes;
        case Message::Ready:
        case Message::Done: return 0;
        case Message::Table: return 16 * kMiB;
        case Message::Records: return kPerMessage + limits.text_bytes + 4 * limits.columns + kMiB;
        case Message::Failed: return 4096;
    }
    return 0;
}

bool fits(ByteView code)
{
    const auto letter = [](std::uint8_t byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_';
    };
    return std::ranges::all_of(code, letter);
}

void put_texts(WireWriter& to, const std::vector<std::string>& texts)
{
    to.number32(texts.size());
    for (const auto& text : texts) to.text(text);
}

template <std::size_t N>
bool one_of(std::string_view text, const std::array<std::string_view, N>& known)
{
    return std::ranges::find(known, text) != known.end();
}
constexpr std::array<std::string_view, 4> kFormats = {"text", "xlsx", "docx", "html"};
constexpr std::array<std::string_view, 6> kEncodings = {"",         "utf-8-bom", "utf-8",
                                                        "utf-16le", "utf-16be",  "windows-1252"};
constexpr std::array<std::string_view, 5> kDelimiters = {"", ",", ";", "\t", "|"};

}  // namespace

base::Error nonsense()
{
    return fail(ErrorKind::Corrupt, "The process that read the file gave an answer without sense.",
                "reader_answer");
}

base::HeadBytes encode_head(Message type, std::size_t length)
{
    return base::head_of(static_cast<std::uint8_t>(type), length);
}

Result<MessageHead> parse_head(const base::HeadBytes& bytes, const Limits& limits)
{
    WireReader from(bytes);
    const auto type = from.number8();
    const auto length = from.number32();
    if (!(type >= 1 && type <= 2) && !(type >= 16 && type <= 20)) return nonsense();
    const MessageHead head{static_cast<Message>(type), static_cast<std::uint32_t>(length)};
    if (length > most_bytes(head.type, limits)) return nonsense();
    return head;
}

base::Bytes encode(const ReaderRequest& request)
{
    WireWriter to;
    const Limits& limits = request.limits;
    for (const std::size_t one :
         {limits.file_bytes, limits.rows, limits.columns, limits.cell_bytes, limits.cells, limits.text_bytes})
        to.number64(one);
    to.number64(request.memory_bytes);
    to.number64(request.cpu_seconds);
    to.text(request.read.part);
    to.number32(request.read.remembered.size());
    for (const auto& [heading, field] : request.read.remembered) {
        to.text(heading);
        to.number8(static_cast<std::uint64_t>(field));
    }
    return to.take();
}

Result<ReaderRequest> parse_request(ByteView bytes)
{
    WireReader from(bytes);
    ReaderRequest request;
    Limits& limits = request.limits;
    for (std::size_t* one : {&limits.file_bytes, &limits.rows, &limits.columns, &limits.cell_bytes,
                             &limits.cells, &limits.text_bytes})
        *one = static_cast<std::size_t>(from.number64());
    request.memory_bytes = from.number64();
    request.cpu_seconds = from.number64();
    request.read.part = from.text(kHeadingBytes);
    const auto count = from.count(SIZE_MAX, 5);
    for (std::size_t i = 0; i < count; ++i) {
        auto heading = from.text(SIZE_MAX);
        const auto field = from.bounded8(static_cast<std::uint64_t>(Field::Ignored));
        request.read.remembered.emplace_back(std::move(heading), static_cast<Field>(field));
    }
    if (!from.finished()) return nonsense();
    return request;
}

base::Bytes encode(const Table& table)
{
    WireWriter to;
    to.text(table.format);
    to.text(table.encoding);
    to.text(table.delimiter);
    to.number32(table.columns);
    to.number32(table.first);
    to.flag(table.counts_from_1904);
    to.number32(table.parts.size());
    for (const Part& part : table.parts) {
        to.text(clean(part.name));
        to.number32(part.rows);
        to.flag(part.hidden);
        to.flag(part.read);
        to.flag(part.headings);
    }
    to.number32(table.notes.size());
    for (const auto& note : table.notes) to.text(clean(note));
    to.number32(table.records.size());
    return to.take();
}

base::Bytes encode_records(const std::vector<Record>& records, std::size_t& next)
{
    WireWriter to;
    for (; next < records.size() && to.size() < kPerMessage; ++next) {
        const Record& record = records[next];
        to.number32(record.number);
        to.number32(record.line);
        to.number32(record.width);
        to.number8(record.aside ? static_cast<std::uint64_t>(*record.aside) : kNoReason);
        put_texts(to, record.cells);
        put_texts(to, record.problems);
    }
    return to.take();
}

base::Bytes encode(const base::Error& error)
{
    WireWriter to;
    to.flag(error.kind == ErrorKind::Refused);
    to.text(error.code);
    to.text(error.what);
    return to.take();
}

Result<void> Hearing::take(Message type, ByteView payload)
{
    if (done_ || ready_ == (type == Message::Ready)) return nonsense();
    switch (type) {
        case Message::Ready: ready_ = true; return {};
        case Message::Table: return table_ || failure_ ? nonsense() : take_table(payload);
        case Message::Records: return table_ ? take_records(payload) : nonsense();
        case Message::Failed: return table_ || failure_ ? nonsense() : take_failure(payload);
        case Message::Done:
            if (!(table_ || failure_) || records_to_come_ > 0) return nonsense();
            done_ = true;
            return {};
        case Message::Request:
        case Message::File: break;
    }
    return nonsense();
}

/// Clean, and counted.
std::string Hearing::text(WireReader& from, std::size_t most)
{
    std::string text = from.text(most);
    bytes_ += text.size();
    from.must(clean(text) == text && bytes_ <= kDamagedGrowth * limits_.text_bytes);
    return text;
}

Result<void> Hearing::take_table(ByteView payload)
{
    WireReader from(payload);
    Table table;
    table.format = from.text(16);
    table.encoding = from.text(16);
    table.delimiter = from.text(1);
    from.must(one_of(table.format, kFormats) && one_of(table.encoding, kEncodings) &&
              one_of(table.delimiter, kDelimiters));
    table.columns = static_cast<std::size_t>(from.number32());
    from.must(table.columns <= limits_.columns);
    table.first = static_cast<std::size_t>(from.number32());
    from.must(table.first >= 1 && table.first <= kFarAway);
    table.counts_from_1904 = from.flag();
    table.parts.resize(from.count(kParts, 11));
    for (Part& part : table.parts) {
        part.name = text(from, kNameBytes);
        part.rows = static_cast<std::size_t>(from.number32());
        from.must(part.rows <= kFarAway);
        part.hidden = from.flag();
        part.read = from.flag();
        part.headings = from.flag();
    }
    table.notes.resize(from.count(kSentences, 4));
    for (auto& note : table.notes) note = text(from, kSentenceBytes);
    records_to_come_ = from.number32();
    from.must(records_to_come_ <= limits_.rows);
    if (!from.finished()) return nonsense();
    table_ = std::move(table);
    return {};
}

Record Hearing::record(WireReader& from)
{
    Record record;
    record.number = static_cast<std::size_t>(from.number32());
    record.line = static_cast<std::size_t>(from.number32());
    record.width = static_cast<std::size_t>(from.number32());
    from.must(std::max({record.number, record.line, record.width}) <= kFarAway);
    if (const auto reason = from.number8(); reason != kNoReason) {
        from.must(reason <= static_cast<std::uint64_t>(Reason::Already));
        record.aside = static_cast<Reason>(reason);
    }
    record.cells.resize(from.count(table_->columns, 4));
    cells_ += record.cells.size();
    from.must(cells_ <= limits_.cells && record.cells.size() <= record.width);
    for (auto& cell : record.cells) cell = text(from, kDamagedGrowth * limits_.cell_bytes);
    record.problems.resize(from.count(kSentences, 4));
    for (auto& problem : record.problems) {
        problem = text(from, kSentenceBytes);
        bytes_ += kEachBytes;
    }
    return record;
}

Result<void> Hearing::take_records(ByteView payload)
{
    WireReader from(payload);
    if (from.finished()) return nonsense();
    while (!from.finished()) {
        auto next = record(from);
        const auto& before = table_->records;
        const std::size_t last = before.empty() ? 0 : before.back().number;
        if (!from.good() || records_to_come_ == 0 || next.number <= last) return nonsense();
        --records_to_come_;
        table_->records.push_back(std::move(next));
    }
    return {};
}

/// One sentence, of the two kinds that a file can be at fault in.
Result<void> Hearing::take_failure(ByteView payload)
{
    WireReader from(payload);
    const auto kind = from.flag() ? ErrorKind::Refused : ErrorKind::Invalid;
    const auto code = from.text(40);
    const auto sentence = text(from, 1000);
    from.must(fits(base::bytes_of(code)) && sentence.find('\n') == std::string::npos && !sentence.empty());
    if (!from.finished()) return nonsense();
    failure_ = fail(kind, sentence, code);
    return {};
}

}  // namespace import_
