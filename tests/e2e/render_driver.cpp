// The child that draws documents as a program of its own.
#include <cstdio>
#include <string_view>

#include "app/import/reader.h"
#include "app/render/render.h"
#include "crypto/base/platform.h"

// The reader of tables as well, as the desktop program has both.
int main(int count, char** words)
{
    if (count == 2 && std::string_view(words[1]) == pages::kRenderWord) {
        base::guard_process();
        render::serve_drawing();
    }
    if (count == 2 && std::string_view(words[1]) == import_::kReaderWord) {
        base::guard_process();
        import_::serve_reading();
    }
    std::fputs("render_driver: started by a test only\n", stderr);
    return 2;
}
