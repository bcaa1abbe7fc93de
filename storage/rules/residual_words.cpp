// Forms of identifiers that are mostly letters, places, and dates.
#include <algorithm>
#include <array>
#include <string>

#include "storage/rules/residual_forms.h"

namespace rules::residual {

namespace {

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};

// The whole name, its first three letters, or "sept".
std::optional<unsigned> month(Reader& reader)
{
    for (unsigned i = 0; i < 12; ++i) {
        for (const auto form :
             {kMonths[i], kMonths[i].substr(0, 3), std::string_view(i == 8 ? "sept" : "")}) {
            Reader next = reader;
            if (form.empty() || !next.word(form)) continue;
            reader = next;
            return i + 1;
        }
    }
    return {};
}

std::optional<unsigned> number(Reader& reader, std::size_t most)
{
    unsigned value = 0;
    std::size_t count = 0;
    for (; is_digit(reader.peek()) && count < most; ++count, ++reader.at)
        value = value * 10 + static_cast<unsigned>(reader.peek() - '0');
    if (count == 0 || is_digit(reader.peek())) return {};
    return value;
}

std::optional<model::Day> day_of(unsigned year, unsigned month_number, unsigned day)
{
    if (year < 100) year += year > 50 ? 1900 : 2000;
    const model::Day found{std::chrono::year(static_cast<int>(year)), std::chrono::month(month_number),
                           std::chrono::day(day)};
    return found.ok() && year >= 1880 && year < 2100 ? std::optional(found) : std::nullopt;
}

// 02/02/2025, 2-2-25, 02.02.2025, 2025-02-02.
std::optional<DateEnd> in_figures(std::string_view text, std::size_t at)
{
    Reader reader{text, at};
    const auto first = number(reader, 4);
    const char mark = reader.peek();
    if (!first || reader.done() || std::string_view("/-.").find(mark) == std::string_view::npos) return {};
    ++reader.at;
    const auto second = number(reader, 2);
    if (!second || !reader.one(mark)) return {};
    const std::size_t third_at = reader.at;
    const auto third = number(reader, 4);
    const std::size_t digits = reader.at - third_at;
    if (!third || !reader.ended()) return {};
    std::optional<model::Day> day;
    if (*first > 31)
        day = digits <= 2 ? day_of(*first, *second, *third) : std::nullopt;
    else if (digits == 2 || digits == 4) {
        day = day_of(*third, *second, *first);
        if (!day) day = day_of(*third, *first, *second);
    }
    if (!day) return {};
    return DateEnd{reader.at, day};
}

bool ordinal(Reader& reader)
{
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
        Reader next = reader;
        if (!next.word(ending)) continue;
        reader = next;
        return true;
    }
    return false;
}

// A year after a comma or a space; nothing moves where there is none.
std::optional<unsigned> year_after(Reader& reader)
{
    Reader next = reader;
    if (!next.some(" ,")) return {};
    const std::size_t from = next.at;
    const bool short_form = next.one('\'');
    const auto year = number(next, 4);
    const std::size_t digits = next.at - from - (short_form ? 1 : 0);
    if (!year || !next.ended() || (digits != 4 && !(short_form && digits == 2))) return {};
    reader = next;
    return year;
}

// 2 February 2025, 2nd of Feb; without a year only where the month has its capital.
std::optional<DateEnd> day_first(std::string_view text, std::size_t at)
{
    Reader reader{text, at};
    const auto day = number(reader, 2);
    if (!day || *day == 0 || *day > 31) return {};
    ordinal(reader);
    reader.some(" -");
    Reader of = reader;
    if (of.word("of") && of.some(" ")) reader = of;
    const bool capital = reader.peek() >= 'A' && reader.peek() <= 'Z';
    const auto named_month = month(reader);
    if (!named_month) return {};
    Reader longer = reader;
    if (longer.one('-')) {
        const auto year = number(longer, 4);
        if (year && longer.ended())
            if (const auto whole = day_of(*year, *named_month, *day)) return DateEnd{longer.at, whole};
    }
    if (const auto year = year_after(reader)) {
        const auto whole = day_of(*year, *named_month, *day);
        if (whole) return DateEnd{reader.at, whole};
        return {};
    }
    if (!capital || !day_of(2024, *named_month, *day)) return {};
    return DateEnd{reader.at, {}};
}

// February 2, 2025.
std::optional<DateEnd> month_first(std::string_view text, std::size_t at)
{
    Reader reader{text, at};
    const auto named_month = month(reader);
    if (!named_month) return {};
    reader.some(" ");
    Reader the = reader;
    if (the.word("the") && the.some(" ")) reader = the;
    const auto day = number(reader, 2);
    if (!day) return {};
    const bool counted = ordinal(reader);
    const bool capital = text[at] >= 'A' && text[at] <= 'Z';
    const auto year = year_after(reader);
    if (!year)
        return counted && capital && day_of(2024, *named_month, *day) ? std::optional(DateEnd{reader.at, {}})
                                                                      : std::nullopt;
    const auto whole = day_of(*year, *named_month, *day);
    if (!whole) return {};
    return DateEnd{reader.at, whole};
}

bool any_of(char c, std::string_view of)
{
    return of.find(c) != std::string_view::npos;
}

bool domain_end(std::string_view last)
{
    static constexpr std::array<std::string_view, 20> kEnds = {
        "com", "org", "net", "uk",  "gov", "info", "io", "me", "co", "tv",
        "eu",  "edu", "int", "app", "biz", "ly",   "be", "pl", "ie", "london"};
    std::string low(last);
    std::ranges::transform(low, low.begin(), lower);
    return std::ranges::find(kEnds, low) != kEnds.end();
}

// a.b.uk: labels with dots between, the last a known ending.
End domain(std::string_view text, std::size_t at)
{
    std::size_t end = at, label = at, labels = 0;
    std::string_view last;
    for (std::size_t i = at; i <= text.size() && i < at + 255; ++i) {
        if (i < text.size() && (is_letter(text[i]) || is_digit(text[i]) || text[i] == '-')) continue;
        if (i == label) break;
        last = text.substr(label, i - label);
        ++labels;
        end = i;
        if (i == text.size() || text[i] != '.') break;
        label = i + 1;
    }
    return labels > 1 && domain_end(last) ? End(end) : End();
}

// Where the text that belongs to an address ends: the dot of a sentence is not part of it.
std::size_t address_end(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    const std::size_t most = std::min(text.size(), at + 2048);
    while (end<most&& static_cast<unsigned char>(text[end])> ' ' && !any_of(text[end], "<>\"()[]")) ++end;
    while (end > at && any_of(text[end - 1], ".,;:!?'")) --end;
    return end;
}

// 51.5074: degrees with at least three decimals, perhaps a letter of the compass.
std::optional<double> degrees(Reader& reader, double most)
{
    const bool south = reader.one('-');
    double value = 0;
    std::size_t whole = 0, decimals = 0;
    for (; is_digit(reader.peek()) && whole < 4; ++whole, ++reader.at)
        value = value * 10 + (reader.peek() - '0');
    if (whole == 0 || whole > 3 || !reader.one('.')) return {};
    double scale = 1;
    for (; is_digit(reader.peek()); ++decimals, ++reader.at) value += (reader.peek() - '0') * (scale /= 10);
    if (decimals < 3 || value > most) return {};
    if (reader.text.substr(reader.at).starts_with("\xC2\xB0")) reader.at += 2;
    Reader compass = reader;
    compass.space();
    if (any_of(compass.peek(), "NSEW") && !compass.done()) {
        ++compass.at;
        if (compass.ended()) reader = compass;
    }
    return south ? -value : value;
}

// 51°30'26"N
End in_minutes(std::string_view text, std::size_t at)
{
    Reader reader{text, at};
    if (!number(reader, 3) || !text.substr(reader.at).starts_with("\xC2\xB0")) return {};
    reader.at += 2;
    reader.space();
    if (!number(reader, 2)) return {};
    const std::size_t end = reader.at;
    for (int i = 0; i < 12 && !reader.done() && !any_of(reader.peek(), "NSEW"); ++i) ++reader.at;
    if (!reader.done() && any_of(reader.peek(), "NSEW")) return reader.at + 1;
    return end;
}

// TQ 305 803
End grid_reference(std::string_view text, std::size_t at)
{
    Reader reader{text, at};
    if (!any_of(reader.peek(), "HNOST") || !reader.uppers(2)) return {};
    reader.space();
    const std::size_t from = reader.at;
    std::size_t first = 0;
    while (is_digit(reader.peek())) {
        ++reader.at;
        ++first;
    }
    if (reader.peek() != ' ')
        return first == 6 || first == 8 || first == 10 ? (reader.ended() ? End(reader.at) : End()) : End();
    ++reader.at;
    if (first < 3 || first > 5 || reader.at == from || !reader.digits(first, first) || !reader.ended())
        return {};
    return reader.at;
}

}  // namespace

std::optional<DateEnd> date(std::string_view text, std::size_t at)
{
    if (const auto found = in_figures(text, at)) return found;
    if (const auto found = day_first(text, at)) return found;
    return month_first(text, at);
}

std::optional<DateEnd> compact_date(std::string_view text, std::size_t at)
{
    std::string digits;
    std::size_t end = at;
    for (; end < text.size() && end < at + 10 && (is_digit(text[end]) || text[end] == ' '); ++end)
        if (is_digit(text[end])) digits += text[end];
    while (end > at && text[end - 1] == ' ') --end;
    if (digits.size() != 8 || !Reader{text, end}.ended()) return {};
    const auto part = [&](std::size_t from, std::size_t count) {
        return static_cast<unsigned>(std::stoul(digits.substr(from, count)));
    };
    auto day = day_of(part(4, 4), part(2, 2), part(0, 2));
    if (!day) day = day_of(part(0, 4), part(4, 2), part(6, 2));
    return day ? std::optional(DateEnd{end, day}) : std::nullopt;
}

bool birth_said_before(std::string_view text, std::size_t at)
{
    std::string before;
    for (std::size_t i = at > 24 ? at - 24 : 0; i < at; ++i)
        if (is_letter(text[i]) || text[i] == ' ') before += lower(text[i]);
    while (!before.empty() && before.back() == ' ') before.pop_back();
    for (const std::string_view said : {"dob", "born", "born on", "date of birth", "birthday", "birth date"})
        if (before.ends_with(said)) return true;
    return false;
}

// Letters all small or all capital: "A1 2nd" is no postcode. The inward part has no C I K M O V.
End postcode(std::string_view text, std::size_t at)
{
    Reader reader{text, at};
    std::size_t area = 0;
    while (is_letter(reader.peek()) && area < 3) {
        ++area;
        ++reader.at;
    }
    if (area == 0 || area > 2 || any_of(lower(text[at]), "qvx")) return {};
    if (area == 2 && any_of(lower(text[at + 1]), "ijz")) return {};
    if (!is_digit(reader.peek())) return {};
    ++reader.at;
    const auto inward = [&](Reader rest) -> End {
        rest.space();
        if (!rest.digits(1)) return {};
        for (int i = 0; i < 2; ++i, ++rest.at)
            if (!is_letter(rest.peek()) || any_of(lower(rest.peek()), "cikmov")) return {};
        return rest.ended() ? End(rest.at) : End();
    };
    End end = inward(reader);
    if (!end && (is_digit(reader.peek()) || is_letter(reader.peek()))) {
        ++reader.at;
        end = inward(reader);
    }
    if (!end) return {};
    bool small = false, capital = false;
    for (const char c : text.substr(at, *end - at)) {
        small = small || (c >= 'a' && c <= 'z');
        capital = capital || (c >= 'A' && c <= 'Z');
    }
    return small && capital ? End() : end;
}

End email(std::string_view text, std::size_t at)
{
    std::size_t i = at;
    while (i < text.size() && i < at + 128 && (in_word(text[i]) || any_of(text[i], "._%+-'"))) ++i;
    if (i == at || i == text.size() || text[i] != '@') return {};
    std::size_t end = i + 1, dots = 0, label = 0;
    for (std::size_t j = i + 1; j < std::min(text.size(), i + 256); ++j) {
        if (in_word(text[j]) || text[j] == '-') {
            ++label;
            end = j + 1;
        } else if (text[j] == '.' && label > 0 && j + 1 < text.size() && in_word(text[j + 1])) {
            ++dots;
            label = 0;
        } else {
            break;
        }
    }
    return dots > 0 ? End(end) : End();
}

End url(std::string_view text, std::size_t at)
{
    for (const std::string_view start : {"http://", "https://", "www."}) {
        Reader reader{text, at};
        bool fits = true;
        for (const char c : start) fits = fits && lower(reader.peek()) == c && ++reader.at > 0;
        if (!fits || reader.done() || !in_word(reader.peek())) continue;
        return address_end(text, at);
    }
    const auto end = domain(text, at);
    if (!end) return {};
    if (*end < text.size() && text[*end] == '/') return address_end(text, at);
    return Reader{text, *end}.ended() && (*end == text.size() || text[*end] != '@') ? end : End();
}

// AB12 CDE, A123 BCD, ABC 123D: capitals only.
End vehicle(std::string_view text, std::size_t at)
{
    const auto fits = [&](auto read) -> End {
        Reader reader{text, at};
        return read(reader) && reader.ended() ? End(reader.at) : End();
    };
    if (const auto end =
            fits([](Reader& r) { return r.uppers(2) && r.digits(2, 2) && r.space() && r.uppers(3); }))
        return end;
    if (const auto end =
            fits([](Reader& r) { return r.uppers(1) && r.digits(1, 3) && r.space() && r.uppers(3); }))
        return end;
    // In small letters only without a blank: "by 12 the" is no mark.
    if (const auto end = fits([](Reader& r) { return r.letters(2) && r.digits(2, 2) && r.letters(3); }))
        return end;
    return fits([](Reader& r) { return r.uppers(3) && r.space() && r.digits(2, 3) && r.uppers(1); });
}

// @name, or the name after a service and a colon.
namespace {

// kapi99, kapi_z: letters with a figure or a line between, as no plain word is.
bool is_made_up(std::string_view word)
{
    const bool letters = std::ranges::any_of(word, is_letter);
    return letters && std::ranges::any_of(word, [](char c) { return is_digit(c) || c == '_'; });
}

}  // namespace

End handle(std::string_view text, std::size_t at)
{
    const auto name_end = [&](std::size_t from) -> End {
        std::size_t end = from;
        while (end < text.size() && end < from + 50 && (in_word(text[end]) || any_of(text[end], "_."))) ++end;
        while (end > from && text[end - 1] == '.') --end;
        return end - from >= 2 && end - from <= 40 ? End(end) : End();
    };
    if (at < text.size() && text[at] == '@') return name_end(at + 1);
    for (const std::string_view service :
         {"snapchat", "snap", "instagram", "insta", "tiktok", "facebook", "twitter", "telegram", "whatsapp",
          "discord", "youtube", "xbox", "psn", "username", "ig", "fb"}) {
        Reader reader{text, at};
        if (!reader.word(service)) continue;
        reader.some(" ");
        Reader next = reader;
        const bool said = next.word("username") || (next = reader, next.word("handle")) ||
                          (next = reader, next.word("name"));
        if (said) reader = next;
        reader.some(" ");
        const bool announced = reader.some(":") || said;
        reader.some(" ");
        reader.one('@');
        const auto end = name_end(reader.at);
        if (end && (announced || is_made_up(text.substr(reader.at, *end - reader.at)))) return end;
    }
    return {};
}

End gps(std::string_view text, std::size_t at)
{
    Reader reader{text, at};
    if (degrees(reader, 90)) {
        const std::size_t first = reader.at;
        reader.some(" ,;");
        if (reader.at > first && degrees(reader, 180) && reader.ended()) return reader.at;
    }
    if (const auto end = in_minutes(text, at)) return end;
    if (const auto end = grid_reference(text, at)) return end;
    // ///filled.count.soap
    if (!text.substr(at).starts_with("///")) return {};
    std::size_t end = at + 3, dots = 0;
    while (end < text.size() && end < at + 128 && (in_word(text[end]) || text[end] == '.'))
        dots += text[end++] == '.' ? 1 : 0;
    return dots >= 2 ? End(end) : End();
}

}  // namespace rules::residual
