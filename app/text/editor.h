#pragma once
/// Text being edited: caret, selection and an undo list without end, that can be kept with a draft and taken
/// up again after a lock or a restart. Knows nothing of how it is drawn. A text may hold atoms, such as
/// citations: the caret, a selection and a deletion take one whole.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/text/boundaries.h"
#include "crypto/base/bytes.h"

namespace text {

using base::Bytes;
using base::ByteView;

enum class Lines : std::uint8_t { One, Many };

/// How pasted or typed text is taken.
struct Typing {
    bool curly_quotes = false;  ///< straight quotes become curly ones by their place; undo brings them back
    Atoms atoms = nullptr;
};

class Editor {
public:
    explicit Editor(Lines lines = Lines::Many, Typing typing = {}) : lines_(lines), typing_(typing) {}

    const std::string& text() const { return text_; }
    std::size_t caret() const { return caret_; }  ///< bytes, on a code-point border
    std::size_t anchor() const
    {
        return anchor_;
    }  ///< where the selection began; the caret where there is none
    Range selection() const;
    std::string_view selected() const;
    bool has_atoms() const { return typing_.atoms != nullptr; }
    /// Rises with every change of the text.
    std::uint64_t version() const { return version_; }

    /// Another text, as a record has it; nothing to undo.
    void set(std::string_view text);

    // Each is one step of undo, but for letters typed one after another: a word is one.
    void type(std::string_view letters);
    /// Clean text (app/text/clean.h; NFC is the store's); line ends at the end go.
    void paste(std::string_view from);
    void erase_before(Step step);
    void erase_after(Step step);
    /// Another text for a range, such as a spelling or a replacement.
    void replace(Range range, std::string_view with);
    /// Every occurrence (app/text/finding.h) outside atoms; one step of undo. How many there were.
    std::size_t replace_all(std::string_view what, std::string_view with, bool match_case);

    void move_before(Step step, bool select);
    void move_after(Step step, bool select);
    void move_to(std::size_t at, bool select);  ///< a point of the drawing; brought to a cluster's border
    void select(Range range);
    /// Every occurrence outside atoms, in order.
    std::vector<Range> find_all(std::string_view what, bool match_case) const;
    /// The word or the atom at `at`.
    Range word_at(std::size_t at) const;
    /// The atom that holds `at`: from its beginning up to, not including, its end.
    std::optional<Range> atom_at(std::size_t at) const;

    bool undo();
    bool redo();
    bool can_undo() const { return done_ > 0; }
    bool can_redo() const { return done_ < edits_.size(); }

    /// The undo list as bytes, for a draft: docs/formats/draft-undo.md.
    Bytes undo_list() const;
    /// Takes a draft up again. False, and without a list, when it does not fit the text: the text stands.
    bool take_up(std::string_view text, std::size_t caret, ByteView undo_list);

private:
    struct Edit {
        std::size_t at = 0;
        std::string removed, inserted;
        std::size_t caret_before = 0, anchor_before = 0;
        bool joins = false;  ///< letters typed after it may join it
    };
    void change(Range range, std::string_view with, bool joins);
    void apply(const Edit& edit, bool forward);
    std::string_view curled(std::string_view letter) const;
    std::size_t step_before(Step step) const;
    std::size_t step_after(Step step) const;
    static bool fits(std::string_view text, const std::vector<Edit>& edits, std::size_t done);

    Lines lines_;
    Typing typing_;
    std::string text_;
    std::size_t caret_ = 0, anchor_ = 0;
    std::vector<Edit> edits_;
    std::size_t done_ = 0;  ///< edits that stand
    std::uint64_t version_ = 0;
};

}  // namespace text
