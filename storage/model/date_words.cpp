#include "storage/model/date_words.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <vector>

namespace model {
namespace {

using Words = std::initializer_list<std::string_view>;

constexpr std::array<std::string_view, 12> kMonthWords = {"january",   "february", "march",    "april",
                                                          "may",       "june",     "july",     "august",
                                                          "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdayWords = {"sunday",   "monday", "tuesday", "wednesday",
                                                           "thursday", "friday", "saturday"};

struct Slip {
    std::string_view word;
    int number;
};
constexpr std::array kMonthSlips = {Slip{"mrach", 3}, Slip{"marhc", 3}, Slip{"mach", 3}, Slip{"apirl", 4},
                                    Slip{"aprl", 4},  Slip{"arpil", 4}, Slip{"arp", 4},  Slip{"aprill", 4},
                                    Slip{"jully", 7}, Slip{"juy", 7},   Slip{"jly", 7},  Slip{"jne", 6},
                                    Slip{"agu", 8},   Slip{"spt", 9},   Slip{"febr", 2}, Slip{"spet", 9},
                                    Slip{"ocy", 10},  Slip{"nvo", 11},  Slip{"dce", 12}, Slip{"fevruary", 2}};
constexpr std::array kWeekdaySlips = {Slip{"weds", 3},     Slip{"thur", 4},     Slip{"tusday", 2},
                                      Slip{"wensday", 3},  Slip{"wednsday", 3}, Slip{"wedensday", 3},
                                      Slip{"thrusday", 4}, Slip{"saterday", 6}};

/// Edits (change, insert, drop, swap of neighbours) from a to b, counted up to 3.
int edits(std::string_view a, std::string_view b)
{
    const std::size_t width = b.size() + 1;
    std::vector<int> older(width), above(width), row(width);
    for (std::size_t j = 0; j < width; ++j) above[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j < width; ++j) {
            const int change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], older[j - 2] + 1);
        }
        older.swap(above);
        above.swap(row);
    }
    return above[b.size()];
}

bool is_one_of(std::string_view word, Words words)
{
    return std::ranges::find(words, word) != words.end();
}

bool take_any(Cursor& cursor, std::initializer_list<Words> phrases)
{
    return std::ranges::any_of(phrases, [&](const Words& phrase) { return cursor.take_all(phrase); });
}

}  // namespace

std::optional<int> month_of(std::string_view word)
{
    if (word.size() < 3) return std::nullopt;
    for (std::size_t i = 0; i < kMonthWords.size(); ++i)
        if (kMonthWords[i].starts_with(word)) return static_cast<int>(i) + 1;
    for (const Slip& slip : kMonthSlips)
        if (slip.word == word) return slip.number;
    if (word.size() < 5 || word.size() > 11) return std::nullopt;
    for (std::size_t i = 0; i < kMonthWords.size(); ++i) {
        // Short names are left out: "match" is not March.
        if (kMonthWords[i].size() < 6) continue;
        const int allowed = kMonthWords[i].size() >= 7 && word.size() >= 7 ? 2 : 1;
        if (word[0] == kMonthWords[i][0] && edits(word, kMonthWords[i]) <= allowed)
            return static_cast<int>(i) + 1;
    }
    return std::nullopt;
}

std::optional<int> weekday_of(std::string_view word)
{
    if (word.size() < 3) return std::nullopt;
    for (std::size_t i = 0; i < kWeekdayWords.size(); ++i)
        if (kWeekdayWords[i].starts_with(word)) return static_cast<int>(i);
    for (const Slip& slip : kWeekdaySlips)
        if (slip.word == word) return slip.number;
    return std::nullopt;
}

bool is_ordinal_ending(std::string_view word)
{
    return is_one_of(word, {"st", "nd", "rd", "th"});
}

std::optional<Season> season_of(std::string_view word)
{
    if (is_one_of(word, {"spring", "springtime"})) return Season::Spring;
    if (is_one_of(word, {"summer", "summertime"})) return Season::Summer;
    if (is_one_of(word, {"autumn", "fall", "autum", "aut"})) return Season::Autumn;
    if (is_one_of(word, {"winter", "wintertime"})) return Season::Winter;
    return std::nullopt;
}

std::optional<int> ordinal_of(std::string_view word)
{
    constexpr std::array<std::string_view, 4> kOrdinals = {"first", "second", "third", "fourth"};
    const auto found = std::ranges::find(kOrdinals, word);
    if (found == kOrdinals.end()) return std::nullopt;
    return static_cast<int>(found - kOrdinals.begin()) + 1;
}

bool take_part(Cursor& cursor)
{
    Cursor probe = cursor;
    probe.take("the");
    if (take_any(probe, {{"early", "to", "mid"},
                         {"mid", "to", "late"},
                         {"early", "/", "mid"},
                         {"mid", "/", "late"},
                         {"very", "early"},
                         {"very", "late"},
                         {"early", "in"},
                         {"late", "in"},
                         {"late", "on", "in"},
                         {"early"},
                         {"mid"},
                         {"middle"},
                         {"late"},
                         {"beginning"},
                         {"start"},
                         {"end"},
                         {"the", "end"},
                         {"latter", "part"},
                         {"early", "part"},
                         {"towards", "the", "end"},
                         {"towards", "end"},
                         {"around", "the", "end"},
                         {"back", "end"}})) {
        probe.take("-");
        if (probe.take("of")) probe.take("the");
        cursor = probe;
        return true;
    }
    return false;
}

bool take_hedge(Cursor& cursor)
{
    Cursor probe = cursor;
    const bool taken = take_any(probe, {{"on", "or", "about"},
                                        {"on", "or", "around"},
                                        {"at", "or", "about"},
                                        {"at", "or", "around"},
                                        {"in", "or", "around"},
                                        {"in", "or", "about"},
                                        {"thought", "to", "be"},
                                        {"believed", "to", "be"},
                                        {"c", "/", "a"},
                                        {"c"},
                                        {"ca"},
                                        {"circa"},
                                        {"cir"},
                                        {"approx"},
                                        {"aprox"},
                                        {"approximately"},
                                        {"aproximately"},
                                        {"approximatley"},
                                        {"appx"},
                                        {"apx"},
                                        {"about"},
                                        {"abt"},
                                        {"around"},
                                        {"roughly"},
                                        {"estimated"},
                                        {"est"},
                                        {"possibly"},
                                        {"poss"},
                                        {"probably"},
                                        {"prob"},
                                        {"perhaps"},
                                        {"maybe"},
                                        {"believed"},
                                        {"likely"},
                                        {"approximate"},
                                        {"unsure"},
                                        {"uncertain"},
                                        {"unconfirmed"},
                                        {"ish"},
                                        {"?"},
                                        {"~"}});
    if (!taken) return false;
    probe.take(".");
    cursor = probe;
    return true;
}

bool take_filler(Cursor& cursor)
{
    return take_any(cursor, {{"some", "time", "in"},
                             {"sometime", "in"},
                             {"sometime", "during"},
                             {"some", "time", "during"},
                             {"at", "some", "point", "in"},
                             {"date", ":"},
                             {"date"},
                             {"dated"},
                             {"on"},
                             {"in"},
                             {"the"},
                             {"of"},
                             {"during"},
                             {"at"},
                             {"sometime"},
                             {"month", "of"},
                             {"within"},
                             {"throughout"},
                             {"over"}});
}

std::optional<Bound> take_bound(Cursor& cursor)
{
    for (const std::string_view closeness : {"just", "shortly", "soon", "some"}) {
        Cursor probe = cursor;
        probe.take(closeness);
        probe.take("time");
        if (take_any(probe, {{"on", "or", "before"},
                             {"not", "later", "than"},
                             {"no", "later", "than"},
                             {"not", "after"},
                             {"at", "latest"},
                             {"by", "end", "of"},
                             {"by", "the", "end", "of"},
                             {"by"},
                             {"until"},
                             {"untill"},
                             {"till"},
                             {"til"},
                             {"up", "to"},
                             {"up", "until"},
                             {"to"},
                             {"ending"}})) {
            cursor = probe;
            return Bound::Until;
        }
        if (take_any(probe, {{"on", "or", "after"},
                             {"not", "before"},
                             {"not", "earlier", "than"},
                             {"no", "earlier", "than"},
                             {"from"},
                             {"since"},
                             {"starting"},
                             {"beginning", "on"},
                             {"as", "of"},
                             {"as", "from"}})) {
            probe.take("on");
            cursor = probe;
            return Bound::From;
        }
        if (take_any(
                probe,
                {{"before"}, {"prior", "to"}, {"pre", "-"}, {"pre"}, {"earlier", "than"}, {"bef"}, {"<"}})) {
            cursor = probe;
            return Bound::Before;
        }
        if (take_any(
                probe,
                {{"after"}, {"following"}, {"post", "-"}, {"post"}, {"later", "than"}, {"aft"}, {">"}})) {
            cursor = probe;
            return Bound::After;
        }
    }
    return std::nullopt;
}

bool take_onwards(Cursor& cursor)
{
    Cursor probe = cursor;
    while (probe.take("-") || probe.take(",")) {
    }
    if (take_any(probe, {{"and", "onwards"},
                         {"and", "ongoing"},
                         {"and", "after"},
                         {"and", "continuing"},
                         {"onwards"},
                         {"onward"},
                         {"onwards"},
                         {"ongoing"},
                         {"to", "date"},
                         {"to", "present"},
                         {"to", "the", "present"},
                         {"to", "now"},
                         {"to", "current"},
                         {"to", "ongoing"},
                         {"until", "now"},
                         {"until", "present"},
                         {"till", "now"},
                         {"present"},
                         {"continuing"},
                         {"current"},
                         {"now"},
                         {"on", "wards"},
                         {"or", "later"},
                         {"or", "after"},
                         {">"},
                         {"\u2192"},
                         {"+"}})) {
        cursor = probe;
        return true;
    }
    return false;
}

bool take_range_mark(Cursor& cursor)
{
    return take_any(cursor, {{"and", "/", "or"},
                             {"up", "to"},
                             {"through", "to"},
                             {"or"},
                             {"and"},
                             {"to"},
                             {"until"},
                             {"till"},
                             {"til"},
                             {"through"},
                             {"thru"},
                             {"&"},
                             {"/"},
                             {"-"},
                             {",", "or"},
                             {",", "and"},
                             {"into"},
                             {"+"}});
}

std::optional<WeekWord> take_week_word(Cursor& cursor)
{
    Cursor probe = cursor;
    probe.take("the");
    if (take_any(probe, {{"w", "/", "c"},
                         {"w", "-", "c"},
                         {"w", "c"},
                         {"wc"},
                         {"wk", "/", "c"},
                         {"w", "/", "b"},
                         {"w", "b"},
                         {"wb"},
                         {"w", "/", "s"},
                         {"week", "commencing"},
                         {"week", "comencing"},
                         {"week", "commencing", "on"},
                         {"week", "beginning"},
                         {"week", "starting"},
                         {"week", "begining"},
                         {"wk", "commencing"},
                         {"wk", "beginning"},
                         {"wk", "comm"},
                         {"wk", "com"},
                         {"wk", "beg"},
                         {"week", "beg"},
                         {"wk", "starting"},
                         {"wk", "/", "b"},
                         {"w", "/", "comm"},
                         {"w", "/", "beg"},
                         {"wk", "/", "comm"},
                         {"week", "comm"},
                         {"week", "from"},
                         {"wkc"}})) {
        cursor = probe;
        return WeekWord::Commencing;
    }
    if (take_any(probe, {{"week", "ending"},
                         {"wk", "ending"},
                         {"w", "/", "e"},
                         {"w", "e"},
                         {"wk", "/", "e"},
                         {"wk", "/", "ending"},
                         {"wk", "end"},
                         {"week", "to"}})) {
        cursor = probe;
        return WeekWord::Ending;
    }
    if (take_any(
            probe,
            {{"weekend", "of"}, {"weekend"}, {"week", "-", "end", "of"}, {"w", "/", "end"}, {"wkend"}})) {
        cursor = probe;
        return WeekWord::Weekend;
    }
    if (take_any(probe, {{"week", "of"},
                         {"wk", "of"},
                         {"week", "containing"},
                         {"week", "including"},
                         {"week", "in", "which"}})) {
        cursor = probe;
        return WeekWord::Of;
    }
    return std::nullopt;
}

bool is_relative(const Tokens& tokens)
{
    return std::ranges::any_of(tokens, [](const Token& token) {
        return is_one_of(token.text,
                         {"death",     "later", "ago",      "last",    "next",     "previous", "following",
                          "yesterday", "today", "tomorrow", "earlier", "incident", "murder",   "homicide",
                          "wks",       "weeks", "days",     "months",  "years",    "birth",    "prior",
                          "before",    "after", "day",      "same",    "week",     "month"});
    });
}

bool changes_meaning(const Token& token)
{
    if (token.kind == Token::Kind::Number) return true;
    if (!token.is_word())
        return token.is("?") || token.is("<") || token.is(">") || token.is("/") || token.is("+");
    if (month_of(token.text) || weekday_of(token.text) || season_of(token.text) || ordinal_of(token.text))
        return true;
    return is_one_of(
        token.text,
        {"not",    "or",        "and",       "before",    "after", "until",     "till",    "since",
         "from",   "to",        "by",        "between",   "week",  "weeks",     "wk",      "wks",
         "month",  "months",    "year",      "years",     "day",   "days",      "later",   "earlier",
         "prior",  "previous",  "next",      "following", "wrong", "incorrect", "error",   "typo",
         "same",   "onwards",   "ongoing",   "onward",    "c",     "circa",     "term",    "half",
         "end",    "start",     "beginning", "early",     "mid",   "late",      "quarter", "easter",
         "xmas",   "christmas", "death",     "aged",      "age",   "ago",       "last",    "first",
         "unknown"});
}

}  // namespace model
