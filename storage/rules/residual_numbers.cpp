// Forms of identifiers that are mostly digits, and what a label announces.
#include <algorithm>
#include <array>
#include <string>

#include "storage/rules/residual_forms.h"

namespace rules::residual {

namespace {

End ended(const Reader& reader)
{
    return reader.ended() ? End(reader.at) : End();
}

// A reference after its label: digits, letters, / and -, at least three digits, at most four letters before
// the first of them. A bare year is none.
End reference(Reader reader, bool announced)
{
    const std::size_t from = reader.at;
    std::size_t digits = 0, before = 0, end = from;
    while (reader.at < from + 40 && (is_digit(reader.peek()) || is_letter(reader.peek()) ||
                                     reader.peek() == '/' || reader.peek() == '-')) {
        const char c = reader.peek();
        if (is_digit(c)) ++digits;
        if (is_letter(c) && digits == 0) ++before;
        ++reader.at;
        if (in_word(c)) end = reader.at;
    }
    if (digits < 3 || before > 4 || !Reader{reader.text, end}.ended()) return {};
    const auto found = reader.text.substr(from, end - from);
    const bool year =
        found.size() == 4 && digits == 4 && (found.starts_with("19") || found.starts_with("20"));
    return year && !announced ? End() : End(end);
}

// "CAD", then perhaps "ref", "number" or a colon, then the reference.
End labelled(std::string_view text, std::size_t at, std::string_view label, bool must_announce = false)
{
    Reader reader{text, at};
    if (!reader.word(label)) {
        // "CAD1234": what has no word of its own after it.
        Reader joined{text, at};
        for (const char c : label)
            if (lower(joined.peek()) != c || ++joined.at == 0) return {};
        return !must_announce && is_digit(joined.peek()) ? reference(joined, false) : End();
    }
    bool announced = false;
    for (int i = 0; i < 4; ++i) {
        const std::size_t before = reader.at;
        reader.some(" ");
        bool more = false;
        for (const std::string_view word : {"reference", "references", "ref", "refs", "number", "numbers",
                                            "no", "nos", "id", "record", "report"}) {
            Reader next = reader;
            if (!next.word(word)) continue;
            reader = next;
            more = announced = true;
            break;
        }
        if (reader.some(":#.=")) more = announced = true;
        if (!more) {
            reader.some(" ");
            if (reader.at == before) break;
            break;
        }
    }
    if (reader.done() || (!is_digit(reader.peek()) && !is_letter(reader.peek()))) return {};
    return announced || !must_announce ? reference(reader, announced) : End();
}

End any_label(std::string_view text, std::size_t at, std::initializer_list<std::string_view> labels,
              bool must_announce = false)
{
    for (const auto label : labels)
        if (const auto end = labelled(text, at, label, must_announce)) return end;
    return {};
}

// Digits in groups with at most two marks between: the longest run of whole groups that `fits`.
template <class Fits>
End longest_groups(std::string_view text, std::size_t at, std::string_view separators, Fits fits)
{
    std::string digits;
    End found;
    std::size_t marks = 0;
    for (std::size_t i = at; i < text.size() && digits.size() <= 16; ++i) {
        if (is_digit(text[i])) {
            digits += text[i];
            marks = 0;
            if (Reader{text, i + 1}.ended() && fits(digits)) found = i + 1;
        } else if (separators.find(text[i]) == std::string_view::npos || ++marks > 2) {
            break;
        }
    }
    return found;
}

bool luhn(std::string_view digits)
{
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        int value = digits[digits.size() - 1 - i] - '0';
        if (i % 2 == 1) value = value > 4 ? 2 * value - 9 : 2 * value;
        sum += value;
    }
    return sum % 10 == 0;
}

// nn-nn-nn with the same mark between; then perhaps an account of eight digits.
End sort_code(std::string_view text, std::size_t at, bool announced)
{
    Reader reader{text, at};
    if (!reader.digits(2)) return {};
    const char mark = reader.peek();
    if (mark == '-' || (announced && mark == ' ')) {
        ++reader.at;
        if (!reader.digits(2) || !reader.one(mark) || !reader.digits(2)) return {};
    } else if (!announced || !reader.digits(4)) {
        return {};
    }
    if (!reader.ended()) return {};
    const std::size_t code_end = reader.at;
    reader.some(" ,");
    if (reader.at > code_end && reader.digits(8) && reader.ended()) return reader.at;
    if (announced) return code_end;
    return date(text, at) ? End() : End(code_end);
}

End iban(std::string_view text, std::size_t at)
{
    Reader reader{text, at};
    if (!reader.uppers(2) || !reader.digits(2)) return {};
    std::size_t count = 0, end = 0;
    while (!reader.done() && count < 30) {
        if (is_digit(reader.peek()) || (is_letter(reader.peek()) && reader.peek() < 'a')) {
            ++count;
            end = ++reader.at;
        } else if (reader.peek() == ' ' && count % 4 == 0) {
            ++reader.at;
        } else {
            break;
        }
    }
    if (count < 11 || !Reader{text, end}.ended()) return {};
    // Most of it is digits, unlike words in capitals.
    const auto digits = std::ranges::count_if(text.substr(at, end - at), is_digit);
    return digits >= 10 ? End(end) : End();
}

}  // namespace

bool in_word(char c)
{
    return is_digit(c) || is_letter(c) || (static_cast<unsigned char>(c) & 0x80U) != 0;
}
bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool Reader::digits(std::size_t least, std::size_t most)
{
    std::size_t count = 0;
    while (is_digit(peek())) {
        ++at;
        ++count;
    }
    return count >= least && count <= most;
}
bool Reader::digits(std::size_t count)
{
    for (; count > 0; --count, ++at)
        if (!is_digit(peek())) return false;
    return true;
}
bool Reader::letters(std::size_t count)
{
    for (; count > 0; --count, ++at)
        if (!is_letter(peek())) return false;
    return true;
}
bool Reader::uppers(std::size_t count)
{
    for (; count > 0; --count, ++at)
        if (peek() < 'A' || peek() > 'Z') return false;
    return true;
}
bool Reader::one(char c)
{
    if (peek() != c || done()) return false;
    ++at;
    return true;
}
bool Reader::word(std::string_view lower_case)
{
    if (text.size() - at < lower_case.size()) return false;
    for (const char c : lower_case)
        if (lower(text[at++]) != c) return false;
    return ended();
}
bool Reader::space()
{
    if (peek() == ' ')
        ++at;
    else if (text.substr(std::min(at, text.size())).starts_with("\xC2\xA0"))
        at += 2;
    return true;
}
bool Reader::some(std::string_view of)
{
    const std::size_t from = at;
    while (!done() && of.find(text[at]) != std::string_view::npos) ++at;
    return at > from;
}

// 0 and nine or ten digits, or + or 00 and a country; groups parted by a space, hyphen, dot or brackets.
End phone(std::string_view text, std::size_t at)
{
    Reader reader{text, at};
    reader.one('(');
    const bool plus = reader.one('+');
    if (!is_digit(reader.peek())) return {};
    return longest_groups(text, reader.at, " -.()", [&](std::string digits) {
        bool abroad = plus;
        if (!abroad && digits.starts_with("00")) {
            abroad = true;
            digits.erase(0, 2);
        }
        if (!abroad)
            return digits.size() >= 10 && digits.size() <= 11 && digits[0] == '0' && digits[1] != '0';
        if (digits.starts_with("440")) digits.erase(2, 1);
        return digits.starts_with("44") ? digits.size() == 11 || digits.size() == 12
                                        : digits.size() >= 9 && digits.size() <= 15;
    });
}

// Weights 10 to 2; the remainder of eleven is the last digit, and ten is never issued. However it is grouped.
End nhs_number(std::string_view text, std::size_t at)
{
    if (!is_digit(text[at])) return {};
    return longest_groups(text, at, " -.", [](const std::string& digits) {
        if (digits.size() != 10) return false;
        int sum = 0;
        for (std::size_t i = 0; i < 9; ++i) sum += (digits[i] - '0') * (10 - static_cast<int>(i));
        return (11 - sum % 11) % 11 == digits[9] - '0';
    });
}

End ni_number(std::string_view text, std::size_t at)
{
    if (const auto end = any_label(text, at, {"nino"})) return end;
    if (const auto end = any_label(text, at, {"ni", "insurance"}, true)) return end;
    Reader reader{text, at};
    if (!reader.letters(2)) return {};
    std::string prefix(text.substr(at, 2));
    std::ranges::transform(prefix, prefix.begin(), lower);
    static constexpr std::array<std::string_view, 7> kNever = {"bg", "gb", "kn", "nk", "nt", "tn", "zz"};
    if (std::string_view("dfiquv").find(prefix[0]) != std::string_view::npos ||
        std::string_view("dfioquv").find(prefix[1]) != std::string_view::npos ||
        std::ranges::find(kNever, prefix) != kNever.end())
        return {};
    for (int i = 0; i < 3; ++i) {
        reader.space();
        if (!reader.digits(2)) return {};
    }
    reader.space();
    const char suffix = lower(reader.peek());
    if (suffix < 'a' || suffix > 'd' || reader.done()) return {};
    ++reader.at;
    return ended(reader);
}

End pnc_id(std::string_view text, std::size_t at)
{
    if (const auto end = labelled(text, at, "pnc")) return end;
    Reader reader{text, at};
    while (is_digit(reader.peek())) ++reader.at;
    const std::size_t year = reader.at - at;
    if ((year != 2 && year != 4) || !reader.one('/') || !reader.digits(4, 7)) return {};
    if (!is_letter(reader.peek())) return {};
    ++reader.at;
    return ended(reader);
}

End cro(std::string_view text, std::size_t at)
{
    if (const auto end = labelled(text, at, "cro")) return end;
    Reader reader{text, at};
    const bool search_file = lower(reader.peek()) == 's' && lower(reader.peek(1)) == 'f';
    if (search_file) {
        reader.at += 2;
        reader.space();
        if (!reader.digits(2) || !reader.one('/') || !reader.digits(3, 6)) return {};
    } else if (!reader.digits(3, 6) || !reader.one('/') || !reader.digits(2)) {
        return {};
    }
    if (!is_letter(reader.peek())) return {};
    ++reader.at;
    return ended(reader);
}

End police_reference(std::string_view text, std::size_t at)
{
    if (const auto end = any_label(text, at, {"cris", "cad", "merlin"})) return end;
    // Words of every day: only with "number", "ref" or a colon.
    if (const auto end = any_label(
            text, at, {"custody", "crime", "crimint", "niche", "athena", "connect", "incident", "stop"},
            true))
        return end;
    // 4612345/24, the form of CRIS; 24PAC123456, the form of Merlin.
    Reader crime{text, at};
    if (crime.digits(6, 7) && crime.one('/') && crime.digits(2, 2) && crime.ended()) return crime.at;
    Reader merlin{text, at};
    if (!merlin.digits(2)) return {};
    const bool named = std::ranges::all_of(
        std::string_view("pac"), [&](char c) { return lower(merlin.peek()) == c && ++merlin.at > 0; });
    return named && merlin.digits(4, 7) ? ended(merlin) : End();
}

// Words of every day before a number: "prison: 2019" is a year.
End other_reference(std::string_view text, std::size_t at)
{
    const auto end =
        any_label(text, at, {"hospital", "patient", "passport", "prison", "prisoner", "nomis",  "licence",
                             "imei",     "upn",     "rio",      "emis",   "systmone", "mosaic", "oasys",
                             "delius",   "tenancy", "case",     "file",   "client",   "pupil",  "office"},
                  true);
    if (!end) return {};
    const auto last = text.substr(*end - 4, 4);
    const bool year = (last.starts_with("19") || last.starts_with("20")) &&
                      std::ranges::all_of(last, is_digit) && !in_word(text[*end - 5]);
    return year ? End() : end;
}

End urn(std::string_view text, std::size_t at)
{
    if (const auto end = labelled(text, at, "urn")) return end;
    Reader reader{text, at};
    if (!reader.digits(2)) return {};
    reader.one('/');
    if (!reader.uppers(2)) return {};
    reader.one('/');
    if (!reader.digits(5)) return {};
    reader.one('/');
    if (!reader.digits(2)) return {};
    return ended(reader);
}

End bank(std::string_view text, std::size_t at)
{
    Reader reader{text, at};
    if (reader.word("sort") && reader.space() && reader.word("code")) {
        reader.some(" :");
        if (const auto end = sort_code(text, reader.at, true)) return end;
    }
    reader.at = at;
    if (reader.word("account")) {
        reader.some(" ");
        Reader next = reader;
        if (next.word("number") || (next = reader, next.word("no"))) reader = next;
        reader.some(" :.");
        if (reader.digits(8, 8) && reader.ended()) return reader.at;
    }
    if (const auto end = sort_code(text, at, false)) return end;
    if (const auto end = iban(text, at)) return end;
    return longest_groups(text, at, " -",
                          [](const std::string& digits) { return digits.size() == 16 && luhn(digits); });
}

End panel_reference(std::string_view text, std::size_t at)
{
    return any_label(text, at, {"marac", "mappa", "visor"});
}

namespace {

// "PC Lark 1234NW", "officer 1234NW".
End named_officer(std::string_view text, std::size_t at)
{
    for (const std::string_view rank : {"pc", "dc", "ps", "ds", "di", "pcso", "sgt", "tdc", "wpc", "insp",
                                        "officer", "constable", "sergeant", "detective", "inspector"}) {
        Reader reader{text, at};
        if (!reader.word(rank) || !reader.some(" ")) continue;
        for (int names = 0; names < 2 && reader.peek() >= 'A' && reader.peek() <= 'Z'; ++names) {
            while (is_letter(reader.peek()) || reader.peek() == '-' || reader.peek() == '\'') ++reader.at;
            reader.some(" (,");
        }
        if (!reader.digits(3, 6)) continue;
        const bool lettered = is_letter(reader.peek());
        for (int i = 0; i < 2 && is_letter(reader.peek()); ++i) ++reader.at;
        if (lettered && reader.ended()) return reader.at;
    }
    return {};
}

}  // namespace

// An officer's rank and number, or a number said to be one.
End collar(std::string_view text, std::size_t at)
{
    for (const std::string_view rank :
         {"pc", "dc", "ps", "ds", "di", "pcso", "sgt", "tdc", "wpc", "dsu", "insp"}) {
        Reader reader{text, at};
        const bool ranked =
            std::ranges::all_of(rank, [&](char c) { return lower(reader.peek()) == c && ++reader.at > 0; });
        if (!ranked) continue;
        reader.space();
        if (!reader.digits(2, 6)) continue;
        for (int i = 0; i < 2 && is_letter(reader.peek()); ++i) ++reader.at;
        if (reader.ended()) return reader.at;
    }
    if (const auto end = named_officer(text, at)) return end;
    return any_label(text, at, {"collar", "warrant", "shoulder"});
}

}  // namespace rules::residual
