#pragma once
/// What the locked program is told by the one it replaces: where its window was and where to go when the same
/// vault is opened again. Ids and sizes only, never words of a case.

#include <string>

#include "app/desktop/place.h"
#include "app/desktop/window.h"

namespace desktop {

struct Resume {
    bool locked = false;  ///< false: the program was started by a person
    bool by_idle = false;
    std::string folder, vault;    ///< UTF-8; uuid of the only vault that goes back to where it was
    std::string review, section;  ///< empty: to the list of reviews
    Wanted record;
    std::string focus;  ///< key of the field that had the focus
    int caret = -1;     ///< code points
    WindowPlace window;
};

std::string to_text(const Resume& resume);
/// What is not well formed starts as if by a person.
Resume resume_from(std::string_view text);

}  // namespace desktop
