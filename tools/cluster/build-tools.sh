#!/usr/bin/env bash
# Builds further programs from their Go modules into $CLUSTER_HOME/bin, each only when it is asked for and once.
#   build-tools.sh traefik|tilt|skaffold...
# `go install` refuses modules with replace directives: each is built from a module of its own, which takes over the
# go.mod and go.sum of the release, so that the versions of all packages are those that the release was tested with.
. "$(dirname "$0")/lib.sh"
need go
bin=$CLUSTER_HOME/bin
mkdir -p "$bin" "$CLUSTER_HOME/tmp"

# tool NAME MODULE VERSION PACKAGE [CGO_ENABLED] [LDFLAGS]
tool() {
  local name=$1 module=$2 version=$3 package=$4 cgo=${5:-0} flags=${6:-} folder source
  [[ ! -x $bin/$name-$version ]] || { link "$name" "$version"; return 0; }
  [[ $cgo == 0 ]] || need gcc
  say "building $name $version (once, some minutes) ..."
  source=$(cd / && go mod download -json "$module@$version" | sed -n 's/^\t"Dir": "\(.*\)",\?$/\1/p')
  [[ -f $source/go.mod ]] || die "cannot download $module@$version"
  folder=$(mktemp -d "$CLUSTER_HOME/tmp/$name.XXXXXX")
  sed "s|^module .*|module comptoir-cluster-$name|" "$source/go.mod" >"$folder/go.mod"
  cp "$source/go.sum" "$folder/go.sum"
  chmod u+w "$folder"/go.*
  (cd "$folder" && go mod edit -require "$module@$version" && GOWORK=off CGO_ENABLED=$cgo nice -n 10 \
    go build -mod=mod -trimpath -buildvcs=false -ldflags "-s -w $flags" -o "$bin/$name-$version" "$package") || die "cannot build $name"
  rm -rf "$folder"
  link "$name" "$version"
}
link() { ln -sfn "$1-$2" "$bin/$1"; }

for name; do
  case $name in
  # newer versions of Traefik do not build from their module
  traefik) tool traefik github.com/traefik/traefik/v3 v3.6.7 github.com/traefik/traefik/v3/cmd/traefik ;;
  # the module has no web files: run it with --web-mode=prod
  tilt) tool tilt github.com/tilt-dev/tilt v0.33.0 github.com/tilt-dev/tilt/cmd/tilt 1 ;;
  skaffold) tool skaffold github.com/GoogleContainerTools/skaffold/v2 v2.16.1 github.com/GoogleContainerTools/skaffold/v2/cmd/skaffold 0 \
    "-X github.com/GoogleContainerTools/skaffold/v2/pkg/skaffold/version.version=v2.16.1" ;;
  *) die "usage: build-tools.sh traefik|tilt|skaffold..." ;;
  esac
done
