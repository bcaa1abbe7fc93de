// cairn [DIR]: the desktop program.
#include <cstdio>
#include <string_view>

#include "app/core/desk_import.h"
#include "app/desktop/program.h"
#include "app/pages/pages.h"
#include "app/render/render.h"
#include "crypto/base/platform.h"

namespace {

constexpr const char* kHelp =
    "cairn [DIR]\n\n"
    "Opens the reviews in the vault DIR in a window. Without DIR it asks for the folder.\n"
    "Every task has a verb of cairnctl as well: cairnctl --help.\n";

}  // namespace

int main(int count, char** words)
{
    base::guard_process();
    if (count == 2 && std::string_view(words[1]) == pages::kRenderWord) render::serve_drawing();
    base::start_crypto();
    core::serve_reader(count, words);
    desktop::Options options;
    options.words.assign(words, words + count);
    for (int i = 1; i < count; ++i) {
        const std::string_view word = words[i];
        if (word == "--help" || word == "-h") {
            std::fputs(kHelp, stdout);
            return 0;
        }
        if (word.starts_with("-") || !options.folder.empty()) {
            std::fputs(kHelp, stderr);
            return 2;
        }
        options.folder = word;
    }
    return desktop::run(options);
}
