#pragma once
/// What stands in a field being edited, apart from how it is drawn.

#include <optional>
#include <string>
#include <string_view>

#include "app/text/editor.h"
#include "app/text/layout.h"
#include "app/ui/input.h"
#include "crypto/base/secret.h"

namespace ui {

/// Text of many lines being edited, and where its lines are drawn.
struct Prose {
    text::Editor editor{text::Lines::Many, {.curly_quotes = true}};
    text::Layout layout;
    std::optional<float> column;  ///< pixels: where Up and Down aim at
    bool line_end = false;        ///< at a wrap: the caret stands at the end of the upper line
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
