#include "app/text/shape.h"

#include <algorithm>
#include <cmath>

#include <fribidi.h>
#include <hb.h>

#include "crypto/base/utf8.h"

namespace text {

namespace {

constexpr float kBox = 0.62F;  // of an em: how wide a letter without a font is drawn

bool is_common(hb_script_t script)
{
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
}

}  // namespace

struct Shaper::Work {
    struct Cluster {
        std::size_t from = 0, to = 0;  ///< code points
        int font = kOwnFont;
        FriBidiLevel level = 0;
        hb_script_t script = HB_SCRIPT_COMMON;
        bool joins(const Cluster& other) const
        {
            return font == other.font && level == other.level && (font < 0 || script == other.script);
        }
    };
    std::vector<FriBidiChar> letters;
    std::vector<std::size_t> at;    ///< byte of each code point, and the end
    std::vector<Cluster> clusters;  ///< letters as a reader sees them
    std::vector<float> own;         ///< advance of each code point in the program's picture
    Shaped made;

    explicit Work(std::string_view line)
    {
        for (auto rest = line;;) {
            at.push_back(line.size() - rest.size());
            const auto c = base::take_code_point(rest);
            if (!c) break;
            letters.push_back(*c);
        }
        const auto count = static_cast<FriBidiStrIndex>(letters.size());
        std::vector<FriBidiCharType> types(letters.size());
        std::vector<FriBidiBracketType> brackets(letters.size());
        std::vector<FriBidiLevel> levels(letters.size());
        fribidi_get_bidi_types(letters.data(), count, types.data());
        fribidi_get_bracket_types(letters.data(), count, types.data(), brackets.data());
        FriBidiParType base = FRIBIDI_PAR_WLTR;
        if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), count, &base, levels.data()) ==
            0)
            std::fill(levels.begin(), levels.end(), FriBidiLevel{0});  // no memory for it: as it is stored
        auto* unicode = hb_unicode_funcs_get_default();
        for (std::size_t i = 0; i < letters.size();) {
            const std::size_t end = after(line, at[i], Step::Cluster);
            Cluster cluster{i, i, kOwnFont, levels[i], hb_unicode_script(unicode, letters[i])};
            while (i < letters.size() && at[i] < end) ++i;
            cluster.to = i;
            clusters.push_back(cluster);
        }
        // A mark or space between letters of one script is shaped with them.
        hb_script_t script = HB_SCRIPT_COMMON;
        for (auto& cluster : clusters)
            if (is_common(cluster.script))
                cluster.script = script;
            else
                script = cluster.script;
    }
};

float Shaped::x_of(std::size_t at) const
{
    for (const Letter& letter : letters)
        if (at < letter.range.to) return letter.from_right ? letter.right : letter.left;
    if (letters.empty()) return 0;
    return letters.back().from_right ? letters.back().left : letters.back().right;
}

std::size_t Shaped::at(float x) const
{
    const Letter* nearest = nullptr;
    float least = 0;
    for (const Letter& letter : letters) {
        const float off = x < letter.left ? letter.left - x : x > letter.right ? x - letter.right : 0;
        if (nearest != nullptr && off >= least) continue;
        nearest = &letter;
        least = off;
    }
    if (nearest == nullptr) return 0;
    const bool right_half = x > (nearest->left + nearest->right) / 2;
    return right_half == nearest->from_right ? nearest->range.from : nearest->range.to;
}

// The program's own picture wherever it can; then the font before, so that a word is drawn with one.
void Shaper::choose_fonts(Work& work, bool strong, const OwnAdvance& own)
{
    for (const auto letter : work.letters) work.own.push_back(own(letter));
    int former = kNoFont;
    for (auto& cluster : work.clusters) {
        const auto all = [&](auto has) {
            for (std::size_t i = cluster.from; i < cluster.to; ++i)
                if (!has(i)) return false;
            return true;
        };
        const bool left_to_right = cluster.level % 2 == 0;
        if (left_to_right && all([&](std::size_t i) { return work.own[i] >= 0; })) continue;
        if (former < 0 || !all([&](std::size_t i) { return fonts_.has(former, work.letters[i]); })) {
            const auto found = fonts_.holding(work.letters[cluster.from], strong);
            if (!found) missing_.insert(package_for(work.letters[cluster.from]));
            cluster.font = found.value_or(kNoFont);
        } else {
            cluster.font = former;
        }
        former = cluster.font;
    }
}

void Shaper::shape_run(Work& work, std::size_t from, std::size_t to, float em)
{
    auto& made = work.made;
    const auto& first = work.clusters[from];
    const bool reversed = first.level % 2 != 0;
    if (first.font < 0) {
        for (std::size_t n = from; n < to; ++n) {
            const auto& cluster = work.clusters[reversed ? to - 1 - (n - from) : n];
            const float left = made.width;
            if (first.font == kNoFont) {
                made.glyphs.push_back({kNoFont, work.letters[cluster.from], left, 0});
                made.width += std::ceil(kBox * em);
            }
            for (std::size_t i = cluster.from; i < cluster.to && first.font == kOwnFont; ++i) {
                made.glyphs.push_back({kOwnFont, work.letters[i], made.width, 0});
                made.width += work.own[i];
            }
            made.letters.push_back(
                {{work.at[cluster.from], work.at[cluster.to]}, left, made.width, reversed});
        }
        return;
    }
    hb_buffer_t* buffer = hb_buffer_create();
    const std::size_t begin = first.from;
    const std::size_t end = work.clusters[to - 1].to;
    hb_buffer_add_utf32(buffer, work.letters.data(), static_cast<int>(work.letters.size()),
                        static_cast<unsigned>(begin), static_cast<int>(end - begin));
    hb_buffer_set_direction(buffer, reversed ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, first.script);
    hb_buffer_set_language(buffer, hb_language_from_string("und", -1));
    hb_shape(fonts_.sized(first.font, em), buffer, nullptr, 0);
    unsigned count = 0;
    const auto* infos = hb_buffer_get_glyph_infos(buffer, &count);
    const auto* places = hb_buffer_get_glyph_positions(buffer, &count);
    const float start = made.width;
    // The pen's way within each group of glyphs that HarfBuzz drew as one.
    std::vector<float> left(work.letters.size(), -1);
    std::vector<float> right(work.letters.size(), -1);
    for (unsigned i = 0; i < count; ++i) {
        const auto at = infos[i].cluster;
        made.glyphs.push_back({first.font, infos[i].codepoint,
                               made.width + static_cast<float>(places[i].x_offset) / 64,
                               static_cast<float>(places[i].y_offset) / 64});
        if (left[at] < 0) left[at] = made.width;
        made.width += static_cast<float>(places[i].x_advance) / 64;
        right[at] = made.width;
    }
    hb_buffer_destroy(buffer);
    made.width = std::ceil(made.width - start) + start;
    // A group of several letters, such as a ligature, is divided evenly between them.
    for (std::size_t n = from; n < to;) {
        std::size_t last = n + 1;
        while (last < to && left[work.clusters[last].from] < 0) ++last;
        const std::size_t at = work.clusters[n].from;
        const float from_x = left[at] < 0 ? start : left[at];
        const float step = left[at] < 0 ? 0 : (right[at] - left[at]) / static_cast<float>(last - n);
        for (std::size_t i = n; i < last; ++i) {
            const auto place = static_cast<float>(reversed ? last - 1 - i : i - n);
            made.letters.push_back({{work.at[work.clusters[i].from], work.at[work.clusters[i].to]},
                                    from_x + step * place,
                                    from_x + step * (place + 1),
                                    reversed});
        }
        n = last;
    }
}

Shaped Shaper::shape(std::string_view line, float em, bool strong, const OwnAdvance& own)
{
    if (line.empty()) return {};
    Work work(line);
    choose_fonts(work, strong, own);
    struct Run {
        std::size_t from, to;
        FriBidiLevel level;
    };
    std::vector<Run> runs;
    for (std::size_t i = 0; i < work.clusters.size(); ++i) {
        if (!runs.empty() && work.clusters[i].joins(work.clusters[i - 1]))
            runs.back().to = i + 1;
        else
            runs.push_back({i, i + 1, work.clusters[i].level});
    }
    // Annex 9, rule L2: from the highest level down, runs of that level or higher are turned round.
    FriBidiLevel highest = 0;
    for (const Run& run : runs) highest = std::max(highest, run.level);
    for (FriBidiLevel level = highest; level > 0; --level)
        for (std::size_t i = 0; i < runs.size();) {
            std::size_t end = i;
            while (end < runs.size() && runs[end].level >= level) ++end;
            std::reverse(runs.begin() + static_cast<std::ptrdiff_t>(i),
                         runs.begin() + static_cast<std::ptrdiff_t>(end));
            i = end + 1;
        }
    for (const Run& run : runs) shape_run(work, run.from, run.to, em);
    std::sort(work.made.letters.begin(), work.made.letters.end(),
              [](const Letter& a, const Letter& b) { return a.range.from < b.range.from; });
    return std::move(work.made);
}

}  // namespace text
