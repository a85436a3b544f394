#!/usr/bin/env bash
# Installs Dapr into the cluster from its own programs and Helm chart.
#   DAPR_BIN=folder dapr.sh [helm options]
# DAPR_BIN holds daprd, injector, operator, placement, scheduler and sentry; what is missing there is built from the
# module in tools/dapr-runtime. DAPR_CHART is the chart's folder, by default the one in the Go module
# github.com/dapr/dapr@v$DAPR_VERSION. DAPR_SKIP_IMAGES=1 leaves the images as they are.
. "$(dirname "$0")/lib.sh"
need helm kubectl
DAPR_VERSION=${DAPR_VERSION:-1.18.1}
DAPR_BIN=${DAPR_BIN:-$HOME/.cache/comptoir/dapr-$DAPR_VERSION}
registry=comptoir.local/dapr
if [[ -z ${DAPR_CHART:-} ]]; then
  need go
  DAPR_CHART=$(cd / && go mod download -json "github.com/dapr/dapr@v$DAPR_VERSION" | sed -n 's/^\t"Dir": "\(.*\)",\?$/\1/p')/charts/dapr
fi
[[ -f $DAPR_CHART/Chart.yaml ]] || die "no chart in $DAPR_CHART"

if [[ -z ${DAPR_SKIP_IMAGES:-} ]]; then
  for p in daprd placement scheduler operator sentry injector; do
    [[ ! -x $DAPR_BIN/$p ]] || continue
    need go
    say "building $p ..."
    (cd "$CLUSTER_DIR/../dapr-runtime" && CGO_ENABLED=0 GOFLAGS='' GOWORK=off nice -n 10 go build -trimpath -mod=readonly \
      -ldflags "-s -w -X github.com/dapr/dapr/pkg/buildinfo.version=$DAPR_VERSION" -tags allcomponents \
      -o "$DAPR_BIN/" "github.com/dapr/dapr/cmd/$p")
  done
  for p in operator sentry injector placement scheduler daprd; do
    [[ -x $DAPR_BIN/$p ]] || die "no $DAPR_BIN/$p"
    "$CLUSTER_DIR/rootfs.sh" "$CLUSTER_HOME/rootfs/dapr-$p" "$DAPR_BIN/$p=/$p"
    "$CLUSTER_DIR/load-image.sh" -u 65532:65532 "$registry/$p:$DAPR_VERSION" "$CLUSTER_HOME/rootfs/dapr-$p" "/$p"
    rm -rf "$CLUSTER_HOME/rootfs/dapr-$p"
  done
fi
helm upgrade --install dapr "$DAPR_CHART" --namespace dapr-system --create-namespace --wait --timeout 5m \
  --set global.registry="$registry" --set global.tag="$DAPR_VERSION" --set global.mtls.enabled=true \
  --set dapr_scheduler.cluster.storageSize=1Gi "$@"
