#pragma once
/// The child that draws documents (app/pages): given a file, it gives page sizes, pixels and words. Only the
/// program that offers this mode links it. Source: docs/decisions/0076-documents-inside.md.

#include <memory>

#include "app/pages/message.h"

namespace render {

using base::ByteView;

/// What a stranger's file is drawn by. Any call may end in a Fault.
class Drawer {
public:
    virtual ~Drawer() = default;
    virtual std::vector<pages::PageSize> sizes() = 0;
    /// Into `into.rgb`, which is `into.width` x `into.height` and white. False: the page is damaged.
    virtual bool draw(std::size_t page, pages::Picture& into) = 0;
    virtual std::vector<pages::Word> words(std::size_t page) = 0;
};

struct Made {
    std::unique_ptr<Drawer> drawer;  ///< null: at fault
    pages::Fault fault = pages::Fault::Damaged;
};
/// The bytes must outlive what is made.
Made make_pdf(ByteView file, const pages::Limits& limits);
Made make_png(ByteView file, const pages::Limits& limits);
Made make_jpeg(ByteView file, const pages::Limits& limits);

/// Draws a page of our own, so that fonts and libraries are at hand before this process is confined.
void warm_up();

/// Confines this process, draws one file as long as its parent asks, ends the process.
[[noreturn]] void serve_drawing();

}  // namespace render
