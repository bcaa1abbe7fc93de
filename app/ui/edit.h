#pragma once
/// What stands in a field being edited, apart from how it is drawn.

#include <string>
#include <string_view>

#include "app/ui/input.h"
#include "crypto/base/secret.h"

namespace ui {

/// One line of text with a caret and a selection; both are byte offsets on code-point borders.
struct EditText {
    std::string text;
    std::size_t caret = 0, anchor = 0;

    void set(std::string_view value);
    bool selected() const { return caret != anchor; }
    std::string_view selection() const;
    void insert(std::string_view utf8);  ///< in place of the selection; line ends become spaces
    /// Moves, deletes, selects all. True when the key was one of its own.
    bool act(Key key, Modifiers with);
};

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
