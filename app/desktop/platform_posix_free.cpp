// In the released desktop program every block of memory is wiped when it is given back, whoever gives it
// back: the standard library, ImGui, FreeType, the graphics driver. glibc's own functions are taken the place
// of, as its manual allows; every other build leaves them, so that sanitizers see what they should.
#ifdef CAIRN_WIPE_FREED

#include <malloc.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

extern "C" {

void __libc_free(void* block);  // NOLINT(bugprone-reserved-identifier): glibc's name

void free(void* block) noexcept
{
    if (block == nullptr) return;
    const int before = errno;
    std::memset(block, 0, malloc_usable_size(block));
    asm volatile("" : : "r"(block) : "memory");  // the compiler may not leave the wiping out
    __libc_free(block);
    errno = before;
}

void* realloc(void* block, std::size_t size) noexcept
{
    if (block == nullptr) return std::malloc(size);
    if (size == 0) {
        free(block);
        return nullptr;
    }
    const std::size_t had = malloc_usable_size(block);
    if (size <= had && size > had / 2) {
        std::memset(static_cast<std::uint8_t*>(block) + size, 0, had - size);
        return block;
    }
    void* moved = std::malloc(size);
    if (moved == nullptr) return nullptr;
    std::memcpy(moved, block, had < size ? had : size);
    free(block);
    return moved;
}

}  // extern "C"

#endif
