#include "app/core/desk_documents.h"
#include "app/core/desk_records.h"
#include "app/desktop/choosing.h"
#include "app/desktop/place.h"
#include "app/desktop/present.h"
#include "app/desktop/records_part.h"
#include "app/ui/screens/documents_screen.h"

namespace desktop {

namespace {

using core::Desk;

std::uint64_t next_number()
{
    static std::uint64_t last = 0;
    return ++last;
}

ui::PagePart part_of(const pages::Place& place)
{
    return {static_cast<float>(place.x), static_cast<float>(place.y), static_cast<float>(place.w),
            static_cast<float>(place.h)};
}

// That a file cannot be shown is an answer: what is wrong with it stands where its page would be.
template <class T>
struct Answer {
    std::optional<T> value;
    std::string problem;
};
template <class T>
base::Result<Answer<T>> answered(base::Result<T> result)
{
    if (!result) return Answer<T>{std::nullopt, result.error().what};
    return Answer<T>{*std::move(result), {}};
}

class DocumentsPlace : public Place {
public:
    explicit DocumentsPlace(Host& host) : host_(host)
    {
        begin_records(host, screen_.records, "documents");
        read();
    }

    void draw(ui::Kit& kit) override
    {
        auto asks = ui::draw(kit, screen_);
        serve(host_, screen_.attaching.chooser);
        for (ui::Request& request : asks.common) host_.carry_out(request);
        if (asks.open) open(*asks.open);
        if (asks.page) page(*asks.page);
        if (asks.attach) attach(*asks.attach);
        if (asks.outside) outside(*asks.outside);
    }

    void refused(const base::Error& error) override
    {
        screen_.records.refused(error.what);
        screen_.loading = false;
    }

    void changed() override { read(); }

private:
    void read()
    {
        host_.ask("documents", Desk::Sort::Latest, core::desk_documents,
                  [this](core::DeskDocuments documents) { take_documents(std::move(documents)); });
        host_.ask("records", Desk::Sort::Latest, core::desk_records,
                  [this](core::Records records) { take(std::move(records)); });
    }

    void take(core::Records records)
    {
        take_records(host_, screen_.records, std::move(records));
        if (!host_.wanted.id.empty()) screen_.show(std::exchange(host_.wanted, {}).id);
    }

    void take_documents(core::DeskDocuments documents)
    {
        screen_.documents.clear();
        for (auto& one : documents.documents) {
            auto& shown = screen_.documents.emplace_back(ui::DocumentShown{std::move(one.id),
                                                                           std::move(one.called),
                                                                           std::move(one.kind),
                                                                           std::move(one.from),
                                                                           std::move(one.marking),
                                                                           std::move(one.received),
                                                                           std::move(one.size),
                                                                           std::move(one.fingerprint),
                                                                           std::move(one.sealed),
                                                                           one.held,
                                                                           {}});
            for (auto& extract : one.extracts)
                shown.extracts.push_back({std::move(extract.id), std::move(extract.called),
                                          std::move(extract.where), std::move(extract.sealed), extract.page,
                                          part_of(extract.part)});
        }
        screen_.organisations.clear();
        for (auto& [id, name] : documents.organisations) screen_.organisations.push_back({id, name, ""});
        screen_.loading = false;
    }

    void open(const std::string& id)
    {
        host_.ask(
            "open document", Desk::Sort::Latest,
            [id, program = base::program_path()](core::DeskStore& store, const std::atomic<bool>& give_up) {
                return answered(core::desk_open_document(store, id, program, give_up));
            },
            [this, id](Answer<core::DeskOpened> opened) {
                auto& reading = screen_.reading;
                if (!reading || reading->id != id) return;
                reading->opening = false;
                reading->problem = std::move(opened.problem);
                if (!opened.value) return;
                reading->agrees = opened.value->agrees;
                for (const auto& size : opened.value->pages)
                    reading->pages.emplace_back(size.width, size.height);
                reading->rows = std::move(opened.value->rows);
            });
    }

    void page(const ui::WantedPage& wanted)
    {
        host_.ask(
            "page", Desk::Sort::Latest,
            [wanted](core::DeskStore& store, const std::atomic<bool>& give_up) {
                return answered(core::desk_page(store, wanted.id, wanted.page, wanted.width, give_up));
            },
            [this, id = wanted.id](Answer<core::DeskPage> drawn) {
                if (!screen_.reading || screen_.reading->id != id) return;
                if (!drawn.value) {
                    screen_.reading->problem = std::move(drawn.problem);
                    return;
                }
                auto& from = *drawn.value;
                ui::PageShown shown{
                    from.page,
                    {next_number(), from.picture.width, from.picture.height, std::move(from.picture.rgb)},
                    {}};
                for (auto& line : from.lines)
                    shown.lines.push_back({std::move(line.text), part_of(line.place)});
                screen_.take_page(std::move(shown));
            });
    }

    void attach(const ui::AttachFile& wanted)
    {
        host_.ask(
            "attach", Desk::Sort::Keep,
            [wanted](core::DeskStore& store) {
                return core::desk_attach(store, wanted.path, wanted.kind, wanted.from);
            },
            [this](const std::string&) {
                host_.say("The file is kept in the vault");
                read();
            });
    }

    void outside(const ui::OpenOutside& wanted)
    {
        host_.ask(
            "outside", Desk::Sort::Keep,
            [wanted](core::DeskStore& store) {
                return core::desk_open_outside(store, wanted.id, wanted.purpose);
            },
            [this] { host_.say("Opened outside, and noted in the record", ui::ToastOffer::None); });
    }

    Host& host_;
    ui::DocumentsScreen screen_;
};

}  // namespace

std::unique_ptr<Place> documents_place(Host& host)
{
    return std::make_unique<DocumentsPlace>(host);
}

}  // namespace desktop
