#include "crypto/base/child.h"

#include <new>
#include <stdexcept>

namespace base {

void serve_confined(void (*work)())
{
    try {
        work();
    } catch (const std::bad_alloc&) {
        end_process(kOutOfMemory);
    } catch (const std::length_error&) {
        end_process(kOutOfMemory);
    }
    end_process(0);
}

}  // namespace base
