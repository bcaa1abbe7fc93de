#pragma once
/// The widgets. Every control of every screen is drawn by this kit, which owns keyboard focus, scrolling and
/// hit testing, and enters each control in the tree of what is on the screen. Dear ImGui only draws letters
/// and shapes for it; none of its windows, widgets or input is used.
///
/// A frame: begin(), the screen's controls in reading order, end(). The kit takes one event of the queue in
/// each frame; while again() is true there is more to do and the caller builds another frame before it shows
/// one.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/board.h"
#include "app/ui/edit.h"
#include "app/ui/fonts.h"
#include "app/ui/input.h"
#include "app/ui/lifeline.h"
#include "app/ui/prose_aid.h"
#include "app/ui/table.h"
#include "app/ui/theme.h"
#include "app/ui/tree.h"

struct ImDrawList;

namespace ui {

struct View {
    float width = 0, height = 0;  ///< pixels
    bool active = true;           ///< the window has the keyboard
    double now = 0;               ///< seconds, monotonic
};

class Clipboard {
public:
    virtual ~Clipboard() = default;
    /// Calls `use` with the text while it lies in the window system's memory.
    virtual void read(const std::function<void(std::string_view)>& use) = 0;
    virtual void write(std::string_view text) = 0;
};

/// What a screen reader (or a test) asks of one control; carried out in the next frame as if the person had.
struct Ask {
    enum class What : std::uint8_t { Press, Focus } what;
    Id id;
};

enum class ButtonLook : std::uint8_t { Primary, Secondary, Quiet, OnRail, OnRailHere };

/// Words and their meaning-colour.
struct Chip {
    std::string text;
    ToneName tone = ToneName::Plain;
    bool operator==(const Chip&) const = default;
};

/// A field's words: the label above, the hint below it, the error (empty when there is none).
struct FieldWords {
    std::string_view key, label, hint = {}, error = {};
    std::string_view placeholder = {};  ///< in the empty field; its name when it has no label
    std::string_view beside_hint = {};  ///< of the field beside it: their boxes stand in one line
};

/// A line of an error summary, and the field it goes to.
struct ErrorLine {
    std::string_view text, field_key;
};

/// What a toast offers beside its words.
enum class ToastOffer : std::uint8_t { None, Undo, Redo };

/// A line that leads somewhere: its words, smaller ones under them, a chip at its end.
struct LineWords {
    std::string_view key, text, note = {};
    Chip chip = {};
    bool below = false;  ///< under another: a hairline parts them
};

/// How far something is: not begun, begun, done.
enum class Mark : std::uint8_t { None, Empty, Begun, Done };
/// A card beside the control of the key `at`, or in the middle when that is not on the screen.
struct CoachWords {
    std::string_view at, title, words;
    std::string_view place;        ///< "2 of 5"
    std::string_view next, leave;  ///< what its buttons say; an empty `leave`: only `next`
};
enum class CoachAnswer : std::uint8_t { Waits, Next, Leave };

/// One value of a list, as a person reads it.
struct Choice {
    std::string code, label, note;
};

class Kit {
public:
    Kit(Fonts& fonts, Clipboard* clipboard) : fonts_(&fonts), clipboard_(clipboard) {}
    const std::set<std::string>& fonts_missing() const { return fonts_->missing(); }

    void begin(const View& view, Input& input);
    void end();
    const Tree& tree() const { return shown_; }
    bool again() const { return again_; }
    /// Seconds until the next frame is needed though nothing happens: the caret turns, or wake_in() asked for
    /// it.
    std::optional<double> caret_wait() const;
    double now() const { return view_.now; }  ///< seconds, monotonic
    void wake_in(double seconds);             ///< one more frame by then
    void ask(const Ask& what) { asks_.push_back(what); }
    /// What is typed is wanted now, whatever rest it had: the frame before a lock or another view.
    void hurry(bool on) { hurry_ = on; }
    bool hurried() const { return hurry_; }
    /// For tests: every text that is drawn from now on is added to `drawn`; null: none.
    void listen(std::vector<std::string>* drawn) { drawn_ = drawn; }
    /// The lowest contrast of the texts drawn in the last frame, and the text that has it.
    double least_contrast() const { return least_contrast_; }
    const std::string& least_contrast_text() const { return least_contrast_text_; }

    /// Spelling and citations of every field of many lines.
    ProseAid& prose_aid() { return aid_; }
    /// The focus is in a field that is being typed in.
    bool editing() const;
    /// What was copied and looked for: before another vault is opened.
    void forget();

    void set_theme(ThemeName name) { theme_ = name; }
    ThemeName theme_name() const { return theme_; }
    const Theme& theme() const { return ui::theme(theme_); }
    const Tone& tone(ToneName name) const { return theme().tones[static_cast<std::size_t>(name)]; }
    /// Design pixels (at 100 %) to pixels.
    float px(float design) const;
    Rect window() const { return {0, 0, view_.width, view_.height}; }
    float design_width() const { return view_.width / px(1); }  ///< how much fits beside each other

    /// True once for a shortcut of the screen; the event is used up.
    bool shortcut(Key key, Modifiers with = {});
    /// The same, also while a dialog or an open list has the events: for the lock.
    bool shortcut_anywhere(Key key, Modifiers with = {});
    /// True once for a letter that no field took: a key of the screen without Ctrl, capital or small.
    bool letter(char small);
    /// Puts the focus on the control of that key when it is next drawn.
    void focus(std::string_view key);
    /// The same for a field, with its caret after so many code points.
    void focus_at(std::string_view key, int caret);
    bool has_focus(std::string_view key) const;
    void announce(std::string_view text);

    /// Says at the foot of the window what was done, for eight seconds, and longer while the pointer or the
    /// focus is on it. It is read out once. A later one takes its place.
    void toast(std::string_view text, ToastOffer offer = ToastOffer::Undo);
    void drop_toast() { toast_ = {}; }  ///< something else was changed: the offer would take back that
    void allow_toast() { toast_.allowed = true; }  ///< in this frame; it goes in a frame without
    /// What was taken of the offer, once; allows the toast.
    std::optional<ToastOffer> take_offer();
    /// Names what is shown, for the help: "chronology".
    void screen(std::string_view key) { screen_ = key; }
    const std::string& screen_key() const { return screen_; }

    // Shapes and letters that say nothing a control does not already say.
    void fill(const Rect& r, Colour c, float radius = 0);
    void frame(const Rect& r, Colour c, float radius = 0, float thickness = 1);
    void disc(float x, float y, float radius, Colour c);
    Rect card(const Rect& r);  ///< a sheet with a hairline border; the room within it
    float text_width(Face face, std::string_view text) const;
    float text_height(Face face, std::string_view text, float width) const;
    float leading(Face face) const;
    /// At most `lines` lines of it at `width`, an ellipsis at the end when something is left out.
    std::string shortened(Face face, std::string_view text, float width, int lines) const;
    /// Draws wrapped at `width` (0: one line, cut with an ellipsis at `most` when given); returns the height.
    float paint(float x, float y, Face face, Colour c, std::string_view text, float width = 0,
                float most = 0);
    void paint_chip(float x, float y, const Chip& chip, float most = 0);  ///< most: its greatest width
    float chip_width(const Chip& chip) const;
    float chip_height() const;
    void paint_mark(float x, float y, float radius, Mark mark, Colour c);  ///< x, y: its middle
    void share_bar(const Rect& r, float share, Colour c);                  ///< share: 0 to 1
    void paint_badge(float x, float y, float radius, std::string_view letter, const Tone& tone);

    /// The colour that what follows is drawn on.
    class OnSurface {
    public:
        OnSurface(Kit& kit, Colour c) : kit_(kit), before_(kit.surface_) { kit.surface_ = c; }
        ~OnSurface() { kit_.surface_ = before_; }
        OnSurface(const OnSurface&) = delete;
        OnSurface& operator=(const OnSurface&) = delete;

    private:
        Kit& kit_;
        Colour before_;
    };

    /// A region whose controls flow from the top and scroll when they do not fit.
    class Pane {
    public:
        Pane(Kit& kit, std::string_view key, std::string_view name, const Rect& rect, float padding);
        ~Pane();
        Pane(const Pane&) = delete;
        Pane& operator=(const Pane&) = delete;

    private:
        Kit& kit_;
    };

    // Controls. In a pane they flow; place() puts the next one at a rectangle instead.
    void place(const Rect& r) { placed_ = r; }
    Rect take_slot(float width, float height);  ///< where the next control goes; width 0: all of it
    /// Scrolls every pane around it, the innermost first, until it is seen; its top, when it does not fit.
    /// False: a pane has only now grown by it; asked again in the next frame it is seen.
    bool bring_into_view(Rect rect);
    void space(float design) { flow().y += px(design); }
    void beside() { beside_ = true; }  ///< the next control to the right of the last, if it fits
    float flow_width() const { return panes_.back().flow_w; }
    void scroll_to_top();  ///< of the pane that is drawn
    /// A card at r.x and r.y, r.w wide and as high as what `inside` draws; the flow goes on below it.
    void card_flow(const Rect& r, std::string_view key, const std::function<void()>& inside);
    float card_height(std::string_view key);  ///< of the frame before; 0: not known yet
    float flow_y() const { return panes_.back().y; }
    float flow_used() const
    {
        return panes_.back().y - panes_.back().top;
    }  ///< from the pane's top, however it is scrolled

    void heading(std::string_view key, std::string_view text, int level);
    void text(std::string_view key, std::string_view text, Face face, Colour c);
    void text(std::string_view key, std::string_view words);  ///< ordinary reading text
    void status(std::string_view key, std::string_view text);
    void chip(std::string_view key, const Chip& chip);
    bool button(std::string_view key, std::string_view label, ButtonLook look, std::string_view shortcut = {},
                bool enabled = true);
    /// A letter typed while no field has the focus; once. Asked for after everything was drawn.
    bool letter(char32_t small);
    /// Into the clipboard, which is emptied again after use.
    void copy(std::string_view words);
    /// A chip that can be pressed.
    bool chip_button(std::string_view key, const Chip& chip);
    bool line(const LineWords& words);  ///< true when pressed
    /// A row that leads somewhere, without a border of its own; `inside` paints it.
    bool row_link(std::string_view key, std::string_view name, std::string_view description, const Rect& rect,
                  const std::function<void()>& inside);
    std::string clipboard_text() const;         ///< what is copied now
    void describe_last(std::string_view more);  ///< more words for the control drawn last
    /// A card that leads somewhere; `inside` paints it. True when pressed.
    bool tile(std::string_view key, std::string_view name, std::string_view description, const Rect& rect,
              const std::function<void()>& inside);
    /// True when pressed: the caller turns `on`.
    bool toggle(std::string_view key, std::string_view label, std::string_view letter, const Tone& tone,
                bool on);
    void text_field(const FieldWords& words, text::Editor& edit);
    /// Many lines that wrap at its width and grow with the text; Tab leaves it. Ctrl+F finds in it, Ctrl+H
    /// replaces, Alt+Enter offers spellings and more, Ctrl+Shift+C cites a record.
    void prose_field(const FieldWords& words, Prose& prose, int least_lines = 4);
    /// One of a list: radio buttons for up to seven, else a picker with a search. True when another was
    /// chosen; an empty code: none.
    bool pick(const FieldWords& words, std::span<const Choice> choices, std::string& code);
    /// As pick(), however few there are; an empty field shows the placeholder.
    bool picker(const FieldWords& words, std::span<const Choice> choices, std::string& code);
    /// Several of a list.
    bool pick_many(const FieldWords& words, std::span<const Choice> choices, std::vector<std::string>& codes);
    /// A date as typed, and under it what was understood; `unsure`: somebody must look at it.
    void date_field(const FieldWords& words, text::Editor& edit, std::string_view reading, bool unsure);
    bool check_box(std::string_view key, std::string_view label, bool& on);
    /// One stop; the arrows go from tab to tab. True when another was chosen.
    bool tabs(std::string_view key, std::string_view name, std::span<const std::string> names, int& at);
    /// A sheet over the window, for as long as it is called in each frame; what lies under it is out of
    /// reach. `inside` is called at the end of the frame: it may touch only what outlives the frame. False
    /// when Escape asks that it close.
    bool dialog(std::string_view key, std::string_view title, float width, std::function<void()> inside);
    /// True when Enter was pressed in it.
    bool passphrase_field(const FieldWords& words, SecretText& secret);
    /// A box above a form; pressing a line goes to its field.
    void error_summary(std::string_view key, std::string_view text, std::string_view field_key);
    void error_summary(std::string_view key, std::span<const ErrorLine> lines);
    void progress(std::string_view key, std::string_view label, float fraction);
    /// With a button that stops the work. True when it was pressed.
    bool progress(std::string_view key, std::string_view label, float fraction, std::string_view cancel);
    /// One line of a list whose search field keeps the focus; `here`: Enter would take it. True when pressed.
    bool option(std::string_view key, std::string_view name, std::string_view note, std::string_view keys,
                bool here);
    /// Lies over everything drawn before it in the frame. Escape leaves.
    CoachAnswer coach(const CoachWords& words);
    /// What lies under the words of a table's row, within the border of its card; returns its colour.
    Colour row_ground(const Rect& row, const RowLook& look);
    TableResult table(const TableSpec& spec, TableState& state, const Rect& rect);
    /// What the marks of a life line mean, in one line; `full`: in whole words.
    void life_legend(const Rect& rect, bool full);
    LifeResult life_line(const LifeSpec& spec, LifeState& state, const Rect& rect);
    /// The border at `bar` between two parts; true when `share` (0.15 to 0.85, of `whole` pixels) was moved.
    /// `upright`: the parts lie side by side.
    bool splitter(std::string_view key, std::string_view name, const Rect& bar, bool upright, float whole,
                  float& share);
    /// A list over the screen beside `anchor`, for as long as `open`: type to find, arrows, Enter. The code
    /// chosen, once; `held` are ticked.
    std::optional<std::string> choose(std::string_view key, std::string_view title, const Rect& anchor,
                                      std::span<const Choice> choices, const std::vector<std::string>& held,
                                      bool& open);

    // Boards, matrices and pages: app/ui/board.h, kit_board.cpp, kit_grid.cpp, kit_page.cpp.
    /// A view onto contents of `size` design pixels: dragged, turned by the wheel (Shift: sideways), zoomed
    /// by Ctrl and the wheel. Controls are put on it with hot(); at() says where.
    class Board {
    public:
        Board(Kit& kit, std::string_view key, std::string_view name, const Rect& view, BoardState& state,
              Point size);
        ~Board();
        Board(const Board&) = delete;
        Board& operator=(const Board&) = delete;
        Point at(float x, float y) const;
        Rect at(const Rect& r) const;
        float scaled(float design) const;
        /// A control of the board; what it looks like is the caller's.
        Hot hot(Role role, std::string_view key, std::string_view name, const Rect& where,
                std::string_view description = {}, bool selected = false);

    private:
        Kit& kit_;
        BoardState& state_;
        Rect view_;
        Point size_;
        Id id_;
    };
    void line(Point from, Point to, Colour c, float thickness, bool dashed = false);
    void outline(std::span<const Point> corners, Colour c, float thickness,
                 std::optional<Colour> inside = {});
    void circle(Point middle, float radius, Colour c, float thickness);
    void focus_ring(const Rect& r, float radius) { ring(r, radius); }
    /// The cell that was pressed.
    std::optional<std::pair<std::size_t, std::size_t>> grid(const GridSpec& spec, GridState& state,
                                                            const Rect& rect);
    void set_pictures(Pictures* pictures) { pictures_ = pictures; }
    PageResult page(const PageSpec& spec, PageState& state, const Rect& view);
    /// Columns of words; a press on a name sorts, its edge is drawn with the pointer.
    WordTableResult word_table(const WordTableSpec& spec, WordTableState& state, const Rect& rect);
    /// Each part in a column of its own, as high as the highest; below each other where there is no room.
    void side_by_side(std::span<const std::function<void()>> parts, float least);

private:
    struct PaneFrame {
        Id id;
        Rect rect, clip;
        float x, y, flow_w, top, padding;
        bool scrolls;
        BoardState* board = nullptr;
    };
    struct Scroller {
        Id id;
        Rect clip;
        bool up, down;
    };
    struct PaneMemory {
        Id id;
        float scroll = 0, content = 0;
    };
    struct Control {
        Id id = 0;
        bool focused = false, hovered = false, pressed = false;
        std::size_t node = 0;
    };
    friend class TableFrame;
    friend class GridFrame;
    friend class LifeFrame;
    friend class WordTableFrame;

    PaneFrame& flow() { return panes_.back(); }
    Rect clip() const { return panes_.back().clip; }
    PaneMemory& memory(Id id);
    void open_pane(std::string_view key, std::string_view name, const Rect& rect, float padding);
    void close_pane();
    void push_clip(const Rect& r);
    void pop_clip();
    Node& add(Id id, Id parent, Role role, std::string_view key, const Rect& rect);
    Control control(Role role, std::string_view key, std::string_view name, const Rect& rect,
                    bool enabled = true);
    void stop(Id id, const Rect& rect);
    void scroll_by_keys(PaneMemory& pane, float view);
    bool take_ask(Ask::What what, Id id);
    void set_focus(Id id, bool reveal);
    void move_focus(bool backwards);
    void ring(const Rect& r, float radius);
    bool activated(const Control& c);
    bool pointer_in(const Rect& r) const;
    float wheel_for(Id id);
    /// A slim bar at the right edge; returns the new scroll position when it is dragged.
    std::optional<double> scroll_bar(Id id, const Rect& view, double content, double scroll);
    bool caret_on() const;
    void edit_box(const Rect& box, bool focused, bool invalid);
    void field_end(const FieldWords& words, const Rect& box);
    Rect field_frame(const FieldWords& words, float control, float& below);
    Control edit_control(Role role, const FieldWords& words, const Rect& box);
    void note_edit(const text::Editor& editor, Node& node) const;
    void take_caret(std::string_view key, text::Editor& editor);
    bool clipboard_events(text::Editor& editor);
    void line_events(text::Editor& editor, const Rect& inner);
    void select_by_presses(text::Editor& editor, std::size_t at);
    void paint_line_edit(const text::Editor& editor, const Rect& box, bool focused);
    float line_shift(const text::Editor& editor, float width) const;
    void paint_caret(float x, float y);
    void copy_from(text::Editor& editor, bool cut);
    void paste_into(text::Editor& editor);

    // A drawn line of a text, in kit_line.cpp. `at`: bytes of the line; x from its beginning.
    struct Piece {
        text::Range range;  ///< of the line
        float x = 0, w = 0;
        bool chip = false;
    };
    std::vector<Piece> pieces(std::string_view line) const;
    float line_width(std::string_view line) const;
    float line_x(std::string_view line, std::size_t at) const;
    float words_x(std::string_view words, std::size_t at) const;
    std::size_t line_at(std::string_view line, float x) const;
    void fill_range(std::string_view line, text::Range range, const Rect& at, Colour c);
    void paint_pieces(std::string_view line, float x, float y, std::size_t offset, const Control& field,
                      Prose& prose);
    void paint_citation(std::string_view token, const Rect& r, std::size_t offset, const Control& field,
                        Prose& prose);
    const Citable* cited(std::string_view token) const;
    std::string chip_words(std::string_view token) const;
    std::string spoken(std::string_view text) const;  ///< with the words of its citations
    float y_middle(const Rect& r, Face face) const;

    // The field of many lines, in kit_prose.cpp.
    void prose_events(Prose& prose, const Rect& inner);
    bool prose_keys(Prose& prose);
    bool prose_asks(const FieldWords& words, Prose& prose, const Rect& inner, const Control& c);
    void prose_pointer(Prose& prose, const Rect& inner);
    std::size_t prose_at(Prose& prose, const Rect& inner);
    float caret_x(const Prose& prose, std::size_t line) const;
    std::string_view line_text(const Prose& prose, std::size_t line) const;
    void show_caret(Prose& prose, const Rect& inner, float above);
    void paint_prose(Prose& prose, const Rect& inner, const Control& c);
    void paint_marks(const Prose& prose, const Rect& at, std::size_t line, bool focused);
    void paint_spelling(const Prose& prose, const Rect& at, std::size_t line, const Control& c,
                        std::string& wrong);

    // Find and replace, in kit_find.cpp.
    std::vector<Rect> find_parts(float width, bool replacing) const;
    float find_height(const Prose& prose, float width) const;
    void open_find(const FieldWords& words, Prose& prose, bool replacing);
    void close_find(const FieldWords& words, Prose& prose);
    void find_keys(const FieldWords& words, Prose& prose, const std::string& key);
    void draw_find(const FieldWords& words, Prose& prose, const Rect& box);

    // What is offered for a place in a text, in kit_menu.cpp.
    struct MenuRow {
        std::string code, label, keys;
        bool enabled = true;
    };
    void open_menu(Prose& prose, const Control& field, float x, float y);
    void open_citations(Prose& prose, const Control& field, float x, float y);
    std::vector<MenuRow> menu_rows(const Prose& prose) const;
    Rect over_rect(float x, float y, float wide, float high) const;
    bool over_left(const Rect& r);
    void menu_row(const MenuRow& row, const Rect& r, bool here);
    void draw_menu(float x, float y, const std::vector<MenuRow>& rows);
    void draw_citations(float x, float y, const std::vector<Citable>& offered, bool waiting);
    void citation_row(const Citable& one, const Rect& slot, bool here);
    void prose_menu(const FieldWords& words, Prose& prose, const Control& field);
    void chosen_for(const FieldWords& words, Prose& prose, const ProseMenu& menu, std::string_view chosen,
                    const Control& field);
    bool pick_of_few(const FieldWords& words, std::span<const Choice> choices, std::string& code);
    bool pick_of_many(const FieldWords& words, std::span<const Choice> choices,
                      std::vector<std::string>& codes, bool several);
    void draw_choices(const Rect& anchor, std::string_view name, std::span<const Choice> choices,
                      const std::vector<std::string>& codes, bool several);
    void choice_row(const Choice& choice, const Rect& r, bool here, bool chosen, bool several);
    void draw_over();
    void begin_over();
    void close_choices();
    void veil();
    void draw_toast();
    float error_line(std::string_view key, const ErrorLine& line, const Rect& r);
    void secret_events(SecretText& secret);
    void paint_secret(const SecretText& secret, const Rect& box, bool focused);
    void paint_shaped(float x, float top, Face face, Colour c, std::string_view line);
    void note_contrast(Colour c, std::string_view text);
    bool board_reveals(PaneFrame& pane, Rect& rect);
    void page_pointer(const PageSpec& spec, PageState& state, const Rect& view, const Rect& page,
                      PageResult& result);
    void page_keys(PageState& state, const Rect& view, PageResult& result);

    Fonts* fonts_;
    Clipboard* clipboard_;
    Pictures* pictures_ = nullptr;
    ThemeName theme_ = ThemeName::Light;
    ImDrawList* draw_ = nullptr;
    View view_;
    Event event_;
    bool again_ = false, hurry_ = false;
    std::vector<std::string>* drawn_ = nullptr;
    Tree tree_, shown_;
    Id focus_ = 0, focus_pane_ = 0, armed_ = 0, dragged_ = 0;
    double drag_grab_ = 0;
    bool reveal_ = false;
    std::string wanted_focus_, caret_key_;
    int wanted_caret_ = -1;  ///< code points, for the field caret_key_
    float pointer_x_ = -1, pointer_y_ = -1;
    bool button_down_ = false, released_ = false;
    int presses_ = 0;  ///< of the pointer at one place, in quick succession
    double pressed_at_ = -1;
    float pressed_x_ = -1, pressed_y_ = -1;
    Id wheel_target_ = 0;
    double caret_since_ = 0, wake_at_ = -1;
    bool caret_shown_ = false;
    std::vector<Id> stops_, last_stops_;
    std::vector<Scroller> scrollers_, last_scrollers_;
    std::vector<PaneMemory> memories_;
    std::vector<PaneFrame> panes_;
    std::vector<Ask> asks_;
    std::optional<Rect> placed_;
    bool beside_ = false;
    Rect last_slot_;
    Colour surface_;
    double least_contrast_ = 21;
    std::string least_contrast_text_;
    // What lies over the screen: a dialog, and over that the choices of one picker.
    struct Choices {
        Id owner = 0;   ///< 0: none is open
        Id asked = 0;   ///< what choose() opened it for
        Id before = 0;  ///< what had the focus then
        text::Editor search{text::Lines::One};
        std::size_t at = 0;
        bool seen = false;  ///< its picker was drawn in this frame
        std::function<void()> draw;
        std::optional<std::string> chosen;  ///< taken by the picker in the next frame
    };
    struct Sheet {
        std::function<void()> draw;
        std::string key;      ///< of the one asked for last
        std::string escaped;  ///< the one that Escape asks to close
        bool open = false;    ///< it was there in the frame before
        Id before = 0;        ///< what had the focus when it opened
    };
    struct Toast {
        std::string text;
        ToastOffer offer = ToastOffer::None;
        double until = -1;  ///< seconds; below 0: not yet drawn
        bool allowed = false;
        Event press;  ///< on it, kept from what lies under it
        Rect rect;
    };
    struct Coach {
        std::string said;  ///< title of the card that took the focus
        bool seen = false;
        Event press;  ///< on it, kept from what lies under it
        Rect rect;
    };
    Choices choices_;
    Toast toast_;
    Coach coach_;
    std::optional<ToastOffer> taken_;
    std::string screen_;
    Sheet sheet_;
    Event held_;
    bool under_ = false;  ///< what is drawn now lies under something else
    ProseAid aid_;
    std::string copied_, copied_words_;  ///< with citations, and as the clipboard has it
    std::string news_;
    int news_count_ = 0;
};

}  // namespace ui
