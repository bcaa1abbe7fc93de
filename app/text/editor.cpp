#include "app/text/editor.h"

#include <algorithm>

#include "app/text/clean.h"
#include "app/text/finding.h"
#include "crypto/base/utf8.h"

namespace text {

namespace {

constexpr std::uint8_t kUndoForm = 1;
constexpr std::size_t kMostEdits = 100'000;

bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

// Whether a word ends here, so that what is typed next is another step of undo.
bool ends_word(std::string_view letters)
{
    return letters.empty() || is_space(letters.back());
}

// The code point that ends at `at`; 0 at the beginning.
char32_t letter_before(std::string_view text, std::size_t at)
{
    if (at == 0) return 0;
    std::size_t from = at - 1;
    while (from > 0 && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) --from;
    auto rest = text.substr(from, at - from);
    return base::take_code_point(rest).value_or(0);
}

// A quote opens at the beginning, and after a space, an opening mark, another opening quote or a dash.
bool opens_after(char32_t former)
{
    return former == 0 ||
           std::u32string_view(U" \n([{/\u2018\u201C\u2013\u2014").find(former) != std::u32string_view::npos;
}

// Numbers as LEB128, strings with their length before them.
void put_number(Bytes& to, std::uint64_t number)
{
    for (; number >= 0x80; number >>= 7) to.push_back(static_cast<std::uint8_t>(number | 0x80));
    to.push_back(static_cast<std::uint8_t>(number));
}

void put_text(Bytes& to, std::string_view text)
{
    put_number(to, text.size());
    to.insert(to.end(), text.begin(), text.end());
}

struct Reader {
    ByteView bytes;
    bool sound = true;

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (bytes.empty()) break;
            const auto byte = bytes.front();
            bytes = bytes.subspan(1);
            value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
            if (byte < 0x80) return value;
        }
        sound = false;
        return 0;
    }
    std::string text()
    {
        const auto size = number();
        if (!sound || size > bytes.size()) {
            sound = false;
            return {};
        }
        const auto part = bytes.first(static_cast<std::size_t>(size));
        bytes = bytes.subspan(part.size());
        std::string found(base::text_of(part));
        if (!base::is_utf8(found)) sound = false;
        return found;
    }
};

}  // namespace

Range Editor::selection() const
{
    return {std::min(caret_, anchor_), std::max(caret_, anchor_)};
}

std::string_view Editor::selected() const
{
    const auto range = selection();
    return std::string_view(text_).substr(range.from, range.to - range.from);
}

void Editor::set(std::string_view text)
{
    text_ = text;
    caret_ = anchor_ = text_.size();
    edits_.clear();
    done_ = 0;
    ++version_;
}

std::string_view Editor::curled(std::string_view letter) const
{
    const bool two = letter == "\"";
    if (!typing_.curly_quotes || (!two && letter != "'")) return {};
    if (opens_after(letter_before(text_, selection().from))) return two ? "\xE2\x80\x9C" : "\xE2\x80\x98";
    return two ? "\xE2\x80\x9D" : "\xE2\x80\x99";
}

// A quote is curled in a step of its own, so that undo brings the straight one back.
void Editor::type(std::string_view letters)
{
    const auto made = clean(letters, lines_ == Lines::One);
    if (made.empty()) return;
    const auto curl = curled(made);
    change(selection(), made, true);
    if (!curl.empty()) change({caret_ - made.size(), caret_}, curl, false);
}

void Editor::paste(std::string_view from)
{
    auto made = clean(from, lines_ == Lines::One);
    if (!made.empty() && (made.back() == '\n' || lines_ == Lines::One))
        while (!made.empty() && is_space(made.back())) made.pop_back();
    if (!made.empty()) change(selection(), made, false);
}

std::optional<Range> Editor::atom_at(std::size_t at) const
{
    if (typing_.atoms == nullptr) return std::nullopt;
    for (const Range& atom : typing_.atoms(text_))
        if (atom.from <= at && at < atom.to) return atom;
    return std::nullopt;
}

Range Editor::word_at(std::size_t at) const
{
    if (const auto atom = atom_at(at)) return *atom;
    return text::word_at(text_, at);
}

std::size_t Editor::step_before(Step step) const
{
    const auto to = before(text_, caret_, step);
    const auto atom = atom_at(to);
    return atom ? atom->from : to;
}

std::size_t Editor::step_after(Step step) const
{
    const auto to = after(text_, caret_, step);
    const auto atom = atom_at(to);
    return atom && atom->from != to ? atom->to : to;
}

void Editor::erase_before(Step step)
{
    auto range = selection();
    if (range.from == range.to) range.from = step_before(step);
    if (range.from != range.to) change(range, {}, false);
}

void Editor::erase_after(Step step)
{
    auto range = selection();
    if (range.from == range.to) range.to = step_after(step);
    if (range.from != range.to) change(range, {}, false);
}

void Editor::replace(Range range, std::string_view with)
{
    change(range, clean(with, lines_ == Lines::One), false);
}

std::size_t Editor::replace_all(std::string_view what, std::string_view with, bool match_case)
{
    const auto hits = find_all(what, match_case);
    if (hits.empty()) return 0;
    const auto come = clean(with, lines_ == Lines::One);
    // From the first to the last: what lies outside stays out of the undo list.
    const Range whole{hits.front().from, hits.back().to};
    std::string made;
    std::size_t at = whole.from;
    for (const Range& hit : hits) {
        made.append(text_, at, hit.from - at).append(come);
        at = hit.to;
    }
    change(whole, made, false);
    return hits.size();
}

std::vector<Range> Editor::find_all(std::string_view what, bool match_case) const
{
    auto hits = text::find_all(text_, what, match_case);
    if (typing_.atoms == nullptr) return hits;
    const auto atoms = typing_.atoms(text_);
    std::erase_if(hits, [&](const Range& hit) {
        return std::any_of(atoms.begin(), atoms.end(),
                           [&](const Range& atom) { return hit.from < atom.to && atom.from < hit.to; });
    });
    return hits;
}

// One edit: as a step of its own, or as more letters of the one before.
void Editor::change(Range range, std::string_view with, bool joins)
{
    edits_.resize(done_);
    const bool more = joins && range.from == range.to && !edits_.empty() && edits_.back().joins &&
                      edits_.back().at + edits_.back().inserted.size() == range.from &&
                      !(ends_word(edits_.back().inserted) && !ends_word(with));
    if (more) {
        edits_.back().inserted.append(with);
    } else {
        edits_.push_back({range.from, text_.substr(range.from, range.to - range.from), std::string(with),
                          caret_, anchor_, joins});
        done_ = edits_.size();
    }
    text_.replace(range.from, range.to - range.from, with);
    caret_ = anchor_ = range.from + with.size();
    ++version_;
}

void Editor::apply(const Edit& edit, bool forward)
{
    const auto& gone = forward ? edit.removed : edit.inserted;
    const auto& come = forward ? edit.inserted : edit.removed;
    text_.replace(edit.at, gone.size(), come);
    caret_ = forward ? edit.at + come.size() : edit.caret_before;
    anchor_ = forward ? caret_ : edit.anchor_before;
    ++version_;
}

bool Editor::undo()
{
    if (!can_undo()) return false;
    apply(edits_[--done_], false);
    if (done_ > 0) edits_[done_ - 1].joins = false;
    return true;
}

bool Editor::redo()
{
    if (!can_redo()) return false;
    apply(edits_[done_++], true);
    edits_[done_ - 1].joins = false;
    return true;
}

void Editor::move_before(Step step, bool select)
{
    const auto range = selection();
    const bool leave = !select && range.from != range.to && step == Step::Cluster;
    move_to(leave ? range.from : step_before(step), select);
}

void Editor::move_after(Step step, bool select)
{
    const auto range = selection();
    const bool leave = !select && range.from != range.to && step == Step::Cluster;
    move_to(leave ? range.to : step_after(step), select);
}

void Editor::move_to(std::size_t at, bool select)
{
    at = std::min(at, text_.size());
    while (at > 0 && at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) --at;
    if (const auto atom = atom_at(at); atom && atom->from != at)
        at = at - atom->from < atom->to - at ? atom->from : atom->to;
    caret_ = at;
    if (!select) anchor_ = at;
    if (done_ > 0) edits_[done_ - 1].joins = false;
}

void Editor::select(Range range)
{
    move_to(range.from, false);
    move_to(range.to, true);
}

Bytes Editor::undo_list() const
{
    Bytes list{kUndoForm};
    put_number(list, edits_.size());
    put_number(list, done_);
    for (const auto& edit : edits_) {
        put_number(list, edit.at);
        put_text(list, edit.removed);
        put_text(list, edit.inserted);
        put_number(list, edit.caret_before);
        put_number(list, edit.anchor_before);
    }
    return list;
}

// Every edit back from the text, and every one that was undone forward: each must find what it left there.
bool Editor::fits(std::string_view text, const std::vector<Edit>& edits, std::size_t done)
{
    const auto step = [](std::string& now, const Edit& edit, bool forward) {
        const auto& gone = forward ? edit.removed : edit.inserted;
        if (edit.at > now.size() || now.compare(edit.at, gone.size(), gone) != 0) return false;
        now.replace(edit.at, gone.size(), forward ? edit.inserted : edit.removed);
        return forward || (edit.caret_before <= now.size() && edit.anchor_before <= now.size());
    };
    std::string now(text);
    for (std::size_t i = done; i < edits.size(); ++i)
        if (!step(now, edits[i], true)) return false;
    now = text;
    for (std::size_t i = done; i > 0; --i)
        if (!step(now, edits[i - 1], false)) return false;
    return true;
}

bool Editor::take_up(std::string_view text, std::size_t caret, ByteView undo_list)
{
    set(text);
    move_to(caret, false);
    Reader reader{undo_list};
    if (undo_list.empty() || undo_list.front() != kUndoForm) return false;
    reader.bytes = undo_list.subspan(1);
    const auto count = reader.number();
    const auto done = reader.number();
    if (!reader.sound || count > kMostEdits || done > count) return false;
    std::vector<Edit> edits;
    for (std::uint64_t i = 0; i < count && reader.sound; ++i) {
        Edit edit;
        edit.at = static_cast<std::size_t>(reader.number());
        edit.removed = reader.text();
        edit.inserted = reader.text();
        edit.caret_before = static_cast<std::size_t>(reader.number());
        edit.anchor_before = static_cast<std::size_t>(reader.number());
        edits.push_back(std::move(edit));
    }
    if (!reader.sound || !reader.bytes.empty() || !fits(text, edits, static_cast<std::size_t>(done)))
        return false;
    edits_ = std::move(edits);
    done_ = static_cast<std::size_t>(done);
    return true;
}

}  // namespace text
