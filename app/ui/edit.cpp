#include "app/ui/edit.h"

#include <algorithm>
#include <cstring>

#include "crypto/base/utf8.h"
#include "storage/model/citation.h"

namespace ui {

namespace {

constexpr std::size_t kSecretLimit = 1024;  // bytes

bool continues(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::size_t before(std::string_view text, std::size_t at)
{
    if (at == 0) return 0;
    for (--at; at > 0 && continues(text[at]);) --at;
    return at;
}

std::size_t after(std::string_view text, std::size_t at)
{
    if (at >= text.size()) return text.size();
    for (++at; at < text.size() && continues(text[at]);) ++at;
    return at;
}

}  // namespace

int code_points(std::string_view text)
{
    return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::vector<text::Range> citation_ranges(std::string_view text)
{
    std::vector<text::Range> ranges;
    for (const auto& one : model::citations(text)) ranges.push_back({one.from, one.to});
    return ranges;
}

void ProseFind::update(const text::Editor& editor)
{
    if (seen_text_ == editor.version() && seen_what_ == what.version() && seen_case_ == match_case) return;
    seen_text_ = editor.version();
    seen_what_ = what.version();
    seen_case_ = match_case;
    hits = editor.find_all(what.text(), match_case);
}

bool ProseFind::go(text::Editor& editor, bool backwards) const
{
    if (hits.empty()) return false;
    const auto here = editor.selection();
    auto to = backwards ? hits.back() : hits.front();  // round the end when there is no other
    if (backwards) {
        for (const auto& hit : hits)
            if (hit.from < here.from) to = hit;
    } else {
        const auto from = here.from == here.to ? here.from : here.from + 1;
        for (auto hit = hits.rbegin(); hit != hits.rend(); ++hit)
            if (hit->from >= from) to = *hit;
    }
    editor.select(to);
    return true;
}

void ProseFind::replace(text::Editor& editor)
{
    update(editor);
    if (std::find(hits.begin(), hits.end(), editor.selection()) != hits.end()) {
        editor.replace(editor.selection(), with.text());
        update(editor);
    }
    go(editor, false);
}

std::string ProseFind::count(const text::Editor& editor) const
{
    if (what.text().empty()) return {};
    if (hits.empty()) return "Not found";
    const auto here = std::find(hits.begin(), hits.end(), editor.selection());
    if (here == hits.end()) return std::to_string(hits.size()) + " found";
    return std::to_string(here - hits.begin() + 1) + " of " + std::to_string(hits.size());
}

bool act(text::Editor& editor, Key key, Modifiers with)
{
    if (with.alt) return false;
    using text::Step;
    const Step step = with.ctrl ? Step::Word : Step::Cluster;
    switch (key) {
        case Key::Left: editor.move_before(step, with.shift); return true;
        case Key::Right: editor.move_after(step, with.shift); return true;
        case Key::Home: editor.move_before(with.ctrl ? Step::All : Step::Paragraph, with.shift); return true;
        case Key::End: editor.move_after(with.ctrl ? Step::All : Step::Paragraph, with.shift); return true;
        case Key::Backspace: editor.erase_before(step); return true;
        case Key::Delete: editor.erase_after(step); return true;
        case Key::A:
            if (!with.ctrl) return false;
            editor.select({0, editor.text().size()});
            return true;
        case Key::Z:
            if (!with.ctrl) return false;
            return with.shift ? editor.redo() : editor.undo();
        case Key::Y: return with.ctrl && editor.redo();
        // NOLINTNEXTLINE(bugprone-branch-clone)
        default: return false;  // every other key belongs to the screen
    }
}

std::string_view SecretText::view() const
{
    return base::text_of(bytes_.bytes().first(used_));
}

int SecretText::length() const
{
    return code_points(view());
}

int SecretText::caret() const
{
    return code_points(view().substr(0, caret_));
}

void SecretText::insert(char32_t code_point)
{
    if (code_point < 0x20 || code_point == 0x7F) return;
    // Spelled here and not in a string: no copy is left on the heap.
    char spelled[4] = {};
    std::size_t n = 0;
    const auto put = [&](char32_t byte) {
        spelled[n++] = static_cast<char>(static_cast<unsigned char>(byte));
    };
    if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xC0 | (code_point >> 6));
        put(0x80 | (code_point & 0x3F));
    } else if (code_point < 0x10000) {
        put(0xE0 | (code_point >> 12));
        put(0x80 | ((code_point >> 6) & 0x3F));
        put(0x80 | (code_point & 0x3F));
    } else {
        put(0xF0 | (code_point >> 18));
        put(0x80 | ((code_point >> 12) & 0x3F));
        put(0x80 | ((code_point >> 6) & 0x3F));
        put(0x80 | (code_point & 0x3F));
    }
    insert(std::string_view(spelled, n));
    base::wipe({reinterpret_cast<std::uint8_t*>(spelled), sizeof spelled});
}

void SecretText::insert(std::string_view utf8)
{
    while (!utf8.empty() && (utf8.back() == '\n' || utf8.back() == '\r')) utf8.remove_suffix(1);
    if (!base::is_utf8(utf8) || utf8.size() > kSecretLimit - used_) return;
    if (bytes_.empty()) bytes_ = base::Secret(kSecretLimit);
    std::uint8_t* data = bytes_.writable().data();
    std::memmove(data + caret_ + utf8.size(), data + caret_, used_ - caret_);
    std::memcpy(data + caret_, utf8.data(), utf8.size());
    used_ += utf8.size();
    caret_ += utf8.size();
}

void SecretText::erase(std::size_t from, std::size_t to)
{
    if (from == to) return;
    std::uint8_t* data = bytes_.writable().data();
    std::memmove(data + from, data + to, used_ - to);
    used_ -= to - from;
    base::wipe(bytes_.writable().subspan(used_, to - from));
    caret_ = from;
}

bool SecretText::act(Key key, Modifiers with)
{
    switch (key) {
        case Key::Left: caret_ = before(view(), caret_); return true;
        case Key::Right: caret_ = after(view(), caret_); return true;
        case Key::Home: caret_ = 0; return true;
        case Key::End: caret_ = used_; return true;
        case Key::Backspace: erase(with.ctrl ? 0 : before(view(), caret_), caret_); return true;
        case Key::Delete: erase(caret_, with.ctrl ? used_ : after(view(), caret_)); return true;
        default: return false;  // every other key belongs to the screen
    }
}

void SecretText::clear()
{
    bytes_ = base::Secret();
    used_ = caret_ = 0;
    shown = false;
}

base::Secret SecretText::take()
{
    base::Secret taken = std::move(bytes_);
    if (!taken.empty()) taken.truncate(used_);
    clear();
    return taken;
}

}  // namespace ui
