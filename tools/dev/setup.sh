# What must be on this machine? Debian packages by group, and a Python environment under build/venv.
# shellcheck shell=bash

# packages_of GROUP...: the names in tools/dev/packages.txt under these headings.
packages_of() {
  local group
  for group in "$@"; do
    awk -v wanted="[$group]" '/^\[/ {on = ($0 == wanted); next} on && NF && !/^#/ {print}' \
      "$ROOT/tools/dev/packages.txt"
  done
}

# setup_packages GROUP...: installs what is missing; one query of dpkg when nothing is.
setup_packages() {
  if ! command -v dpkg-query >/dev/null; then
    say "setup: this is no Debian; tools/dev/packages.txt names what must be installed"
    return 0
  fi
  local wanted missing=() have package as_root=()
  mapfile -t wanted < <(packages_of "$@")
  have=$(dpkg-query -W -f='${db:Status-Abbrev}${Package}\n' "${wanted[@]}" 2>/dev/null |
    sed -n 's/^ii *//p') || true
  for package in "${wanted[@]}"; do
    grep -qxF -- "$package" <<<"$have" || missing+=("$package")
  done
  if [ "${#missing[@]}" -eq 0 ]; then return 0; fi
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "missing ${missing[*]}; install them as root, or install sudo"
    as_root=(sudo)
  fi
  say "setup: installing ${#missing[@]} Debian packages (log: build/log/apt.log)"
  quietly apt-update "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=600 update
  quietly apt "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 \
    install -y --no-install-recommends "${missing[@]}"
}

# setup_venv NAME REQUIREMENTS: build/NAME holds exactly the pinned packages.
setup_venv() {
  local venv=$ROOT/build/$1 requirements=$ROOT/tools/dev/$2 python=/usr/bin/python3 stamp
  [ -x "$python" ] || python=python3
  stamp=$("$python" -V; sha256sum <"$requirements")
  if [ -x "$venv/bin/python" ] && [ "$(cat "$venv/stamp" 2>/dev/null)" = "$stamp" ]; then return 0; fi
  say "setup: making build/$1 from tools/dev/$2 (log: build/log/pip-$1.log)"
  quietly "pip-$1" "$python" -m venv --clear "$venv"
  quietly "pip-$1" "$venv/bin/python" -m pip install --disable-pip-version-check -r "$requirements"
  printf '%s\n' "$stamp" >"$venv/stamp"
}

# The vocabulary's package, so that builds find it; without it they use the committed facts.
setup_vocabulary() {
  local python=$ROOT/build/venv/bin/python
  [ -x "$python" ] || python=/usr/bin/python3
  compgen -G "$ROOT/build/packages/followthemoney-*.whl" >/dev/null && return 0
  mkdir -p "$LOGS"
  "$python" "$ROOT/tools/generate/vocabulary.py" check --packages "$ROOT/build/packages" \
    >"$LOGS/vocabulary.log" 2>&1 </dev/null ||
    say "setup: $(tail -n 1 "$LOGS/vocabulary.log"); the build uses the committed facts"
}

verb_setup() {
  say "setup: Debian packages (build, test, care) and the Python environment, where missing"
  setup_packages build test care
  setup_venv venv requirements.txt
  setup_vocabulary
  say "setup: complete"
}
