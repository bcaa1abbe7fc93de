#include "storage/journal/journal.h"

#include <algorithm>

#include "crypto/base/utf8.h"
#include "crypto/primitives/hash.h"
#include "storage/model/validate.h"

namespace journal {
namespace {

constexpr std::size_t kDeviceDigits = 16;

base::Error bad_line()
{
    return base::fail(base::ErrorKind::Invalid, "A line of the journal is not written as the format has it.",
                      "journal_line");
}

base::Error bad_body()
{
    return base::fail(base::ErrorKind::Invalid, "A body of the journal is not written as the format has it.",
                      "body_line");
}

base::Error broken(std::int64_t n)
{
    return base::fail(
        base::ErrorKind::Corrupt,
        "The journal was altered: line " + std::to_string(n) + " does not follow the one before it.",
        "chain_broken");
}

bool is_device(std::string_view text)
{
    return text.size() == kDeviceDigits && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
           });
}

std::optional<std::int64_t> positive(const json::Object& object, std::string_view key)
{
    const auto number = json::number_or(object, key);
    return number >= 1 ? std::optional(number) : std::nullopt;
}

std::optional<Digest32> digest(const json::Object& object, std::string_view key)
{
    const auto read = base::digest32_from_hex(json::text_or(object, key));
    return read ? std::optional(*read) : std::nullopt;
}

/// What goes together: only an expunge has a target, only puts and the like have sealed bodies of their own.
bool consistent(const Line& line)
{
    const bool expunge = line.op == Op::Expunge;
    if (expunge != line.target.has_value() || expunge != line.part.has_value()) return false;
    if ((expunge || line.op == Op::Handover) && (!line.body || line.sealed)) return false;
    if (line.target && *line.target >= line.n) return false;
    return line.command <= line.n && (!line.undoes || *line.undoes < line.command);
}

}  // namespace

std::string encode(const Line& line)
{
    json::Object object;
    object.append("n", line.n);
    object.append("prev", base::to_hex(line.previous));
    object.append("cmd", line.command);
    if (line.undoes) object.append("undoes", *line.undoes);
    if (line.target) object.append("target", *line.target);
    if (line.part) object.append("part", model::to_text(*line.part));
    object.append("at", base::to_text(line.at));
    object.append("device", line.device);
    object.append("op", model::to_text(line.op));
    object.append("kind", line.kind);
    object.append("id", line.id);
    if (line.body) object.append("body", base::to_hex(*line.body));
    if (line.sealed) object.append("sealed", base::to_hex(*line.sealed));
    return json::write(object) + '\n';
}

std::string encode(const Body& body)
{
    json::Object object;
    object.append("n", body.n);
    object.append("nonce", base::to_hex(body.nonce));
    object.append("body", body.fields);
    return json::write(object) + '\n';
}

Result<Line> parse_line(std::string_view text)
{
    if (text.size() >= kLongestLine) return bad_line();
    const auto read = json::parse_object(text);
    if (!read) return bad_line();
    const auto& object = *read;
    const auto n = positive(object, "n");
    const auto previous = digest(object, "prev");
    const auto command = positive(object, "cmd");
    const auto at = base::time_from_text(json::text_or(object, "at"));
    const auto op = model::op_from_text(json::text_or(object, "op"));
    if (!n || !previous || !command || !at || !op) return bad_line();

    Line line{.n = *n,
              .previous = *previous,
              .command = *command,
              .undoes = positive(object, "undoes"),
              .target = positive(object, "target"),
              .part = model::part_from_text(json::text_or(object, "part")),
              .at = *at,
              .device = json::text_or(object, "device"),
              .op = *op,
              .kind = json::text_or(object, "kind"),
              .id = json::text_or(object, "id"),
              .body = digest(object, "body"),
              .sealed = digest(object, "sealed")};
    if (!is_device(line.device) || !model::is_identifier(line.kind) || !base::is_uuid(line.id))
        return bad_line();
    if (!consistent(line)) return bad_line();
    // One spelling for one line: what the encoder would not write is refused, unknown members included.
    auto again = encode(line);
    again.pop_back();
    if (again != text) return bad_line();
    return line;
}

Result<Body> parse_body(std::string_view text)
{
    if (text.size() >= kLongestBody) return bad_body();
    auto read = json::parse_object(text);
    if (!read) return bad_body();
    const auto n = positive(*read, "n");
    const auto nonce = digest(*read, "nonce");
    auto* fields = read->find("body");
    if (!n || !nonce || fields == nullptr || fields->object() == nullptr) return bad_body();
    Body body{.n = *n, .nonce = *nonce, .fields = std::move(*fields->object())};
    for (const auto& [key, value] : body.fields)
        if (!model::is_identifier(key)) return bad_body();
    auto again = encode(body);
    again.pop_back();
    if (again != text) return bad_body();
    return body;
}

Result<Line> Chain::take(std::string_view line)
{
    if (line.empty() || line.back() != '\n') return bad_line();
    TRY_ASSIGN(auto read, parse_line(line.substr(0, line.size() - 1)));
    if (read.n != lines_ + 1 || read.previous != head_) return broken(lines_ + 1);

    const bool begins = read.command == read.n;
    if (!begins && (read.command != command_ || read.undoes != undoes_)) return broken(read.n);
    if (begins && read.undoes && !std::binary_search(commands_.begin(), commands_.end(), *read.undoes))
        return broken(read.n);

    if (begins) {
        commands_.push_back(read.n);
        command_ = read.n;
        undoes_ = read.undoes;
    }
    lines_ = read.n;
    head_ = crypto::sha256(base::bytes_of(line));
    return read;
}

}  // namespace journal
