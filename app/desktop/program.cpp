#include "app/desktop/program.h"

#include <algorithm>
#include <cstdio>
#include <optional>

#include <imgui.h>

#include "app/core/desk_cite.h"
#include "app/core/desk_find.h"
#include "app/core/desk_records.h"
#include "app/core/desk_vault.h"
#include "app/desktop/locking_place.h"
#include "app/desktop/place.h"
#include "app/desktop/present.h"
#include "app/desktop/prose_service.h"
#include "app/desktop/remembered.h"
#include "app/desktop/resume.h"
#include "app/ui/screens/over.h"
#include "app/ui/screens/sections.h"
#include "app/ui/screens/tour_screen.h"
#include "app/ui/screens/view_door.h"
#include "app/ui/start.h"
#include "crypto/base/clock.h"
#include "crypto/base/platform.h"

namespace desktop {

namespace {

using Steady = std::chrono::steady_clock;

constexpr double kClipboardSeconds = 20;
constexpr double kLookForSleep = 2;  // seconds; looking draws nothing
constexpr const char* kResume = "CAIRN_RESUME";
constexpr float kForARoom = 1.35F;  // how much larger the letters of the meeting view are

double seconds_of(Steady::duration d)
{
    return std::chrono::duration<double>(d).count();
}

class Program : public Host {
public:
    Program(Window& window, Renderer& renderer, ui::Fonts& fonts, const Options& options, Observer* observer,
            Resume resume)
        : window_(window),
          renderer_(renderer),
          fonts_(fonts),
          kit_(fonts, &window),
          options_(options),
          observer_(observer),
          resume_(std::move(resume)),
          asleep_(options.asleep()),
          prose_(
              kit_.prose_aid(), [this](core::Desk::Task task) { add(std::move(task)); },
              [] { Window::wake(); }),
          desk_([] { Window::wake(); })
    {
        renderer_.upload_glyphs(fonts_.sheet());
        const auto kept = core::read_preferences(core::preferences_file());
        theme = theme_of(kept);
        kit_.set_theme(theme);
        percent = kept.percent;
        folder = options.folder.empty() ? kept.folder : options.folder;
        if (resume_.locked) folder = resume_.folder;
        vault = resume_.vault;
        kit_.set_pictures(&renderer_);
        for (auto& table : core::desk_tables()) over_.tables.push_back({table.name, table.title, ""});
        place_ = folder.empty() ? welcome_place(*this) : unlock_place(*this, resume_.by_idle);
    }

    /// Until the window is closed or everything is locked: then what the locked program is told.
    Resume run()
    {
        used();
        while (!window_.closing() && !leaving_.locked) {
            window_.wait(wait_time());
            if (has_slept() || idle_too_long()) lock(true);
            if (!window_.input.empty()) used();
            bool changed = window_.take_damage() || !window_.input.empty() || caret_due();
            changed = desk_.deliver() || changed;
            take_drop();
            changed = take_place() || changed;
            changed = prose_.take_news() || changed;
            if (window_.copied() && seconds_of(Steady::now() - used_) > kClipboardSeconds)
                window_.clear_clipboard();
            if (lock_) lock_now();
            if (changed && window_.visible() && !closed_) picture();
            if (lock_) lock_now();
        }
        window_.clear_clipboard();
        return leaving_;
    }

    void go(Make make) override { next_ = std::move(make); }

    void unlocked(core::Unlocked opened) override
    {
        vault = opened.vault;
        const auto review = std::exchange(resume_.review, {});
        const bool there = std::any_of(opened.reviews.begin(), opened.reviews.end(),
                                       [&](const auto& one) { return one.uuid == review; });
        if (!there || opened.kit_pending) {
            go([this, opened] { return first_place(*this, opened); });
            return;
        }
        owner = opened.owner;
        idle_minutes = opened.idle_minutes;
        tour_due = opened.tour_due;
        ask(
            "open", core::Desk::Sort::Read,
            [review](core::DeskStore& store, const std::atomic<bool>& give_up) {
                return core::desk_open(store, review, give_up);
            },
            [this](const core::Opened& again) { go_back(again.review, again.events); });
    }
    void say(std::string_view done, ui::ToastOffer offer) override { kit_.toast(done, offer); }

    void remember() override
    {
        kit_.set_theme(theme);
        const auto kept = preferences_of(theme, percent, folder);
        add({.name = "remember",
             .sort = core::Desk::Sort::Keep,
             .run = [kept](core::DeskStore&, const std::atomic<bool>&) {
                 // A convenience: a full or foreign disk must not stop the work.
                 static_cast<void>(core::write_preferences(core::preferences_file(), kept));
                 return core::Desk::Done([] {});
             }});
    }

    bool carry_out(ui::Request& request) override
    {
        // Whatever asks for it, the room sees no other review and no other view without the passphrase.
        const bool out =
            std::holds_alternative<ui::CloseReview>(request) || std::holds_alternative<ui::TurnView>(request);
        if (out && head.in_meeting()) {
            door_.open(head, ui::ShownAs::Coded);
        } else if (std::holds_alternative<ui::Lock>(request)) {
            lock(false);
        } else if (std::holds_alternative<ui::CloseReview>(request)) {
            close_review();
        } else if (const auto* other = std::get_if<ui::ShowSection>(&request)) {
            wanted = {other->kind, other->record};
            go([this, key = other->key] { return section_place(*this, key); });
        } else if (const auto* to = std::get_if<ui::GoTo>(&request)) {
            show({to->kind, to->id, std::string(ui::section_of(to->kind)), {}, {}});
        } else if (const auto* turn = std::get_if<ui::TurnView>(&request)) {
            head.shown = turn->shown;
        } else if (const auto* choose = std::get_if<ui::ChooseView>(&request)) {
            door_.open(head, choose->wanted);
        } else {
            return write(request);
        }
        return true;
    }

protected:
    void add(core::Desk::Task task) override { desk_.add(std::move(task)); }
    void tell(const base::Error& error) override { place_->refused(error); }

private:
    bool write(ui::Request& request)
    {
        if (auto* put = std::get_if<ui::PutRecord>(&request)) {
            kit_.drop_toast();
            keep([wanted = std::move(*put)](core::DeskStore& store) {
                return core::desk_put(store, wanted.kind, wanted.id, wanted.fields);
            });
        } else if (auto* strike = std::get_if<ui::StrikeRecord>(&request)) {
            keep(
                [wanted = std::move(*strike)](core::DeskStore& store) {
                    return core::desk_strike(store, wanted.kind, wanted.id, wanted.reason);
                },
                [this] { say("Struck out. The record is kept with its history", ui::ToastOffer::Undo); });
        } else if (const auto* undo = std::get_if<ui::UndoChange>(&request)) {
            keep([again = undo->again](core::DeskStore& store) { return core::desk_undo(store, again); },
                 [this, again = undo->again] {
                     say(again ? "Made again" : "Taken back",
                         again ? ui::ToastOffer::Undo : ui::ToastOffer::Redo);
                 });
        } else if (const auto* added = std::get_if<ui::AddWord>(&request)) {
            keep(
                [word = added->word](core::DeskStore& store) { return core::desk_add_own_word(store, word); },
                [this] { say("Added to this review's words", ui::ToastOffer::Undo); });
        } else if (auto* words = std::get_if<ui::Draft>(&request)) {
            ask(
                "draft", core::Desk::Sort::Keep,
                [draft = std::move(*words)](core::DeskStore& store) {
                    return core::desk_draft(
                        store, {draft.kind, draft.id, draft.field, draft.text, draft.caret, draft.undo});
                },
                [] {});
        } else {
            return false;
        }
        return true;
    }

    // Writes, then shows what stands.
    template <class Job>
    void keep(Job job, std::function<void()> then = {})
    {
        ask("write", core::Desk::Sort::Keep, std::move(job), [this, then = std::move(then)] {
            place_->changed();
            prose_.stale();
            if (then) then();
        });
    }

    // What lies over the place: palette, help, tables saved.
    void over()
    {
        const bool in_review = unlocked() && !head.review.uuid.empty() && kit_.screen_key() != "reviews";
        prose_.serve(in_review ? &head : nullptr);
        auto asks = ui::draw(kit_, over_, {unlocked(), in_review ? &head : nullptr});
        for (auto& request : asks.requests) carry_out(request);
        if (asks.find) find(*asks.find);
        if (asks.show) show(*asks.show);
        if (asks.command) {
            theme = static_cast<ui::ThemeName>(*asks.command);
            remember();
        }
        if (asks.key && asks.key->letter != 0) window_.input.text(asks.key->letter);
        if (asks.key && asks.key->key != ui::Key::None) window_.input.key(asks.key->key, asks.key->with);
        if (asks.save) save(*asks.save);
    }

    void find(const std::string& words)
    {
        add({.name = "find",
             .sort = core::Desk::Sort::Latest,
             .run = [this, words, named = head.identified()](core::DeskStore& store,
                                                             const std::atomic<bool>&) {
                 auto found = core::desk_find(store, words, named);
                 return core::Desk::Done([this, words, found = std::move(found)]() mutable {
                     if (over_.sought != words) return;
                     over_.waiting = false;
                     if (!found) return;  // the place says what is wrong with the store
                     for (auto& one : *found)
                         over_.records.push_back({one.kind, one.id, std::string(ui::section_of(one.kind)),
                                                  std::move(one.called), std::move(one.words)});
                 });
             }});
    }

    void show(const ui::FoundRecord& record)
    {
        if (record.section.empty()) return;
        wanted = {record.kind, record.id};
        go([this, key = record.section] { return section_place(*this, key); });
    }

    void save(const ui::SaveTable& table)
    {
        add({.name = "save table", .run = [this, table](core::DeskStore& store, const std::atomic<bool>&) {
                 auto name = core::desk_save_table(store, table.table, base::path_from_utf8(table.folder),
                                                   table.workbook, table.identified);
                 return core::Desk::Done([this, name = std::move(name)] {
                     if (!name) {
                         over_.problem = name.error().what;
                         return;
                     }
                     over_.saving = false;
                     say("Saved as " + *name, ui::ToastOffer::None);
                 });
             }});
    }

    void close_review()
    {
        ask("close", core::Desk::Sort::Read, core::desk_close, [this](core::Closed closed) {
            section.clear();
            head.review = {};  // nothing of it is offered in the palette any more
            go([this, reviews = std::move(closed.reviews)] { return reviews_place(*this, reviews, {}); });
        });
    }

    // The section is made anew: nothing of the view before stays in it.
    void turn_to(const ui::TurnView& turn)
    {
        head.shown = turn.shown;
        head.meeting_minutes = turn.minutes;
        hurry();
        wanted = place_->standing();
        go([this] { return section_place(*this, std::string(section)); });
    }

    void draw_door()
    {
        if (!unlocked() || section.empty()) return;
        for (ui::Request& request : ui::draw(kit_, door_)) {
            if (const auto* turn = std::get_if<ui::TurnView>(&request))
                turn_ = *turn;
            else if (auto* leave = std::get_if<ui::LeaveMeeting>(&request))
                leave_meeting(std::move(leave->passphrase));
        }
    }

    void leave_meeting(base::Secret given)
    {
        auto passphrase = std::make_shared<base::Secret>(std::move(given));
        ask(
            "passphrase", core::Desk::Sort::Read,
            [passphrase](core::DeskStore& store) { return core::desk_passphrase(store, *passphrase); },
            [this](bool right) {
                if (!right) {
                    door_.refused("That is not the passphrase of this vault. The meeting view stays.");
                    return;
                }
                door_.step = ui::ViewDoor::Step::Shut;
                turn_ = ui::TurnView{};
            });
    }

    // A frame that nobody sees, in which every field hands over what is typed.
    void hurry()
    {
        ui::Input nothing;
        kit_.hurry(true);
        kit_.begin(window_.view(seconds_of(Steady::now().time_since_epoch())), nothing);
        place_->draw(kit_);
        kit_.end();
        kit_.hurry(false);
    }

    // A file dropped on any section of a review is for the import assistant.
    void take_drop()
    {
        if (window_.dropped.empty()) return;
        std::string path = std::exchange(window_.dropped, {});
        if (!unlocked() || place_->take_drop(path) || section.empty() || head.in_meeting() ||
            ui::section("import") == nullptr)
            return;
        dropped = std::move(path);
        go([this] { return section_place(*this, "import"); });
    }

    // Between two frames: nothing of the old place is in use.
    bool take_place()
    {
        if (!next_) return false;
        ++serial_;  // what the old place waits for comes too late
        place_.reset();
        place_ = std::exchange(next_, nullptr)();
        return true;
    }

    void used()
    {
        used_ = Steady::now();
        used_wall_ = clock_.now();
    }

    bool unlocked() const { return !place_->locked(); }

    bool idle_too_long() const
    {
        // The steady clock may stand still while the computer sleeps; the wall clock does not.
        const bool steady = Steady::now() - used_ >= idle_limit();
        return unlocked() && (steady || clock_.now() - used_wall_ >= idle_limit());
    }

    // A meeting looks at one page for longer than a person works at it.
    std::chrono::seconds idle_limit() const
    {
        if (!head.in_meeting()) return options_.idle_limit.value_or(std::chrono::minutes(idle_minutes));
        return std::chrono::minutes(std::clamp(head.meeting_minutes, 1, ui::kMostMeetingMinutes));
    }

    // Sleep is a lock, however short.
    bool has_slept()
    {
        const auto now = options_.asleep();
        const bool slept = now > asleep_ + std::chrono::seconds(1);
        asleep_ = now;
        return slept && unlocked();
    }

    bool caret_due() const { return caret_at_ && Steady::now() >= *caret_at_; }

    std::optional<double> wait_time() const
    {
        std::optional<double> least;
        const auto at_most = [&](double seconds) {
            least = std::max(0.0, std::min(seconds, least.value_or(seconds)));
        };
        if (caret_at_ && window_.visible()) at_most(seconds_of(*caret_at_ - Steady::now()));
        if (unlocked()) at_most(kLookForSleep);
        if (unlocked()) at_most(seconds_of(used_ + idle_limit() - Steady::now()));
        if (window_.copied()) at_most(kClipboardSeconds + 0.1 - seconds_of(Steady::now() - used_));
        return least;
    }

    void fit_letters()
    {
        const float room = head.in_meeting() ? kForARoom : 1.0F;
        const float pixels = static_cast<float>(percent) / 100 * room * window_.content_scale();
        if (fonts_.pixels() == pixels) return;
        fonts_.build(*ImGui::GetIO().Fonts, pixels);
        renderer_.upload_fonts();
    }

    void picture()
    {
        const auto start = Steady::now();
        // Built until nothing more is to do: the person sees only the last. The limit guards against a layout
        // that never comes to rest.
        int frames = 0;
        bool other = false;
        do {
            fit_letters();
            kit_.begin(window_.view(seconds_of(Steady::now().time_since_epoch())), window_.input);
            zoom();
            if (unlocked() && kit_.shortcut_anywhere(ui::Key::L, {.ctrl = true})) lock(false);
            place_->draw(kit_);
            over();
            draw_door();
            draw_tour();
            kit_.end();
            if (const auto turn = std::exchange(turn_, std::nullopt)) turn_to(*turn);
            other = take_place();
        } while ((kit_.again() || other) && ++frames < 400);
        caret_at_.reset();
        if (const auto wait = kit_.caret_wait())
            caret_at_ = Steady::now() +
                        std::chrono::duration_cast<Steady::duration>(std::chrono::duration<double>(*wait));
        const auto built = Steady::now();
        const ui::View view = window_.view(0);
        renderer_.upload_glyphs(fonts_.sheet());
        renderer_.draw(static_cast<int>(view.width), static_cast<int>(view.height));
        renderer_.present();
        ++pictures_;
        if (observer_ != nullptr)
            observer_->drawn({kit_.tree(), seconds_of(built - start) * 1000,
                              seconds_of(Steady::now() - built) * 1000, pictures_});
    }

    void zoom()
    {
        const int before = std::exchange(percent, zoomed(kit_, percent));
        if (percent != before) remember();
    }

    // Over the first demonstration case that has contacts as it is opened, once; then over its chronology.
    void draw_tour()
    {
        if (std::exchange(toured_, head.review.uuid) != head.review.uuid)
            tour_fits_ = head.review.demo && head.events > 0;
        const bool here = section == "overview" || section == "chronology";
        if (!tour_due || !here || !tour_fits_ || head.in_meeting()) return;
        const bool ended = ui::draw(kit_, tour_) == ui::TourAsk::End;
        if (!ended && tour_.step > 0 && section == "overview")
            go([this] { return section_place(*this, "chronology"); });
        if (!ended) return;
        tour_due = false;
        ask("tour", core::Desk::Sort::Keep, core::desk_tour_taken, [] {});
    }

    // After this frame: the fields hand over what is typed first.
    void lock(bool by_idle)
    {
        if (unlocked()) lock_ = lock_.value_or(by_idle);
    }

    void lock_now()
    {
        const bool by_idle = *std::exchange(lock_, std::nullopt);
        if (closed_) return;
        closed_ = true;
        window_.input.clear();
        hurry();
        Resume next = standing(by_idle);
        next_ = nullptr;
        turn_.reset();
        over_.clear();
        door_ = {};
        head = {};
        section.clear();
        owner.clear();
        wanted = {};
        dropped.clear();
        prose_.forget();
        kit_.forget();
        go([] { return std::make_unique<Closing>(); });
        take_place();
        window_.clear_clipboard();
        picture();  // case text is off the screen
        desk_.lock([this, next = std::move(next)] {
            leaving_ = next;
            leaving_.locked = true;
        });
    }

    Resume standing(bool by_idle) const
    {
        Resume next;
        next.by_idle = by_idle;
        next.folder = folder;
        next.vault = vault;
        next.window = window_.place();
        if (section.empty()) return next;
        next.review = head.review.uuid;
        next.section = section;
        next.record = place_->standing();
        if (const auto* field = kit_.tree().find(kit_.tree().focus); field != nullptr) {
            next.focus = field->key;
            next.caret = (field->states & ui::kEditable) != 0 ? field->caret : -1;
        }
        return next;
    }

    // Back to where the person was, in the coded view: who looks on has changed.
    void go_back(const core::DeskReview& review, std::int64_t events)
    {
        head = {.review = card_of(review), .events = events};
        wanted = resume_.record;
        if (!resume_.focus.empty()) kit_.focus_at(resume_.focus, resume_.caret);
        go([this, key = std::exchange(resume_, {}).section] { return section_place(*this, key); });
    }

    Window& window_;
    Renderer& renderer_;
    ui::Fonts& fonts_;
    ui::Kit kit_;
    ui::ViewDoor door_;
    std::optional<ui::TurnView> turn_;
    std::optional<bool> lock_;  ///< wanted after this frame; true: because nobody used it
    bool closed_ = false;       ///< the lock is on its way
    Resume leaving_;
    const Options& options_;
    Observer* observer_;
    ui::OverScreen over_;
    base::SystemClock clock_;
    std::unique_ptr<Place> place_;
    Make next_;
    ui::TourScreen tour_;
    std::string toured_;      ///< uuid of the review that was looked at for the tour
    bool tour_fits_ = false;  ///< it is invented and had something to show
    Resume resume_;
    std::chrono::seconds asleep_;
    Steady::time_point used_{};
    base::Time used_wall_{};
    std::optional<Steady::time_point> caret_at_;
    std::int64_t pictures_ = 0;
    ProseService prose_;
    core::Desk desk_;  // last: its thread ends first
};

int no_window(const std::string& why)
{
    std::fprintf(
        stderr,
        "cairn: no window can be opened: %s.\n"
        "Everything can be done without one: cairnctl review list DIR, then cairnctl chronology DIR REF.\n",
        why.c_str());
    return 1;
}

}  // namespace

// From the window to its end. `resume`: from the session before; what the next one is told comes back in it.
static int session(const Options& options, Observer* observer, Resume& resume)
{
    auto fonts = ui::Fonts::load(ui::Fonts::folder_for(base::program_path()));
    if (!fonts) {
        std::fprintf(stderr, "cairn: %s\n", fonts.error().what.c_str());
        return 1;
    }
    auto window = Window::open(resume.window);
    if (!window) return no_window(window.error().what);
    ImGuiContext* context = ui::make_context();
    {
        auto renderer = make_gl3_renderer((*window)->handle());
        if (!renderer) {
            ImGui::DestroyContext(context);
            return no_window(renderer.error().what);
        }
        resume = Program(**window, **renderer, *fonts, options, observer, std::move(resume)).run();
    }
    ImGui::DestroyContext(context);
    return 0;
}

int run(const Options& options, Observer* observer)
{
    ui::wipe_freed_memory();
    Resume resume = resume_from(base::take_environment(kResume));
    for (;;) {
        const int status = session(options, observer, resume);
        if (status != 0 || !resume.locked) return status;
        if (options.words.empty()) continue;
        base::set_environment(kResume, to_text(resume).c_str());
        static_cast<void>(base::replace_program(options.words));
        base::take_environment(kResume);  // it could not: the same process goes on, wiped
    }
}

}  // namespace desktop
