// The desktop program with an observer: after every picture it writes the tree of what is on the screen to
// the file named by CAIRN_TREE_FILE, with what was measured in its first line. For tests with made-up cases
// only; it is built with the test drivers and never installed.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "app/core/desk_import.h"
#include "app/desktop/program.h"
#include "app/pages/pages.h"
#include "app/render/render.h"
#include "crypto/base/platform.h"

namespace {

class TreeWriter : public desktop::Observer {
public:
    explicit TreeWriter(const char* path) : path_(base::path_from_utf8(path)) {}

    void drawn(const Drawn& picture) override
    {
        build_.push_back(picture.build_ms);
        std::sort(build_.begin(), build_.end());
        char first[200];
        std::snprintf(first, sizeof first, "pictures %lld build_ms %.3f build_99_ms %.3f render_ms %.3f\n",
                      static_cast<long long>(picture.pictures), picture.build_ms,
                      build_[(build_.size() - 1) * 99 / 100], picture.render_ms);
        const std::string text = std::string(first) + ui::to_text(picture.tree, true);
        if (!base::replace_file(path_, base::bytes_of(text), base::Privacy::OwnerOnly)) std::abort();
    }

private:
    base::Path path_;
    std::vector<double> build_;
};

}  // namespace

int main(int count, char** words)
{
    base::guard_process();
    if (count == 2 && std::string_view(words[1]) == pages::kRenderWord) render::serve_drawing();
    base::start_crypto();
    core::serve_reader(count, words);
    const char* path = std::getenv("CAIRN_TREE_FILE");
    if (path == nullptr) {
        std::fputs("cairn_probe: CAIRN_TREE_FILE names no file\n", stderr);
        return 2;
    }
    desktop::Options options;
    options.words.assign(words, words + count);
    if (const char* asleep = std::getenv("CAIRN_ASLEEP_FILE"); asleep != nullptr)
        options.asleep = [file = base::path_from_utf8(asleep)] {
            const auto text = base::read_file(file, 20);
            return std::chrono::seconds(
                text ? std::strtol(std::string(base::text_of(*text)).c_str(), nullptr, 10) : 0);
        };
    if (count > 1) options.folder = words[1];
    if (const char* idle = std::getenv("CAIRN_IDLE_SECONDS"); idle != nullptr)
        options.idle_limit =
            std::chrono::seconds(std::atoi(idle));  // NOLINT(cert-err34-c): a test's own value
    TreeWriter writer(path);
    return desktop::run(options, &writer);
}
