#pragma once
/// Serves a file chooser: reads the folders it asks for on the store thread.

#include "app/desktop/place.h"
#include "app/ui/kit_files.h"

namespace desktop {

/// Call in every frame; `chooser` is a part of the place that is shown.
void serve(Host& host, ui::FileChooser& chooser);

}  // namespace desktop
