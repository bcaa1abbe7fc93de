#pragma once
/// What stands in a field being edited, apart from how it is drawn.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/text/editor.h"
#include "app/text/layout.h"
#include "app/ui/input.h"
#include "crypto/base/secret.h"

namespace ui {

/// How many code points a text has, or the front of one up to a byte.
int code_points(std::string_view text);

/// Where the citations of a text stand (storage/model/citation.h).
std::vector<text::Range> citation_ranges(std::string_view text);

/// Looking for words inside one text, and putting others in their place.
struct ProseFind {
    bool open = false, replacing = false, match_case = false;
    text::Editor what{text::Lines::One}, with{text::Lines::One};
    std::vector<text::Range> hits;  ///< of the last update

    void update(const text::Editor& editor);
    /// Selects the next hit or the one before; false when there is none.
    bool go(text::Editor& editor, bool backwards) const;
    /// Replaces the hit that is selected, and selects the next.
    void replace(text::Editor& editor);
    /// "2 of 14", "14 found", "Not found"; empty while nothing is looked for.
    std::string count(const text::Editor& editor) const;

private:
    std::uint64_t seen_text_ = 0, seen_what_ = 0;
    bool seen_case_ = false;
};

/// What lies over a text while something is chosen for it.
struct ProseMenu {
    enum class What : std::uint8_t { Menu, Citations } what = What::Menu;
    float x = 0, y = 0;                 ///< pixels
    text::Range word = {};              ///< to be spelled otherwise; empty when none is
    std::string spelled = {}, id = {};  ///< the word as it stands; the citation under the caret, as kind:id
};

/// Text of many lines being edited, and where its lines are drawn.
struct Prose {
    text::Editor editor{text::Lines::Many, {.curly_quotes = true, .atoms = citation_ranges}};
    text::Layout layout{citation_ranges};
    std::optional<float> column;  ///< pixels: where Up and Down aim at
    bool line_end = false;        ///< at a wrap: the caret stands at the end of the upper line
    ProseFind find;
    std::optional<ProseMenu> menu;
    std::optional<std::size_t> chip_down;  ///< the citation that the pointer was pressed on
    bool show_caret = false;               ///< the place found is brought into view
};

/// Moves, deletes, selects all, undoes. True when the key was one of its own; Up, Down and the ends of drawn
/// lines are the kit's.
bool act(text::Editor& editor, Key key, Modifiers with);

/// A passphrase in guarded memory: never in a std::string, never in a toolkit's buffer. At most 1,024 bytes.
class SecretText {
public:
    void insert(char32_t code_point);    ///< control characters are ignored
    void insert(std::string_view utf8);  ///< pasted: without its line end
    bool act(Key key, Modifiers with);   ///< moves and deletes; true when the key was one of its own
    void clear();
    bool empty() const { return used_ == 0; }
    int length() const;  ///< code points
    int caret() const;   ///< code points before it
    bool shown = false;  ///< drawn as letters, not dots

    /// The text where it lies; never copy it to the heap.
    std::string_view view() const;
    /// Hands it over and starts empty.
    base::Secret take();

private:
    void erase(std::size_t from, std::size_t to);
    base::Secret bytes_;
    std::size_t used_ = 0, caret_ = 0;  // bytes
};

}  // namespace ui
