#include "sync/ingest/lists.h"

namespace ingest {

const IssuedLists& IssuedLists::built_in()
{
    static const IssuedLists own;
    return own;
}

base::Result<IssuedLists> IssuedLists::from(std::vector<std::string> files)
{
    IssuedLists made;
    for (const auto& file : files) {
        TRY_ASSIGN(auto newer, model::CodeLists::load(file));
        if (newer.version() > made.lists.version()) TRY_VOID(made.lists.replace(std::move(newer)));
    }
    made.files = std::move(files);
    return made;
}

}  // namespace ingest
