// The dependency rules of docs/architecture.md, read off every #include.

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace fs = std::filesystem;

namespace {

using Names = std::set<std::string>;

Names operator+(Names a, const Names& b)
{
    a.insert(b.begin(), b.end());
    return a;
}

const Names kBase = {"crypto/base"};
const Names kCrypto = kBase + Names{"crypto/primitives"};
const Names kModel = kBase + Names{"storage/json", "storage/model"};
const Names kJournal = kCrypto + kModel + Names{"storage/journal"};

// module -> the modules it may include, itself aside
const std::map<std::string, Names> kMayInclude = {
    {"assets", {}},
    {"crypto/base", {}},
    {"crypto/primitives", kBase},
    {"storage/json", kBase},
    {"storage/model", kBase + Names{"storage/json", "assets"}},
    {"storage/rules", kCrypto + kModel + Names{"assets"}},
    {"storage/db", kBase},
    {"storage/journal", kCrypto + kModel},
    {"storage/review", kJournal + Names{"storage/rules", "storage/db"}},
    {"storage/central", kJournal + Names{"storage/db"}},
    {"sync/bundle", kJournal},
    {"sync/trust", kCrypto},
    {"sync/pack", kCrypto + kModel + Names{"storage/rules", "sync/bundle", "sync/trust"}},
    {"sync/exchange", kJournal + Names{"storage/review", "sync/bundle", "sync/trust"}},
    {"sync/ingest",
     kJournal + Names{"storage/central", "storage/rules", "sync/bundle", "sync/trust", "sync/pack"}},
    {"app/text", kBase},
    {"app/import", kModel},
    {"app/pages", kBase},
    {"app/render", kBase + Names{"app/pages"}},
    {"app/report", kModel + Names{"storage/rules"}},
    {"app/core", kJournal + Names{"storage/rules", "storage/review", "storage/central", "sync/bundle",
                                  "sync/trust", "sync/pack", "sync/exchange", "sync/ingest", "app/import",
                                  "app/pages", "app/report", "assets"}},
    {"app/ui", kModel + Names{"app/text"}},
    {"app/desktop",
     kModel + Names{"crypto/primitives", "app/core", "app/pages", "app/render", "app/text", "app/ui"}},
    {"app/cli",
     kJournal + Names{"storage/rules", "storage/review", "storage/central", "sync/bundle", "sync/trust",
                      "sync/pack", "sync/exchange", "sync/ingest", "app/import", "app/report", "app/core"}},
};

// outside header, or the folder it lies in -> the only modules that may include it
const std::map<std::string, Names> kGuarded = {
    {"sqlcipher", {"storage/db"}},
    {"sqlite3.h", {}},
    {"sodium.h", {"crypto/base", "crypto/primitives", "storage/db"}},
    {"seccomp.h", {"crypto/base"}},
    {"openssl", {"crypto/primitives"}},
    {"utf8proc.h", {"crypto/primitives", "storage/model", "app/text"}},
    {"uchardet", {"app/import"}},
    {"hunspell.hxx", {"app/text"}},
    {"hb.h", {"app/text"}},
    {"fribidi.h", {"app/text"}},
    {"ft2build.h", {"app/text"}},
    {"linebreak.h", {"app/text"}},
    {"wordbreak.h", {"app/text"}},
    {"archive.h", {"app/import", "app/report"}},
    {"archive_entry.h", {"app/import", "app/report"}},
    {"pugixml.hpp", {"app/import"}},
    {"nlohmann", {"storage/json"}},
    {"date", {"storage/model"}},
    {"CLI", {"app/cli"}},
    {"poppler-document.h", {"app/render"}},
    {"poppler-page.h", {"app/render"}},
    {"poppler-page-renderer.h", {"app/render"}},
    {"png.h", {"app/render"}},
    {"jpeglib.h", {"app/render"}},
    {"imgui.h", {"app/ui", "app/desktop"}},
    {"imgui_internal.h", {"app/ui"}},
    {"imgui_freetype.h", {"app/ui"}},
    {"backends", {"app/desktop"}},
    {"GLFW", {"app/desktop"}},
    {"GL", {"app/desktop"}},
};

// Headers of one operating system: one file for each system, and nothing else.
const std::regex kSystemHeader(
    R"(^(unistd|fcntl|dirent|termios|signal|pthread|dlfcn|spawn|windows)\.h$|^sys/)");

std::string module_of(const std::string& path)
{
    const auto first = path.find('/');
    if (path.starts_with("assets/")) return "assets";
    const auto second = path.find('/', first + 1);
    return path.substr(0, second);
}

struct Include {
    std::string file;
    std::string target;
    bool own;
};

std::vector<Include> every_include(int& files)
{
    const fs::path root = PROJECT_ROOT;
    const std::regex include(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    std::vector<Include> found;
    for (const char* top : {"crypto", "storage", "sync", "app", "assets"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const auto extension = entry.path().extension();
            if (extension != ".h" && extension != ".cpp") continue;
            ++files;
            std::ifstream in(entry.path());
            std::smatch match;
            for (std::string line; std::getline(in, line);)
                if (std::regex_search(line, match, include))
                    found.push_back(
                        {fs::relative(entry.path(), root).generic_string(), match[2], match[1] == "\""});
        }
    }
    return found;
}

}  // namespace

TEST_CASE("architecture: each module includes only the modules below it", "[architecture]")
{
    int files = 0;
    for (const auto& [file, target, own] : every_include(files)) {
        if (!own) continue;
        const std::string module = module_of(file);
        const std::string below = module_of(target);
        INFO(file << " includes " << target);
        REQUIRE(kMayInclude.contains(module));
        CHECK((below == module || kMayInclude.at(module).contains(below)));
    }
    CHECK(files > 100);
}

TEST_CASE("architecture: an outside library is included only by the modules it belongs to", "[architecture]")
{
    int files = 0;
    for (const auto& [file, target, own] : every_include(files)) {
        if (own) continue;
        const std::string module = module_of(file);
        auto guarded = kGuarded.find(target);
        if (guarded == kGuarded.end()) guarded = kGuarded.find(target.substr(0, target.find('/')));
        if (guarded == kGuarded.end()) continue;
        INFO(file << " includes " << target);
        CHECK(guarded->second.contains(module));
    }
}

TEST_CASE("architecture: the document has a row for every module, and for no other", "[architecture]")
{
    std::ifstream in(fs::path(PROJECT_ROOT) / "docs" / "architecture.md");
    const std::regex row(R"(^\| `([a-z]+(/[a-z]+)?)` \| )");
    Names told, known;
    std::smatch match;
    for (std::string line; std::getline(in, line);)
        if (std::regex_search(line, match, row)) told.insert(match[1]);
    for (const auto& [module, below] : kMayInclude) known.insert(module);
    CHECK(told == known);
}

TEST_CASE("architecture: only a platform file includes a header of one operating system", "[architecture]")
{
    int files = 0;
    for (const auto& [file, target, own] : every_include(files)) {
        INFO(file << " includes " << target);
        if (std::regex_search(target, kSystemHeader)) CHECK(file.find("platform_") != std::string::npos);
    }
}

TEST_CASE("architecture: a file stays short enough to read", "[architecture]")
{
    const fs::path root = PROJECT_ROOT;
    for (const char* top : {"crypto", "storage", "sync", "app", "assets"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const auto extension = entry.path().extension();
            if (extension != ".h" && extension != ".cpp") continue;
            const std::string path = fs::relative(entry.path(), root).generic_string();
            if (path.find("/fields/") != std::string::npos) continue;  // field tables are data
            std::ifstream in(entry.path());
            int lines = 0;
            for (std::string line; std::getline(in, line);) ++lines;
            INFO(path << " has " << lines << " lines");
            CHECK(lines <= 600);
        }
    }
}

TEST_CASE("architecture: no screen uses ImGui's own text input", "[architecture]")
{
    const fs::path root = PROJECT_ROOT;
    for (const auto& entry : fs::recursive_directory_iterator(root / "app")) {
        if (entry.path().extension() != ".cpp") continue;
        std::ifstream in(entry.path());
        const std::string text((std::istreambuf_iterator<char>(in)), {});
        INFO(fs::relative(entry.path(), root).generic_string());
        CHECK(text.find("ImGui::InputText") == std::string::npos);
    }
}

// Two kinds of one name in one namespace are one to the linker, which takes either's code for both.
TEST_CASE("architecture: the headers of a module define each name once", "[architecture]")
{
    const fs::path root = PROJECT_ROOT;
    const std::regex defined(R"(^(?:struct|class|enum class) ([A-Za-z0-9]+)(?: final)?(?: : [^;{]*)? \{.*$)");
    std::map<std::string, std::string> seen;  // module and name, by the file that defines it
    for (const char* top : {"crypto", "storage", "sync", "app"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            if (entry.path().extension() != ".h") continue;
            const std::string path = fs::relative(entry.path(), root).generic_string();
            const std::string module = path.substr(0, path.find('/', path.find('/') + 1));
            std::ifstream in(entry.path());
            for (std::string line; std::getline(in, line);) {
                std::smatch found;
                if (!std::regex_match(line, found, defined)) continue;
                const auto [at, is_new] = seen.emplace(module + " " + found[1].str(), path);
                INFO(found[1].str() << " in " << path << " and in " << at->second);
                CHECK(is_new);
            }
        }
    }
}
