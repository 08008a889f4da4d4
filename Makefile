# One word a task; `make` lists them. On a fresh Debian machine with Rust and Node, each fetches what it still needs.
SHELL := /bin/bash
.DEFAULT_GOAL := help

WEB := crates/marsad/web
PAGE := $(WEB)/dist/index.html
PAGE_SOURCES := $(shell find $(WEB)/src -type f) $(WEB)/build.mjs $(WEB)/package-lock.json
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
APT := $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get
BIND ?= 127.0.0.1:8080
# The programs that read what `marsad export` wrote, in a folder of their own.
READERS := $(or $(CARGO_TARGET_DIR),target)/readers
READER_LIST := crates/marsad/tests/readers/requirements.txt

.PHONY: help build demo serve test check bench data web screenshot compiler browser

help: ## List the tasks
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-11s %s\n", $$1, $$2 }'

build: compiler $(PAGE) ## Build the program, target/release/marsad
	cargo build --release -p marsad

demo: compiler $(PAGE) ## Code the bundled reports and show the map
	cargo run --release -p marsad -- demo --bind $(BIND)

serve: compiler $(PAGE) ## Show marsad.db and its map
	cargo run --release -p marsad -- serve --bind $(BIND)

test: compiler browser postgres gdal fonts $(READERS)/set-up $(PAGE) ## Run every test, the page in a real browser too
	@if cargo nextest --version >/dev/null 2>&1; then \
	  cargo test --workspace --doc --quiet && cargo nextest run --workspace --no-fail-fast; \
	else cargo test --workspace --no-fail-fast; fi

check: compiler $(PAGE) ## Check format, lints, data files and licences
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	$(MAKE) data
	@cargo deny --version >/dev/null 2>&1 || cargo install --locked cargo-deny
	cargo deny check licenses bans sources

bench: compiler browser $(PAGE) ## Measure speed, the page in a real browser too
	cargo bench --workspace

data: compiler $(PAGE) ## Check the word lists, rules, places and parties; write docs/rules.md
	cargo run --quiet -p marsad -- data check
	cargo run --quiet -p marsad -- data docs docs/rules.md

web: $(PAGE) ## Lay out the page that the program embeds

$(PAGE): $(PAGE_SOURCES)
	@command -v npm >/dev/null || $(MAKE) node
	cd $(WEB) && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build

.PHONY: node
node:
	$(APT) update -qq && $(APT) install -y -qq --no-install-recommends nodejs npm

screenshot: compiler browser $(PAGE) ## Draw the pictures in docs anew
	cargo build --release --quiet -p marsad
	node $(WEB)/test/screenshot.mjs target/release/marsad docs

# SQLite is compiled in, so a C compiler is needed beside Rust.
compiler:
	@command -v cc >/dev/null || { $(APT) update -qq && $(APT) install -y -qq --no-install-recommends build-essential; }

# The record's tests run on a server of their own, without touching one that is there.
.PHONY: postgres
postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { $(APT) update -qq && $(APT) install -y -qq --no-install-recommends postgresql; }

browser:
	@command -v chromium >/dev/null || { $(APT) update -qq && $(APT) install -y -qq --no-install-recommends chromium; }

# Arabic letters for what is printed, and the program that reads a print.
.PHONY: fonts
fonts:
	@{ ls /usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf && command -v pdftotext; } >/dev/null 2>&1 || { $(APT) update -qq && $(APT) install -y -qq --no-install-recommends fonts-noto-core poppler-utils; }

.PHONY: gdal
gdal:
	@command -v ogrinfo >/dev/null || { $(APT) update -qq && $(APT) install -y -qq --no-install-recommends gdal-bin; }

$(READERS)/set-up: $(READER_LIST)
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { $(APT) update -qq && $(APT) install -y -qq --no-install-recommends python3 python3-venv; }
	python3 -m venv $(READERS)
	$(READERS)/bin/pip install --quiet --disable-pip-version-check --requirement $(READER_LIST)
	@touch $@
