#include "app/ui/prose_aid.h"

#include <utility>

namespace ui {

std::string citation_key(std::string_view kind, std::string_view id)
{
    return std::string(kind).append(":").append(id);
}

void ProseAid::forget()
{
    if (speller != nullptr) speller->forget();
    ProseAid fresh;
    fresh.speller = speller;
    fresh.version = version + 1;
    *this = std::move(fresh);
}

}  // namespace ui
