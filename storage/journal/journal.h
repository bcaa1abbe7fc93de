#pragma once
/// The journal's three files, line by line: the chain, the open bodies, the sealed bodies.
/// Bytes to values and back; no SQL, no files. Source: docs/formats/journal.md.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.h"
#include "crypto/base/clock.h"
#include "storage/json/json.h"
#include "storage/model/command.h"

namespace journal {

using base::Digest32;
using base::Result;
using model::Op;
using model::Part;

constexpr std::size_t kLongestLine = 8192;             ///< bytes of one line of journal.jsonl, LF included
constexpr std::size_t kLongestBody = 4 * 1024 * 1024;  ///< bytes of one line of the body files, LF included

/// One line of journal.jsonl. Holds no content.
struct Line {
    std::int64_t n = 0;                  ///< from 1
    Digest32 previous{};                 ///< SHA-256 of the line before, LF included; zeros for n = 1
    std::int64_t command = 0;            ///< n of the first line of the same command
    std::optional<std::int64_t> undoes;  ///< n of the command this one takes back
    std::optional<std::int64_t> target;  ///< expunge: the entry whose body goes
    std::optional<Part> part;            ///< expunge
    base::Time at{};
    std::string device;  ///< key number, 16 upper-case hex digits
    Op op = Op::Put;
    std::string kind;
    std::string id;
    std::optional<Digest32> body;    ///< SHA-256 of its line in bodies.jsonl, LF included
    std::optional<Digest32> sealed;  ///< the same in sealed.jsonl
    bool operator==(const Line&) const = default;
};

/// One line of bodies.jsonl or sealed.jsonl.
struct Body {
    std::int64_t n = 0;
    std::array<std::uint8_t, 32> nonce{};
    json::Object fields;
};

std::string encode(const Line& line);  ///< LF included
std::string encode(const Body& body);  ///< LF included
/// `text` without its LF. Strict: encode(parse(x)) == x or Invalid `journal_line` / `body_line`.
Result<Line> parse_line(std::string_view text);
Result<Body> parse_body(std::string_view text);

/// Checks lines one after another: numbers, hashes, command grouping (a command's lines stand together and
/// name the same `undoes`, which is the first line of an earlier command).
class Chain {
public:
    /// `line` with its LF. Errors: Corrupt `chain_broken`, Invalid `journal_line`.
    Result<Line> take(std::string_view line);
    std::int64_t lines() const { return lines_; }
    const Digest32& head() const { return head_; }  ///< hash of the last line; zeros when none

private:
    std::int64_t lines_ = 0;
    std::int64_t command_ = 0;
    std::optional<std::int64_t> undoes_;
    std::vector<std::int64_t> commands_;  ///< first lines, ascending
    Digest32 head_{};
};

}  // namespace journal
