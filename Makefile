# Bare `make` prints what there is. The work itself is in scripts/, so that people and CI run the same.
.DEFAULT_GOAL := help
.PHONY: help run test check check-spec generate sdk fmt bench chaos fuzz oracle formats docker clean

help: ## print this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build, serve on the embedded database and print what to try next
	scripts/run.sh

test: ## run every test on SQLite and PostgreSQL
	scripts/test.sh

check: ## format, layers, the contract, clippy
	scripts/check.sh

check-spec: ## the contract alone: lint, OWASP, examples, drift of generated code, breaking changes
	scripts/check_spec.sh

generate: ## write generated/ anew from the contracts
	scripts/generate.sh

sdk: ## write a client in target/sdk/: make sdk LANG=python, typescript or any other of openapi-generator
	LANG=C.UTF-8 scripts/sdk.sh $(if $(filter command,$(origin LANG)),$(LANG))

fmt: ## format the sources
	cargo fmt --all

bench: ## measure against psql, hand-written code and targets
	scripts/bench.sh
	scripts/bench_validation.sh
	scripts/bench_published.sh
	scripts/bench_registry.sh

chaos: ## kill the service while it ingests, and count
	scripts/chaos.sh

fuzz: ## look for lies of the contract with schemathesis, for MINUTES (15)
	scripts/fuzz.sh

oracle: ## ask Granary and Connexion the same COUNT (40000) questions, and explain where they differ
	scripts/oracle.sh

formats: ## hold contracts, catalogue and formats against the tools of others (STANDARDS=../shared/standards)
	scripts/test_formats.sh
	scripts/test_formats.sh --served

docker: ## build the image granary
	docker build --build-arg BUILD="$$(git rev-parse --short HEAD)" -t granary .

clean: ## remove what was built, but not var/, where data lives
	cargo clean
