// The child that draws documents as a program of its own, and children that lie to their parent.
#include <cstdio>
#include <string_view>

#include "app/render/render.h"
#include "crypto/base/platform.h"

int main(int count, char** words)
{
    if (count == 2 && std::string_view(words[1]) == pages::kRenderWord) {
        base::guard_process();
        render::serve_drawing();
    }
    std::fputs("render_driver: started by a test only\n", stderr);
    return 2;
}
