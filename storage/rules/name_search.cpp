#include "storage/rules/name_search.h"

#include <algorithm>
#include <set>

namespace rules {

namespace {

bool is_apostrophe(std::string_view gap)
{
    return gap == "'" || gap == "\u2019" || gap == "\u02BC";
}

// Spaces and one line end at most.
bool is_space(std::string_view gap)
{
    return !gap.empty() && gap.size() <= 3 && gap.find_first_not_of(" \t\n") == std::string_view::npos;
}

bool is_hyphen(std::string_view gap)
{
    return gap == "-" || gap == "\u2010" || gap == "\u2011" || gap == "\u2013" || gap == " - ";
}

bool ends_sentence(std::string_view gap)
{
    return gap.find_first_of(".!?:\n") != std::string_view::npos || gap.find('"') != std::string_view::npos ||
           gap.find("\u201C") != std::string_view::npos || gap.find("\u2022") != std::string_view::npos;
}

}  // namespace

NameSearch::NameSearch(std::string_view text, const NameIndex& index, NameSense sense)
    : text_(text), index_(index), lists_(NameWords::built_in()), sense_(sense)
{
    std::size_t end = 0;
    for (const auto& span : model::word_spans(text)) {
        const auto gap = text.substr(end, span.offset - end);
        tokens_.push_back({span, model::fold(text.substr(span.offset, span.length)), gap,
                           tokens_.empty() || ends_sentence(gap)});
        end = span.offset + span.length;
    }
}

// May token `at` go on with the name whose word before it was `before`?
bool NameSearch::joins(std::size_t at, std::string_view before) const
{
    const auto gap = tokens_[at].gap;
    if (is_space(gap) || is_hyphen(gap) || is_apostrophe(gap) || gap == ", " || gap == ",") return true;
    return before.size() <= 2 && (gap == "." || gap == ". " || gap == ".-");
}

bool NameSearch::fits(const NameIndex::Pattern& pattern, std::size_t at) const
{
    if (at + pattern.words.size() > tokens_.size()) return false;
    for (std::size_t i = 0; i < pattern.words.size(); ++i) {
        const auto& token = tokens_[at + i];
        if (token.folded != pattern.words[i]) return false;
        if (i > 0 && !joins(at + i, pattern.words[i - 1])) return false;
        if (pattern.initials && token.folded.size() == 1 && !token.span.capital) return false;
    }
    if (pattern.words.size() == 1) return single_is_name(pattern, at);
    if (pattern.initials && pattern.words.size() == 2 && pattern.words[0].size() == 1 &&
        pattern.words[1].size() == 1)
        return tokens_[at + 1].gap != ", " && tokens_[at + 1].gap != ",";
    return true;
}

bool NameSearch::single_is_name(const NameIndex::Pattern& pattern, std::size_t at) const
{
    const auto& token = tokens_[at];
    // A letter before or after an apostrophe is no word of its own: the s of "Zoe's".
    if (token.folded.size() < 2) return false;
    if (pattern.how == NameFound::Initials)
        return token.span.upper && !lists_.initials.contains(token.folded);
    const bool titled = at > 0 && lists_.titles.contains(tokens_[at - 1].folded);
    if (at + 1 < tokens_.size() && is_space(tokens_[at + 1].gap) && tokens_[at + 1].span.capital &&
        lists_.places.contains(tokens_[at + 1].folded))
        return false;
    if (titled) return true;
    // "the Kings", but not "wards": what is a plain word in the singular needs what says that people are
    // meant.
    if (pattern.family &&
        (lists_.common.contains(pattern.exact.front()) || lists_.common.contains(token.folded)))
        return token.span.capital && at > 0 && lists_.groups.contains(tokens_[at - 1].folded);
    const bool shorthand = token.folded.size() == 2 && lists_.initials.contains(token.folded);
    if (shorthand || lists_.common.contains(token.folded) || lists_.no_name.contains(token.folded))
        return token.span.capital && !token.span.upper &&
               (!token.sentence_start ||
                (sense_ == NameSense::Possible && !lists_.starts.contains(token.folded) &&
                 !lists_.no_name.contains(token.folded)));
    return token.span.capital || token.folded.size() > 3;
}

bool NameSearch::namelike(std::size_t at) const
{
    const auto& token = tokens_[at];
    return token.span.capital && token.folded.size() > 1 && !lists_.titles.contains(token.folded) &&
           !lists_.no_name.contains(token.folded) && !lists_.common.contains(token.folded) &&
           !index_.place_words_.contains(token.folded) && !lists_.initials.contains(token.folded);
}

// A part of a name, of so many words, with another capitalised word beside it: somebody else of that name.
bool NameSearch::beside_another(std::size_t at, std::size_t words) const
{
    const bool before = at > 0 && is_space(tokens_[at].gap) && namelike(at - 1) &&
                        !tokens_[at - 1].sentence_start && !tokens_[at - 1].span.upper;
    const bool titled_before = at > 1 && is_space(tokens_[at].gap) && namelike(at - 1) &&
                               lists_.titles.contains(tokens_[at - 2].folded);
    const std::size_t next = at + words;
    const bool after = next < tokens_.size() && is_space(tokens_[next].gap) && namelike(next);
    return before || titled_before || after;
}

NameFound NameSearch::how_found(const NameIndex::Pattern& pattern, std::size_t at) const
{
    if (pattern.how == NameFound::Part && beside_another(at, pattern.words.size()))
        return NameFound::Namesake;
    if (pattern.how != NameFound::Exact) return pattern.how;
    for (std::size_t i = 0; i < pattern.exact.size(); ++i) {
        const auto& span = tokens_[at + i].span;
        if (model::lower(text_.substr(span.offset, span.length)) != pattern.exact[i])
            return NameFound::Accents;
    }
    return NameFound::Exact;
}

bool NameSearch::possessive_after(std::size_t at) const
{
    if (at + 1 < tokens_.size() && tokens_[at + 1].folded == "s" && is_apostrophe(tokens_[at + 1].gap))
        return true;
    // "the boys' ": an apostrophe after an s.
    const auto& span = tokens_[at].span;
    const auto rest = text_.substr(span.offset + span.length);
    return tokens_[at].folded.ends_with("s") && (rest.starts_with("' ") || rest.starts_with("\u2019 "));
}

std::optional<NameSearch::Matched> NameSearch::longest(std::size_t at) const
{
    const auto found = index_.by_first_.find(tokens_[at].folded);
    if (found == index_.by_first_.end()) return std::nullopt;
    std::optional<Matched> best;
    std::set<std::string> people;
    for (const auto& pattern : found->second) {
        if (!fits(pattern, at)) continue;
        const auto how = how_found(pattern, at);
        const auto words = pattern.words.size();
        const bool better = !best || words > best->words || (words == best->words && how < best->hit.how);
        if (better) {
            const auto& last = tokens_[at + words - 1].span;
            // The same number of words read in a weaker way is another person's reading all the same.
            if (!best || words > best->words) people.clear();
            best = Matched{words, {}};
            best->hit.offset = tokens_[at].span.offset;
            best->hit.length = last.offset + last.length - best->hit.offset;
            best->hit.how = how;
            best->hit.possessive = possessive_after(at + words - 1);
        }
        if (words == best->words) people.insert(pattern.person);
    }
    if (best) best->hit.people.assign(people.begin(), people.end());
    return best;
}

std::vector<NameHit> NameSearch::hits() const
{
    std::vector<NameHit> found;
    for (std::size_t at = 0; at < tokens_.size();) {
        auto matched = longest(at);
        if (!matched) {
            ++at;
            continue;
        }
        found.push_back(std::move(matched->hit));
        at += matched->words;
    }
    return found;
}

// Does what stands before say that a name follows? A title, "her sister, Inés", "known as Rizz".
bool NameSearch::cued(std::size_t at) const
{
    if (at == 0) return false;
    const auto& before = tokens_[at - 1].folded;
    const auto gap = tokens_[at].gap;
    if (lists_.titles.contains(before) && (is_space(gap) || gap == ". ")) return true;
    if (lists_.kin.contains(before) && (is_space(gap) || gap == ", " || gap == " (")) return true;
    if (lists_.cues.contains(before)) return true;
    return before == "as" && at > 1 && tokens_[at - 2].folded == "known";
}

// How many tokens from `at` on look like one name.
std::size_t NameSearch::run_from(std::size_t at) const
{
    std::size_t length = 0;
    while (at + length < tokens_.size()) {
        const auto& token = tokens_[at + length];
        if (length > 0) {
            // Two words are a name: what the next line begins with is another cell's.
            if (length > 1 && token.gap.find('\n') != std::string_view::npos) break;
            const bool joined = is_space(token.gap) || is_hyphen(token.gap) ||
                                (is_apostrophe(token.gap) && token.folded != "s") ||
                                (token.gap == ", " && length == 1 && tokens_[at].folded.size() > 1 &&
                                 tokens_[at].span.upper && !token.span.upper);
            if (!joined) break;
        }
        if (!token.span.capital || lists_.no_name.contains(token.folded) ||
            index_.place_words_.contains(token.folded))
            break;
        if (token.folded.find_first_of("0123456789") != std::string::npos) break;
        ++length;
        if (length == 5) break;
    }
    return length;
}

std::vector<UnknownName> NameSearch::unknown() const
{
    std::set<std::size_t> known;  // offsets of tokens that are known people
    for (const auto& hit : hits())
        if (hit.how != NameFound::Namesake)
            for (const auto& token : tokens_)
                if (token.span.offset >= hit.offset && token.span.offset < hit.offset + hit.length)
                    known.insert(token.span.offset);
    std::vector<UnknownName> found;
    for (std::size_t at = 0; at < tokens_.size();) {
        const bool led = cued(at);
        if (known.contains(tokens_[at].span.offset) || lists_.titles.contains(tokens_[at].folded)) {
            ++at;
            continue;
        }
        std::size_t length = run_from(at);
        for (std::size_t i = 0; i < length; ++i)
            if (known.contains(tokens_[at + i].span.offset)) length = i;
        const bool place_after = at + length < tokens_.size() && is_space(tokens_[at + length].gap) &&
                                 tokens_[at + length].span.capital &&
                                 lists_.no_name.contains(tokens_[at + length].folded);
        const bool saint = at > 0 && tokens_[at - 1].folded == "st" && tokens_[at].gap != "\n";
        bool letters = false;  // more than abbreviations
        bool starts_common =
            length > 0 && tokens_[at].sentence_start && lists_.common.contains(tokens_[at].folded);
        for (std::size_t i = 0; i < length; ++i)
            letters = letters || (!tokens_[at + i].span.upper && tokens_[at + i].folded.size() > 2);
        if (length > 0 && !place_after && !saint && letters && !starts_common && (length > 1 || led)) {
            const auto& last = tokens_[at + length - 1].span;
            const auto begin = tokens_[at].span.offset;
            const auto size = last.offset + last.length - begin;
            found.push_back({std::string(text_.substr(begin, size)), begin, size});
        }
        at += std::max<std::size_t>(length + (place_after ? 1 : 0), 1);
    }
    return found;
}

// Who a cell is about: hits that fit one person, and parts of the cell that are a code or a label.
std::vector<std::string> NameSearch::subjects() const
{
    std::set<std::string> people;
    for (const auto& hit : hits())
        if (hit.people.size() == 1 && hit.how != NameFound::Namesake) people.insert(hit.people.front());
    std::size_t from = 0;
    while (from <= text_.size()) {
        auto end = text_.find_first_of("/,;&()+\n", from);
        if (end == std::string_view::npos) end = text_.size();
        std::string label;
        for (const auto& token : tokens_)
            if (token.span.offset >= from && token.span.offset < end) {
                if (token.folded == "and") {
                    take_code(label, people);
                    label.clear();
                } else {
                    label += (label.empty() ? "" : " ") + token.folded;
                }
            }
        take_code(label, people);
        from = end + 1;
    }
    return {people.begin(), people.end()};
}

void NameSearch::take_code(const std::string& label, std::set<std::string>& people) const
{
    const auto found = index_.codes_.find(label);
    if (found != index_.codes_.end() && found->second.size() == 1) people.insert(found->second.front());
}

std::vector<std::string> subjects_of(std::string_view cell, const NameIndex& index)
{
    return NameSearch(cell, index).subjects();
}

std::vector<NameHit> find_names(std::string_view text, const NameIndex& index, NameSense sense)
{
    return NameSearch(text, index, sense).hits();
}

std::vector<UnknownName> unknown_names(std::string_view text, const NameIndex& index)
{
    return NameSearch(text, index).unknown();
}

}  // namespace rules
