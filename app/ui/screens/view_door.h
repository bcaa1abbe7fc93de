#pragma once
/// The way from one view of a review into another: what each view shows, the meeting view's own idle limit,
/// and the passphrase on the way out of it. The program draws it over whatever section is open.

#include <string>

#include "app/ui/kit.h"
#include "app/ui/requests.h"
#include "app/ui/screens/review_frame.h"

namespace ui {

struct ViewDoor {
    enum class Step : std::uint8_t { Shut, Choosing, Leaving };
    Step step = Step::Shut;
    std::string wanted = "coded";  ///< "coded", "identified", "meeting", "family"
    std::string minutes = "60";    ///< the meeting view's idle limit
    SecretText passphrase;
    bool busy = false, fresh = true;
    std::string problem;
    Requests asked;  ///< of the frame; taken by draw()

    /// Asks how `head` is to be shown, or for the passphrase when it is shown to a room.
    void open(const ReviewHead& head, ShownAs preferred);
    void refused(std::string_view why);
};

/// Draws it if it is open.
Requests draw(Kit& kit, ViewDoor& door);

}  // namespace ui
