#include "crypto/primitives/passphrase.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include <utf8proc.h>

namespace crypto {
namespace {

using base::ErrorKind;
using base::fail;
using base::Secret;

constexpr std::size_t kMostBytes = 4096;
constexpr double kEnough = 60;  // bits

// What guessers try first, in lower case without accents.
constexpr std::string_view kFrequent =
    "password passwort passphrase letmein welcome admin administrator login secret dragon monkey football "
    "baseball master sunshine princess shadow superman batman iloveyou trustno starwars hello freedom "
    "whatever michael charlie jordan ashley daniel thomas jessica jennifer spring summer autumn winter "
    "monday friday january october december london england britain arsenal chelsea liverpool everton "
    "united cheese cookie flower computer internet samsung google changeme default qwerty azerty cairn "
    "review homicide weapon police council borough safeguarding correcthorsebatterystaple";
constexpr std::string_view kRows[] = {"qwertyuiop", "asdfghjkl",  "zxcvbnm",
                                      "qwertzuiop", "azertyuiop", "1234567890"};
// The pairs of letters that make up most of English text.
constexpr std::string_view kPairs =
    "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de "
    "hi ri ro ic "
    "ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut "
    "ss so rs un "
    "lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi "
    "pl ig tu ev "
    "ld ry mp fe bl ab gh ty op wo sa ay ex ke ui fr oo ag up ap ck av sp cl po ba bo bu br gr";

/// The passphrase as code points, folded to lower case; lies in guarded memory.
using Text = std::span<const std::int32_t>;

bool is_letter(std::int32_t c)
{
    return (c >= 'a' && c <= 'z') || c >= 0x80;
}

bool is_digit(std::int32_t c)
{
    return c >= '0' && c <= '9';
}

/// The letter that a digit or sign is often written for.
char plain_letter(std::int32_t c)
{
    switch (c) {
        case '0': return 'o';
        case '1': return 'i';
        case '3': return 'e';
        case '4':
        case '@': return 'a';
        case '5':
        case '$': return 's';
        case '7': return 't';
        default: return c < 0x80 ? static_cast<char>(c) : '?';
    }
}

std::size_t frequent_at(Text text)
{
    std::size_t longest = 0;
    for (std::size_t at = 0; at < kFrequent.size();) {
        const auto word = kFrequent.substr(at, kFrequent.find(' ', at) - at);
        at += word.size() + 1;
        if (word.size() > text.size() || word.size() <= longest) continue;
        if (std::ranges::equal(text.first(word.size()), word,
                               [](std::int32_t c, char w) { return c == w || plain_letter(c) == w; }))
            longest = word.size();
    }
    return longest;
}

/// aaaa, abcd, 9876: at least three with the same step.
std::size_t sequence_at(Text text)
{
    if (text.size() < 3) return 0;
    const auto step = text[1] - text[0];
    if (step < -1 || step > 1) return 0;
    std::size_t length = 2;
    while (length < text.size() && text[length] - text[length - 1] == step) ++length;
    return length >= 3 ? length : 0;
}

std::size_t row_at(Text text)
{
    std::size_t longest = 0;
    for (const auto row : kRows) {
        for (std::size_t start = 0; start < row.size(); ++start) {
            std::size_t on = 0;
            while (on < text.size() && start + on < row.size() && text[on] == row[start + on]) ++on;
            std::size_t back = 0;
            while (back < text.size() && back <= start && text[back] == row[start - back]) ++back;
            longest = std::max({longest, on, back});
        }
    }
    return longest >= 4 ? longest : 0;
}

bool is_common_pair(std::int32_t a, std::int32_t b)
{
    for (std::size_t i = 0; i + 1 < kPairs.size(); i += 3)
        if (kPairs[i] == a && kPairs[i + 1] == b) return true;
    return false;
}

/// A run of letters: one word however long, unless it is no language's.
double letters_bits(Text run)
{
    const auto count = static_cast<double>(run.size());
    if (run.size() < 3) return 4.0 * count;
    std::size_t common = 0;
    std::size_t vowels = 0;
    for (std::size_t i = 0; i < run.size(); ++i) {
        if (i > 0 && is_common_pair(run[i - 1], run[i])) ++common;
        if (run[i] >= 0x80 ||
            std::string_view("aeiouy").find(static_cast<char>(run[i])) != std::string_view::npos)
            ++vowels;
    }
    const double share = static_cast<double>(common) / (count - 1);
    const double word =
        13.0 + 2.0 * std::max(0.0, count - 12);  // past 12 letters there is more than one word
    if (share >= 0.35) return std::min(4.0 * count, word);
    if (static_cast<double>(vowels) >= 0.25 * count)
        return std::min(4.0 * count, 16.0 + 2.5 * std::max(0.0, count - 8));
    return 4.5 * count;
}

int two_digits(Text run, std::size_t at)
{
    return (run[at] - '0') * 10 + (run[at + 1] - '0');
}

double digits_bits(Text run)
{
    const auto century = [&](std::size_t at) {
        const int value = two_digits(run, at);
        return value == 19 || value == 20;
    };
    if (run.size() == 4 && century(0)) return 7;  // a year
    if (run.size() == 6 || run.size() == 8) {
        const bool day_first = two_digits(run, 0) <= 31 && two_digits(run, 2) <= 31;
        const bool year_first = run.size() == 8 && century(0);
        if (day_first || year_first) return run.size() == 6 ? 14 : 15;
    }
    return 3.3 * static_cast<double>(run.size());
}

struct Piece {
    std::size_t at;
    std::size_t length;
};

/// Walks the text piece by piece; a piece seen before adds one bit only.
class Estimate {
public:
    explicit Estimate(Text text) : text_(text) {}

    double total()
    {
        double sum = 0;
        for (std::size_t at = 0; at < text_.size();) {
            const auto [length, bits] = piece(at);
            sum += seen_before({at, length}) ? std::min(1.0, bits) : bits;
            pieces_.push_back({at, length});
            at += length;
        }
        return sum;
    }

private:
    struct Measured {
        std::size_t length;
        double bits;
    };

    /// 0 when nothing everyone tries begins here.
    Measured known(std::size_t at) const
    {
        const Text rest = text_.subspan(at);
        if (const auto length = frequent_at(rest)) return {length, 6};
        if (const auto length = sequence_at(rest))
            return {length, 4 + std::log2(static_cast<double>(length))};
        if (const auto length = row_at(rest)) return {length, 4 + std::log2(static_cast<double>(length))};
        return {0, 0};
    }

    Measured piece(std::size_t at) const
    {
        if (const auto found = known(at); found.length > 0) return found;
        const auto alike = is_letter(text_[at]) ? is_letter : is_digit(text_[at]) ? is_digit : nullptr;
        if (alike == nullptr) return {1, text_[at] == ' ' ? 0.5 : 4};
        std::size_t end = at + 1;
        while (end < text_.size() && alike(text_[end]) && known(end).length == 0) ++end;
        const Text run = text_.subspan(at, end - at);
        return {run.size(), alike == is_letter ? letters_bits(run) : digits_bits(run)};
    }

    bool seen_before(Piece piece) const
    {
        return std::ranges::any_of(pieces_, [&](const Piece& other) {
            return std::ranges::equal(text_.subspan(other.at, other.length),
                                      text_.subspan(piece.at, piece.length));
        });
    }

    Text text_;
    std::vector<Piece> pieces_;
};

/// Code points in guarded memory, normalised; with room for one more (utf8proc ends its text with a zero).
struct CodePoints {
    Secret memory;
    std::size_t count = 0;

    std::int32_t* data() { return reinterpret_cast<std::int32_t*>(memory.writable().data()); }
    Text text() { return {data(), count}; }
};

base::Error not_text()
{
    return fail(ErrorKind::Invalid, "The passphrase is not valid UTF-8 text.");
}

base::Result<CodePoints> decompose(base::ByteView utf8, int options)
{
    if (utf8.empty()) return fail(ErrorKind::Invalid, "The passphrase is empty.");
    if (utf8.size() > kMostBytes)
        return fail(ErrorKind::Invalid, "The passphrase is longer than 4096 bytes.");
    const auto chosen = static_cast<utf8proc_option_t>(options);
    const auto length = static_cast<utf8proc_ssize_t>(utf8.size());
    const auto needed = utf8proc_decompose(utf8.data(), length, nullptr, 0, chosen);
    if (needed < 0) return not_text();
    CodePoints points{Secret((static_cast<std::size_t>(needed) + 1) * sizeof(std::int32_t))};
    const auto made = utf8proc_decompose(utf8.data(), length, points.data(), needed, chosen);
    if (made != needed) return not_text();
    points.count = static_cast<std::size_t>(made);
    return points;
}

}  // namespace

base::Result<Secret> normalised_passphrase(base::ByteView utf8)
{
    constexpr int kNfkc = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;
    TRY_ASSIGN(auto points, decompose(utf8, kNfkc));
    const auto length = utf8proc_reencode(points.data(), static_cast<utf8proc_ssize_t>(points.count),
                                          static_cast<utf8proc_option_t>(kNfkc));
    if (length <= 0) return not_text();
    points.memory.truncate(static_cast<std::size_t>(length));
    return std::move(points.memory);
}

double bits(base::ByteView passphrase)
{
    auto points =
        decompose(passphrase, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
    if (!points) return 0;
    return Estimate(points->text()).total();
}

base::Result<void> check_strength(base::ByteView passphrase)
{
    TRY_ASSIGN(const Secret normalised, normalised_passphrase(passphrase));
    if (bits(normalised.bytes()) >= kEnough) return {};
    return fail(ErrorKind::Refused,
                "This passphrase is too easy to guess. Use five or more words that have nothing to do with "
                "each other "
                "or with you, for example drawn from a list by dice.",
                "weak_passphrase");
}

}  // namespace crypto
