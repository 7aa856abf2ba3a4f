# Two commands do everything on a machine with Python 3.11 to 3.13 and make: `make demo` and `make test`.
# Everything is installed from uv.lock into .venv; uv itself comes into .uv with pip. Nothing else is touched.

UV_VERSION := 0.13.9
PYTHONS := python3 python3.13 python3.12 python3.11 python
PYTHON := $(shell for name in $(PYTHONS); do \
  $$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$name && break; done)
UV := .uv/bin/uv
RUN := .venv/bin
OUT ?= out
GONGKAI_TRUTH ?= samples
export GONGKAI_TRUTH
export UV_PYTHON_DOWNLOADS := never
# Where the machine has certificates of its own (a proxy's, perhaps), they count; else those that uv carries.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem),)
export UV_SYSTEM_CERTS := 1
endif

.PHONY: help demo test acceptance bench lock clean environment test-environment fonts

help:
	@echo "make demo        install, read the samples, show what came out"
	@echo "make test        install with test tools; lint, types, import contracts, tests"
	@echo "make acceptance  measure against true values in the folders of GONGKAI_TRUTH (now: $(GONGKAI_TRUTH))"
	@echo "make bench       print every figure that the docs quote"
	@echo "make lock        resolve the dependencies again into uv.lock"
	@echo "make clean       remove environments, caches and output"

demo: environment
	@rm -rf $(OUT)/demo
	$(RUN)/gongkai run samples --out $(OUT)/demo
	@echo "Open the result with:  $(PYTHON) -m webbrowser 'file://$(CURDIR)/$(OUT)/demo/index.html'"

test: test-environment fonts
	$(RUN)/ruff check
	$(RUN)/ruff format --check
	$(RUN)/mypy
	$(RUN)/lint-imports --no-logo
	$(RUN)/pytest -q

acceptance: environment
	@sh .ci/acceptance "$(RUN)" "$(OUT)/acceptance"

bench: test-environment fonts
	$(RUN)/gongkai bench

lock: $(UV)
	$(UV) lock

clean:
	rm -rf .venv .uv dist build $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

environment: $(UV)
	@$(UV) sync --locked --inexact --python .uv/bin/python

test-environment: $(UV)
	@$(UV) sync --locked --group test --python .uv/bin/python

fonts: environment
	@sh .ci/fonts "$(RUN)"

$(UV): Makefile
	@test -n "$(PYTHON)" || { echo "gongkai needs Python 3.11, 3.12 or 3.13; none of $(PYTHONS) is one of these." >&2; exit 1; }
	@sh .ci/bootstrap "$(PYTHON)" "$(UV_VERSION)"
	@touch $(UV)
