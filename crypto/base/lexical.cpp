#include "crypto/base/lexical.h"

#include "crypto/base/utf8.h"

namespace base {

Result<std::uint64_t> number_from_text(std::string_view text)
{
    constexpr std::uint64_t kLargest = 0x7fff'ffff'ffff'ffff;
    const auto bad = fail(ErrorKind::Invalid, "A number is not written as a plain decimal.");
    if (text.empty() || text.size() > 19 || (text.size() > 1 && text.front() == '0')) return bad;
    std::uint64_t value = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') return bad;
        value = value * 10 + static_cast<std::uint64_t>(digit - '0');  // 19 digits fit 64 bits
    }
    if (value > kLargest) return bad;
    return value;
}

Result<LineReader> LineReader::open(std::string_view text, std::size_t line_bytes, bool tabs)
{
    if (!is_utf8(text)) return fail(ErrorKind::Invalid, "A text file is not valid UTF-8.");
    if (!text.empty() && text.back() != '\n')
        return fail(ErrorKind::Invalid, "The last line of a text file is not ended.");
    if (text.starts_with("\xEF\xBB\xBF"))
        return fail(ErrorKind::Invalid, "A text file begins with a byte order mark.");
    std::size_t length = 0;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte == '\n') {
            length = 0;
            continue;
        }
        if (byte < 0x20 && !(tabs && byte == '\t'))
            return fail(ErrorKind::Invalid, "A text file holds a control character.");
        if (++length > line_bytes) return fail(ErrorKind::Invalid, "A line of a text file is too long.");
    }
    return LineReader(text);
}

Result<std::string_view> LineReader::line()
{
    const std::size_t end = rest_.find('\n');
    if (end == std::string_view::npos) return fail(ErrorKind::Invalid, "A text file ends too early.");
    const std::string_view taken = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return taken;
}

std::optional<std::string_view> LineReader::field_if(std::string_view keyword)
{
    if (!rest_.starts_with(keyword) || rest_.size() <= keyword.size() || rest_[keyword.size()] != ' ')
        return {};
    const std::size_t end = rest_.find('\n');
    if (end == std::string_view::npos) return {};
    const std::string_view value = rest_.substr(keyword.size() + 1, end - keyword.size() - 1);
    rest_.remove_prefix(end + 1);
    return value;
}

Result<std::string_view> LineReader::field(std::string_view keyword)
{
    if (const auto value = field_if(keyword)) return *value;
    return fail(ErrorKind::Invalid,
                "The field \"" + std::string(keyword) + "\" is missing or not in its place.");
}

std::vector<std::string_view> split(std::string_view text, char separator, std::size_t limit)
{
    std::vector<std::string_view> pieces;
    while (pieces.size() + 1 < limit) {
        const std::size_t at = text.find(separator);
        if (at == std::string_view::npos) break;
        pieces.push_back(text.substr(0, at));
        text.remove_prefix(at + 1);
    }
    pieces.push_back(text);
    return pieces;
}

}  // namespace base
