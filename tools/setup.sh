# Sourced by ./run and ./test: installs what tools/packages.txt names and this machine lacks. Debian 12 and 13.
# Quiet unless something fails; does nothing the second time.

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

# Runs a command with its output kept aside; shows the end of it only if the command fails.
quietly() {
    local log
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    tail -n 40 "$log" >&2
    rm -f "$log"
    return 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        stop "Packages must be installed first, which needs root: run this once as root, or install sudo."
    fi
}

# Prints the packages of one group of tools/packages.txt: "name" or "name >= version".
group_of() {
    awk -v want="[$1]" '/^\[/ { here = ($0 == want); next } here && NF && $1 !~ /^#/' tools/packages.txt
}

# True when the package is installed in at least the version asked for.
have() {
    local found
    found=$(dpkg-query -W -f='${db:Status-Status} ${Version}' "$1" 2>/dev/null) || return 1
    [ "${found%% *}" = installed ] || return 1
    [ -z "${2:-}" ] || dpkg --compare-versions "${found#* }" ge "$2"
}

missing_of() {
    local name at_least version
    for group in "$@"; do
        group_of "$group" | while read -r name at_least version; do
            have "$name" "${version:-}" || printf '%s %s\n' "$name" "${version:-}"
        done
    done
}

# Debian 12 only: adds the backports suite on the mirror this machine already uses for Debian 12 itself.
add_backports() {
    apt-get indextargets --format '$(RELEASE)' 'Created-By: Packages' | grep -qx bookworm-backports && return 0
    local mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg list=/etc/apt/sources.list.d/cairn-backports.list
    mirror=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' | awk '$1 == "bookworm" { print $2; exit }')
    [ -n "$mirror" ] || stop "No Debian 12 mirror was found in this machine's apt sources, so the backports suite cannot be added."
    say "Adding the bookworm-backports suite of this machine's own mirror ($list)."
    [ -f "$keyring" ] && keyring="[signed-by=$keyring] " || keyring=""
    printf 'deb %s%s bookworm-backports main\n' "$keyring" "$mirror" | as_root tee "$list" >/dev/null
    if ! as_root apt-get -q update -o Dir::Etc::sourcelist="$list" -o Dir::Etc::sourceparts=- -o APT::Get::List-Cleanup=0 \
            -o APT::Update::Error-Mode=any >/dev/null 2>&1; then
        as_root rm -f "$list"
        stop "This machine's mirror no longer has the bookworm-backports suite, which Cairn needs on Debian 12 for SQLCipher 4.6: use Debian 13, or a mirror that keeps it."
    fi
}

install_missing() {
    local lacking plain=() newer=() name version
    lacking=$(missing_of "$@")
    [ -n "$lacking" ] || return 0
    . /etc/os-release
    case "${VERSION_CODENAME:-}" in
        bookworm | trixie) ;;
        *) say "This is not Debian 12 or 13 (${PRETTY_NAME:-unknown}); trying all the same." ;;
    esac
    while read -r name version; do
        if [ -n "$version" ] && [ "${VERSION_CODENAME:-}" = bookworm ]; then newer+=("$name"); else plain+=("$name"); fi
    done <<<"$lacking"
    say "Installing: ${plain[*]} ${newer[*]}"
    quietly as_root apt-get -q update || stop "The package lists could not be updated."
    if [ ${#newer[@]} -gt 0 ]; then add_backports; fi
    if [ ${#plain[@]} -gt 0 ]; then
        quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "${plain[@]}" ||
            stop "Some packages could not be installed (see above)."
    fi
    if [ ${#newer[@]} -gt 0 ]; then
        quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends -t bookworm-backports install "${newer[@]}" ||
            stop "SQLCipher 4.6 or Catch2 3.7 could not be installed from bookworm-backports (see above)."
    fi
}

# build PRESET [TARGET ...]
build() {
    local preset=$1
    shift
    if [ ! -f "build/$preset/build.ninja" ]; then
        quietly cmake --preset "$preset" || stop "The build could not be configured (see above)."
    fi
    local targets=()
    if [ $# -gt 0 ]; then targets=(--target "$@"); fi
    quietly cmake --build --preset "$preset" "${targets[@]}" || stop "The build failed (see above)."
}
