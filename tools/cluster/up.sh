#!/usr/bin/env bash
# Brings the cluster up. `up.sh` runs pods for real; `up.sh fake` runs the same API server,
# controllers and scheduler with a pretend node, whose pods turn Ready but run nothing.
. "$(dirname "$0")/lib.sh"
mode=${1:-real}
need openssl curl setsid kube etcd
mkdir -p "$CLUSTER_HOME"/{log,run,etc,state}
exec 9>"$RUN/lock"; flock -w 600 9 || die "another up.sh or down.sh is running"

if alive node || alive kube-apiserver; then say "already up: export KUBECONFIG=$KUBECONFIG"; exit 0; fi
began=$SECONDS
case $mode in
fake)
  need kwok
  "$CLUSTER_DIR/pki.sh" fake 127.0.0.1
  "$CLUSTER_DIR/control-plane.sh" 127.0.0.1 fake 9>&-
  kubectl apply -f "$CLUSTER_DIR/manifests/fake-node.yaml" >/dev/null
  ;;
real)
  [[ $(id -u) == 0 ]] || die "real pods need root; try: up.sh fake"
  need unshare nsenter ip containerd containerd-shim-runc-v2 ctr runc kubelet kube-proxy coredns nft
  ! ip link show $LINK >/dev/null 2>&1 || die "network interface $LINK exists: another cluster is up, or run down.sh"
  "$CLUSTER_DIR/pki.sh" real $NODE_IP
  "$CLUSTER_DIR/launch.sh" 9>&-
  until kubectl get --raw /readyz >/dev/null 2>&1; do
    alive node || die "the node ended: $(tail -3 "$CLUSTER_HOME/log/node.log")"
    ((SECONDS - began < 180)) || die "timed out waiting for the API server (logs in $CLUSTER_HOME/log)"
    sleep 0.3
  done
  ;;
*) die "usage: up.sh [real|fake]" ;;
esac
wait_for 60 "the node" kubectl get node $NODE
kubectl apply -f "$CLUSTER_DIR/manifests/base.yaml" >/dev/null
if [[ $mode == real ]]; then
  images=$(in_node ctr -n k8s.io images list -q)
  grep -q '/coredns:local$' <<<"$images" || "$CLUSTER_DIR/load-image.sh" comptoir.local/coredns:local "$CLUSTER_HOME/rootfs/coredns" /coredns
  kubectl apply -f "$CLUSTER_DIR/manifests/coredns.yaml" >/dev/null
  kubectl wait --for=condition=Ready node/$NODE --timeout=120s >/dev/null
  kubectl -n kube-system rollout status deployment/coredns --timeout=180s >/dev/null
fi
say "up ($mode) in $((SECONDS - began)) s: export KUBECONFIG=$KUBECONFIG"
