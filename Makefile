# Bellwether. `make` lists the targets. Needs GNU make 3.81 or later and a POSIX shell.
SHELL = /bin/sh
PYTHON = .venv/bin/python
TYPED = models data_access services ui
PORT =
WORKERS = 2
PYTEST =
# TESTED=1 leaves the tests out of `make check`, where they have just been run.
TESTED =

.PHONY: help run test check lint format lock audit bill licences environment tools
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

run: environment ## start Bellwether on 127.0.0.1:8501 or the next free port (PORT=N for another)
	@$(PYTHON) cli.py serve $(if $(PORT),--port $(PORT))

test: tools ## install what the tests need, then run all of them (PYTEST="-k word" passes options on)
	@browser=$$($(PYTHON) .ci/browser.py) && \
	BELLWETHER_BROWSER="$$browser" $(PYTHON) -m pytest -n $(WORKERS) --dist loadfile $(PYTEST)

check: $(if $(TESTED),,test) lint ## tests, then everything in `make lint` (TESTED=1: tests were just run)

lint: tools ## format, lint, types, import contracts, lengths, wheels of the lock
	@sh .ci/lint.sh $(TYPED)

format: tools ## write the format and the safe lint repairs into the files
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix .

lock: tools ## resolve requirements*.in anew into the hash-locked requirements*.txt
	@sh .ci/lock.sh

audit: tools ## look for known weaknesses of all locked packages (ADVISORIES=FILE.zip where no service is reached)
	@sh .ci/audit.sh $(if $(ADVISORIES),--advisories $(ADVISORIES))

bill: tools ## write the software bill of materials (CycloneDX) to build/bellwether.cdx.json and check it
	@$(PYTHON) .ci/sbom.py

licences: tools ## list the licences of all locked packages in docs/licences.md; unknown and GPL ones are refused
	@$(PYTHON) .ci/licences.py

environment: ## make .venv and install the locked packages
	@sh .ci/environment.sh run

tools: ## the same, with the tools for tests and checks
	@sh .ci/environment.sh test
