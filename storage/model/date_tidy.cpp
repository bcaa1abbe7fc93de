#include "storage/model/date_tidy.h"

#include <algorithm>
#include <charconv>

#include "storage/model/date_words.h"

namespace model {
namespace {

using Phrase = std::initializer_list<std::string_view>;

bool has_figure(const Tokens& tokens)
{
    return std::ranges::any_of(tokens, [](const Token& token) { return token.kind == Token::Kind::Number; });
}

Token word(std::string_view text)
{
    return {Token::Kind::Word, std::string(text), -1, true, false};
}

Token mark(std::string_view text)
{
    return {Token::Kind::Mark, std::string(text), -1, true, false};
}

/// "(08/03/2021)", "\"08/03/2021\"": marks about the whole cell.
void drop_wrapping(Tokens& tokens)
{
    while (tokens.size() > 2) {
        const bool brackets = tokens.front().is("(") && tokens.back().is(")");
        const bool quotes =
            (tokens.front().is("\"") || tokens.front().is("\u201C")) &&
            (tokens.back().is("\"") || tokens.back().is("\u201D") || tokens.back().is("\u201C"));
        const bool inside = std::any_of(tokens.begin() + 1, tokens.end() - 1, [](const Token& token) {
            return token.is("(") || token.is(")") || token.is("\"");
        });
        if (!(brackets || quotes) || inside) return;
        tokens.pop_back();
        tokens.erase(tokens.begin());
    }
}

void drop_signs(Tokens& tokens)
{
    const auto is_sign = [](const Token& token) { return token.is("*") || token.is("#"); };
    while (tokens.size() > 1 && is_sign(tokens.back())) tokens.pop_back();
    while (tokens.size() > 1 && is_sign(tokens.front())) tokens.erase(tokens.begin());
}

/// "--/03/2021", "__/03/2021": an open place for the day.
void name_open_day(Tokens& tokens)
{
    std::size_t run = 0;
    while (run < tokens.size() && (tokens[run].is("-") || tokens[run].is("_"))) ++run;
    if (run == 0 || run > 2 || run >= tokens.size() || !(tokens[run].is("/") || tokens[run].is("."))) return;
    tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(run));
    tokens.insert(tokens.begin(), word("xx"));
}

/// "202103080915", "20210308091500": a day and a time as programs write them.
void part_long_figure(Tokens& tokens)
{
    if (tokens.size() != 1 || !(tokens[0].is_number(12, 12) || tokens[0].is_number(14, 14))) return;
    const std::string figures = tokens[0].text;
    if (!figures.starts_with("19") && !figures.starts_with("20")) return;
    const auto part = [&](std::size_t at, std::size_t size) {
        Token token{Token::Kind::Number, figures.substr(at, size), -1, true, false};
        std::from_chars(token.text.data(), token.text.data() + token.text.size(), token.value);
        return token;
    };
    tokens = {part(0, 8), part(8, 4)};
}

/// "Date of incident: 08/03/2021".
void drop_label(Tokens& tokens)
{
    if (tokens.size() < 5 || !tokens[0].is("date") || !tokens[1].is("of")) return;
    std::size_t at = 2;
    while (at < 5 && tokens[at].is_word()) ++at;
    if (at == 2 || at + 1 >= tokens.size() || !tokens[at].is(":")) return;
    tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(at + 1));
}

/// "Spring (2021)", "Autumn term (2021)": the year belongs to the words.
void open_year_brackets(Tokens& tokens)
{
    const std::size_t size = tokens.size();
    if (size < 4 || !tokens[size - 1].is(")") || !tokens[size - 2].is_number(4, 4) ||
        !tokens[size - 3].is("("))
        return;
    const Token& before = tokens[size - 4];
    if (!before.is_word() || !(season_of(before.text) || month_of(before.text) || before.is("term"))) return;
    tokens.erase(tokens.end() - 1);
    tokens.erase(tokens.end() - 2);
}

/// "May Day bank holiday" is the early May bank holiday.
void name_may_day(Tokens& tokens)
{
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        if (!tokens[i].is("may") || !tokens[i + 1].is("day") || !tokens[i + 2].is("bank")) continue;
        tokens[i].text = "early";
        tokens[i + 1].text = "may";
    }
}

/// Takes the phrase off the end, with the brackets, dash or comma that part it from the date.
bool drop_at_end(Tokens& tokens, Phrase phrase)
{
    Tokens left = tokens;
    const bool bracket = left.size() > 1 && left.back().is(")");
    if (bracket) left.pop_back();
    if (left.size() <= phrase.size()) return false;
    const auto begin = left.end() - static_cast<std::ptrdiff_t>(phrase.size());
    if (!std::equal(phrase.begin(), phrase.end(), begin,
                    [](std::string_view want, const Token& token) { return token.is(want); }))
        return false;
    left.erase(begin, left.end());
    if (bracket) {
        if (!left.back().is("(")) return false;
        left.pop_back();
    }
    while (!left.empty() && (left.back().is("-") || left.back().is(",") || left.back().is(";")))
        left.pop_back();
    if (!has_figure(left)) return false;
    tokens = std::move(left);
    return true;
}

bool drop_any_at_end(Tokens& tokens, std::initializer_list<Phrase> phrases)
{
    return std::ranges::any_of(phrases, [&](const Phrase& phrase) { return drop_at_end(tokens, phrase); });
}

bool drop_at_start(Tokens& tokens, std::initializer_list<Phrase> phrases)
{
    return std::ranges::any_of(phrases, [&](const Phrase& phrase) {
        Cursor cursor{&tokens, 0};
        if (!cursor.take_all(phrase) || cursor.done()) return false;
        cursor.take("-");
        cursor.take(",");
        tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(cursor.at));
        return true;
    });
}

bool says_day_not_known(Tokens& tokens)
{
    return drop_any_at_end(tokens, {{"exact", "date", "unknown"},
                                    {"exact", "date", "not", "known"},
                                    {"exact", "date", "not", "recorded"},
                                    {"exact", "date", "unclear"},
                                    {"exact", "date", "not", "given"},
                                    {"exact", "day", "unknown"},
                                    {"exact", "day", "not", "known"},
                                    {"specific", "date", "unknown"},
                                    {"specific", "date", "not", "known"},
                                    {"precise", "date", "unknown"},
                                    {"precise", "date", "not", "known"},
                                    {"no", "exact", "date"},
                                    {"no", "specific", "date"},
                                    {"date", "unknown"},
                                    {"date", "not", "known"},
                                    {"date", "not", "recorded"},
                                    {"day", "unknown"},
                                    {"day", "not", "known"},
                                    {"unspecified", "date"}}) ||
           drop_at_start(tokens, {{"exact", "date", "unknown", "in"},
                                  {"exact", "date", "unknown"},
                                  {"exact", "date", "not", "known"},
                                  {"unknown", "date", "in"},
                                  {"unknown", "day", "in"},
                                  {"unspecified", "date", "in"},
                                  {"date", "unknown"},
                                  {"date", "not", "known"},
                                  {"some", "point", "in"},
                                  {"some", "point", "during"}});
}

bool says_doubtful(Tokens& tokens)
{
    return drop_any_at_end(tokens, {{"or", "thereabouts"},
                                    {"date", "tbc"},
                                    {"tbc"},
                                    {"to", "be", "confirmed"},
                                    {"date", "to", "be", "confirmed"},
                                    {"date", "uncertain"},
                                    {"date", "unsure"},
                                    {"date", "unclear"},
                                    {"date", "not", "certain"},
                                    {"date", "not", "exact"},
                                    {"date", "approximate"},
                                    {"date", "is", "approximate"},
                                    {"date", "approx"},
                                    {"date", "estimated"},
                                    {"approximate", "date"},
                                    {"approx", "date"},
                                    {"estimated", "date"}});
}

}  // namespace

Tidied tidy(Tokens tokens)
{
    Tidied tidied;
    drop_signs(tokens);
    drop_wrapping(tokens);
    name_open_day(tokens);
    part_long_figure(tokens);
    drop_label(tokens);
    open_year_brackets(tokens);
    name_may_day(tokens);
    drop_any_at_end(tokens, {{"inclusive"}, {"incl"}, {"inc"}, {"all", "day"}});
    tidied.day_not_known = says_day_not_known(tokens);
    if (!tidied.day_not_known && says_doubtful(tokens)) tokens.push_back(mark("?"));
    tidied.tokens = std::move(tokens);
    return tidied;
}

}  // namespace model
