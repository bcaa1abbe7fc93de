#include "app/core/putting.h"

namespace core {

Result<Written> put(review::Vault& vault, review::Review& review, model::Command command)
{
    (void)vault;
    Written written;
    TRY_ASSIGN(written.command, review.apply(command));
    return written;
}

}  // namespace core
