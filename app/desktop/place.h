#pragma once
/// A place is one screen of the program together with what it asks of the store thread: app/ui/screens draws
/// it, app/core does the work, and the place in between carries requests one way and answers the other.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "app/core/desk.h"
#include "app/core/desk_store.h"
#include "app/ui/kit.h"
#include "app/ui/requests.h"
#include "app/ui/screens/review_frame.h"

namespace desktop {

/// A record that a section is to show: chosen elsewhere, or shown when it was left.
struct Wanted {
    std::string kind, id;
};

class Place {
public:
    virtual ~Place() = default;
    /// Builds one frame and carries out what the person asked for.
    virtual void draw(ui::Kit& kit) = 0;
    /// Something asked of the store thread did not work.
    virtual void refused(const base::Error& error) = 0;
    /// A change was undone or redone, or written elsewhere: what is shown is read again.
    virtual void changed() {}
    /// A file was dropped on the window (UTF-8 path). False: it is not for this place.
    virtual bool take_drop(const std::string&) { return false; }
    /// Nothing of a vault is shown: no idle limit.
    virtual bool locked() const { return false; }
    /// The record that is shown: the place that is made in its stead, after a lock or for another view, shows
    /// it again.
    virtual Wanted standing() const { return {}; }
};

/// What the places share. Belongs to the thread of the window.
class Host {
public:
    virtual ~Host() = default;

    /// The open review and how its people are shown; what the next section starts from.
    ui::ReviewHead head;
    /// A record that the next section is to show at once, chosen in the palette or by a line that leads
    /// there. The section takes it when its records are at hand: std::exchange(host.wanted, {}).
    /// Without an id: the list of that kind.
    using Wanted = desktop::Wanted;
    Wanted wanted;
    std::string dropped;  ///< path of a file that the import assistant begins with
    std::string folder;   ///< of the vault, UTF-8
    std::string owner;    ///< of the open vault
    std::string section;  ///< key of the one shown; empty outside a review
    std::string vault;    ///< uuid of the open vault; after a lock the only one that may be opened
    /// The vault is open: to where the person was before a lock, else to the reviews.
    virtual void unlocked(core::Unlocked unlocked) = 0;

    // How the window looks, and what the open vault asks of it.
    ui::ThemeName theme = ui::ThemeName::Light;
    int percent = 100;
    int idle_minutes = 5;   ///< until it locks by itself
    bool tour_due = false;  ///< the vault was made at this desk and the tour not yet taken
    /// Theme, size and the vault's folder are kept for the next start; nothing else is.
    virtual void remember() = 0;

    /// Another place, made before the next frame; answers that the old one waits for are dropped.
    using Make = std::function<std::unique_ptr<Place>()>;
    virtual void go(Make make) = 0;
    /// Says at the foot of the window what was done ("Coded as missed opportunity"), with an Undo.
    virtual void say(std::string_view done, ui::ToastOffer offer = ui::ToastOffer::Undo) = 0;
    /// Requests that every section may make: another section, another view, undo, closing, the lock, drafts
    /// and records. False for any other.
    virtual bool carry_out(ui::Request& request) = 0;

    /// Runs `job` (a Result<T> from a core::DeskStore&) on the store thread; `show` takes its value here, or
    /// the place's refused() its error, if the place that asked is still the one shown. Something that a lock
    /// must not drop is Sort::Keep.
    template <class Job, class Show>
    void ask(std::string name, core::Desk::Sort sort, Job job, Show show)
    {
        add({.name = std::move(name),
             .sort = sort,
             .run = [this, place = serial_, job = std::move(job), show = std::move(show)](
                        core::DeskStore& store, const std::atomic<bool>& give_up) mutable {
                 auto result = run_job(job, store, give_up);
                 return core::Desk::Done(
                     [this, place, show = std::move(show), result = std::move(result)]() mutable {
                         if (place != serial_) return;
                         if (!result)
                             tell(result.error());
                         else if constexpr (std::is_same_v<decltype(result), base::Result<void>>)
                             show();
                         else
                             show(*std::move(result));
                     });
             }});
    }

protected:
    virtual void add(core::Desk::Task task) = 0;
    virtual void tell(const base::Error& error) = 0;
    std::uint64_t serial_ = 0;  ///< counts the places shown

private:
    template <class Job>
    static auto run_job(Job& job, core::DeskStore& store, const std::atomic<bool>& give_up)
    {
        if constexpr (std::is_invocable_v<Job&, core::DeskStore&, const std::atomic<bool>&>)
            return job(store, give_up);
        else
            return job(store);
    }
};

// The places. A section of the review is made by its key (app/ui/screens/sections.h).
std::unique_ptr<Place> welcome_place(Host& host);
std::unique_ptr<Place> create_place(Host& host);
std::unique_ptr<Place> unlock_place(Host& host, bool by_idle);
std::unique_ptr<Place> recover_place(Host& host);
/// The recovery kit in hand; `first_run`: of a vault just made, or made and not yet finished.
std::unique_ptr<Place> kit_place(Host& host, bool first_run);
std::unique_ptr<Place> settings_place(Host& host, int tab);
std::unique_ptr<Place> health_place(Host& host);
std::unique_ptr<Place> closing_place(Host& host);
std::unique_ptr<Place> send_place(Host& host);
/// What follows an unlock: the reviews, or the kit where it was never tried.
std::unique_ptr<Place> first_place(Host& host, const core::Unlocked& unlocked);
std::unique_ptr<Place> reviews_place(Host& host, std::vector<core::DeskReview> reviews,
                                     std::vector<std::string> notices);
std::unique_ptr<Place> new_review_place(Host& host);
std::unique_ptr<Place> overview_place(Host& host);
std::unique_ptr<Place> screening_place(Host& host);
std::unique_ptr<Place> import_place(Host& host);
std::unique_ptr<Place> chronology_place(Host& host);
std::unique_ptr<Place> meetings_place(Host& host);
std::unique_ptr<Place> analysis_place(Host& host);
std::unique_ptr<Place> people_place(Host& host);
std::unique_ptr<Place> documents_place(Host& host);
std::unique_ptr<Place> records_place(Host& host, std::string section);
std::unique_ptr<Place> section_place(Host& host, std::string_view section);

}  // namespace desktop
