#!/usr/bin/env bash
# The node's first process, inside its namespaces: mounts, control plane, containerd,
# kubelet, kube-proxy. Started by launch.sh; when it ends, all it started ends too.
. "$(dirname "$0")/lib.sh"
[[ $$ == 1 ]] || die "only launch.sh runs this, as the first process of its own namespaces"
S=$CLUSTER_HOME/state
export CLUSTER_IN_NODE=1 CLUSTER_RUN=/run/comptoir
until [[ -f $CLUSTER_HOME/run/linked ]]; do sleep 0.1; done

mount --make-rshared /
mount -t proc proc /proc
mount -t sysfs sysfs /sys
if [[ $(stat -fc %T "/proc/1/root/sys/fs/cgroup" 2>/dev/null) == cgroup2fs ]] || ! grep -q '^[1-9].*:memory' /proc/self/cgroup; then
  mount -t cgroup2 cgroup2 /sys/fs/cgroup
else
  mount -t tmpfs -o mode=755 tmpfs /sys/fs/cgroup
  while IFS=: read -r id names _; do
    [[ $id != 0 && -n $names ]] || continue
    mkdir -p "/sys/fs/cgroup/${names#name=}"
    [[ $names != name=* ]] || names=none,$names
    mount -t cgroup -o "$names" cgroup "/sys/fs/cgroup/${names#*name=}"
  done </proc/self/cgroup
fi
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/containerd /run/netns /run/lock /run/comptoir
mount --bind "$S/varlog" /var/log
mount --bind "$S/kubelet" /var/lib/kubelet
mount --bind "$S/pv" /tmp/hostpath_pv
# The kubelet sets these for the whole machine: give it files of its own instead.
for f in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys kernel/keys/root_maxbytes; do
  cat "/proc/sys/$f" >"$S/sysctl/${f//\//_}"
  mount --bind "$S/sysctl/${f//\//_}" "/proc/sys/$f"
done
hostname $NODE
echo 1 >/proc/sys/net/ipv4/ip_forward

sed "s|@HOME@|$CLUSTER_HOME|g" "$CLUSTER_DIR/manifests/containerd.toml" >"$CLUSTER_HOME/etc/containerd.toml"
sed "s|@POD_CIDR@|$POD_CIDR|g; s|@HOME@|$CLUSTER_HOME|g" "$CLUSTER_DIR/manifests/cni.conflist" >"$CLUSTER_HOME/etc/cni/10-comptoir.conflist"
sed "s|@HOME@|$CLUSTER_HOME|g; s|@DNS@|$DNS_IP|g" "$CLUSTER_DIR/manifests/kubelet.yaml" >"$CLUSTER_HOME/etc/kubelet.yaml"
echo "nameserver $DNS_IP" >"$CLUSTER_HOME/etc/resolv.conf"

stop() { trap - TERM INT; kill -TERM -1 2>/dev/null || true; sleep 2; exit 0; }
trap stop TERM INT

keep() {
  local name=$1; shift
  setsid bash -c 'n=$0; while :; do "$@" || true; echo "-- $n ended; starting it again"; sleep 1; done' "$name" "$@" \
    </dev/null >>"$CLUSTER_HOME/log/$name.log" 2>&1 &
}
keep containerd containerd --config "$CLUSTER_HOME/etc/containerd.toml"
wait_for 60 containerd ctr version
"$CLUSTER_DIR/load-image.sh" comptoir.local/pause:local "$CLUSTER_HOME/rootfs/pause" /pause
"$CLUSTER_DIR/control-plane.sh" $NODE_IP real
keep kubelet kubelet --config "$CLUSTER_HOME/etc/kubelet.yaml" --kubeconfig "$CLUSTER_HOME/pki/kubelet.kubeconfig" \
  --hostname-override $NODE --node-ip $NODE_IP
keep kube-proxy kube-proxy --kubeconfig "$CLUSTER_HOME/pki/proxy.kubeconfig" --hostname-override $NODE \
  --proxy-mode nftables --cluster-cidr "$POD_CIDR" --conntrack-max-per-core 0 --conntrack-min 0 \
  --conntrack-tcp-timeout-established 0 --conntrack-tcp-timeout-close-wait 0 --nodeport-addresses 0.0.0.0/0
# Volumes are made for root only; pods often run as another user.
while :; do
  chmod 0777 /tmp/hostpath_pv/* 2>/dev/null || true
  sleep 1 & wait $! || true
done
