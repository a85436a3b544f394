#!/usr/bin/env bash
# Starts etcd, the API server, the controllers and the scheduler. Run by up.sh (pretend
# nodes) or, inside the node's namespaces, by node.sh.
. "$(dirname "$0")/lib.sh"
ip=$1; mode=$2
P=$CLUSTER_HOME/pki
mkdir -p "$CLUSTER_HOME/log" "$RUN" "$CLUSTER_HOME/state/etcd"

# run NAME CMD...: keep CMD running in its own session; run/NAME.pid names the session's leader.
run() {
  local name=$1; shift
  setsid bash -c 'n=$0; while :; do "$@" || true; echo "-- $n ended; starting it again" ; sleep 1; done' "$name" "$@" \
    </dev/null >>"$CLUSTER_HOME/log/$name.log" 2>&1 &
  record "$name" $!
}
get() { curl -sf --max-time 3 --cacert "$P/ca.crt" --cert "$P/admin.crt" --key "$P/admin.key" "$@"; }

run etcd etcd --name comptoir --data-dir "$CLUSTER_HOME/state/etcd" --unsafe-no-fsync --log-level warn \
  --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 \
  --listen-peer-urls http://127.0.0.1:2380 --initial-advertise-peer-urls http://127.0.0.1:2380 --initial-cluster comptoir=http://127.0.0.1:2380
run kube-apiserver kube-apiserver --etcd-servers http://127.0.0.1:2379 --advertise-address "$ip" --bind-address "$ip" --secure-port 6443 \
  --service-cluster-ip-range "$SERVICE_CIDR" --allow-privileged --authorization-mode Node,RBAC \
  --enable-admission-plugins NodeRestriction --client-ca-file "$P/ca.crt" \
  --tls-cert-file "$P/apiserver.crt" --tls-private-key-file "$P/apiserver.key" \
  --kubelet-client-certificate "$P/apiserver-kubelet.crt" --kubelet-client-key "$P/apiserver-kubelet.key" \
  --kubelet-preferred-address-types InternalIP \
  --service-account-issuer https://kubernetes.default.svc.cluster.local \
  --service-account-key-file "$P/sa.pub" --service-account-signing-key-file "$P/sa.key" \
  --requestheader-client-ca-file "$P/front-ca.crt" --requestheader-allowed-names front-proxy-client \
  --requestheader-username-headers X-Remote-User --requestheader-group-headers X-Remote-Group \
  --requestheader-extra-headers-prefix X-Remote-Extra- \
  --proxy-client-cert-file "$P/front.crt" --proxy-client-key-file "$P/front.key" \
  --event-ttl 1h --shutdown-delay-duration 0s
wait_for 120 "the API server" get "https://$ip:6443/readyz"
run kube-controller-manager kube-controller-manager --kubeconfig "$P/controllers.kubeconfig" --leader-elect=false \
  --controllers '*,bootstrap-signer-controller,token-cleaner-controller' --use-service-account-credentials \
  --service-account-private-key-file "$P/sa.key" --root-ca-file "$P/ca.crt" \
  --cluster-signing-cert-file "$P/ca.crt" --cluster-signing-key-file "$P/ca.key" \
  --allocate-node-cidrs --cluster-cidr "${POD_CIDR%/*}/16" --enable-hostpath-provisioner \
  --authentication-kubeconfig "$P/controllers.kubeconfig" --authorization-kubeconfig "$P/controllers.kubeconfig"
run kube-scheduler kube-scheduler --kubeconfig "$P/scheduler.kubeconfig" --leader-elect=false \
  --authentication-kubeconfig "$P/scheduler.kubeconfig" --authorization-kubeconfig "$P/scheduler.kubeconfig"
[[ $mode != fake ]] ||
  run kwok kwok --kubeconfig "$KUBECONFIG" --config "$CLUSTER_HOME/share/kwok-stages.yaml" --manage-all-nodes=true --node-ip "$ip"
