# The pages: types, lints, tests, build. Needs no system package.
source "$(dirname "${BASH_SOURCE[0]}")/../part.sh"

page() { (cd "$root/ui" && npm run --silent "$@"); }

if ready 'node' need_node && ready 'npm packages' need_pages; then
  step lint 'types, lints and format' page check
  step vitest 'tests of the pages' page test
  step lint 'pages build' page build
fi
