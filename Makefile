JDK := scripts/jdk
MVN := $(JDK) mvn -B
JAVA := $(JDK) java

BENCHMARKS_MAIN := dev.candlewick.benchmarks.Main
BENCHMARKS_CLASSPATH := benchmarks/target/classes:benchmarks/target/lib/*
BENCHMARKS_LIBRARIES := org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run dev browse test check fix openapi mutate coverage bench bench-build

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F'\t' '{printf "make %-8s %s\n", $$1, $$2}'

run: ## Build if sources changed, then start the server
	./candlewick serve

dev: ## Run the server and Vite on port 5173, which shows changes of web/ at once
	scripts/dev

test: ## Run all tests
	scripts/web build
	$(MVN) -Dquick verify
	scripts/web test
	scripts/web browse

browse: ## Test the pages of the packaged server in Chromium, a part of the tests
	scripts/web browse

check: ## Check format, style, types, architecture, documents and clients
	$(MVN) -q spotless:check test -Dtest='DocsTest,ArchitectureTest,NamesTest,EnvExampleTest,TestSourcesTest' -Dsurefire.failIfNoSpecifiedTests=false
	scripts/clients
	scripts/web check

fix: ## Format the sources
	$(MVN) -q spotless:apply
	cd web && npm run -s fix

openapi: ## Write docs/openapi.json, which the clients are generated from
	$(MVN) -Dquick verify -pl server -Dtest=NoTest -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=OpenApiDocumentIT -Dopenapi.write

mutate: ## Mutate the pure packages; print and require the share that tests detect
	scripts/mutate $(ARGS)

coverage: ## Run the unit tests and print the share of lines and branches they reach
	$(MVN) -q -Dquick -Pcoverage -pl server test
	@awk -F, 'NR > 1 {bm += $$6; bc += $$7; lm += $$8; lc += $$9} END {printf "lines %.1f %%, branches %.1f %%; server/target/site/jacoco/index.html\n", 100 * lc / (lc + lm), 100 * bc / (bc + bm)}' server/target/site/jacoco/jacoco.csv

bench-build:
	$(MVN) -q -Dquick -DskipTests -pl benchmarks -am package $(BENCHMARKS_LIBRARIES) -DincludeScope=runtime -DoutputDirectory=target/lib

bench: bench-build ## Run the benchmarks, with the arguments ARGS="..."
	$(JAVA) -Xmx2g -cp '$(BENCHMARKS_CLASSPATH)' $(BENCHMARKS_MAIN) $(ARGS)
