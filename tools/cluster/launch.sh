#!/usr/bin/env bash
# Makes the node: one process (node.sh) in namespaces of its own. Called by up.sh.
. "$(dirname "$0")/lib.sh"
mkdir -p "$CLUSTER_HOME"/state/{kubelet,containerd,cni,pv,varlog,sysctl} "$CLUSTER_HOME"/etc/cni /var/lib/kubelet /tmp/hostpath_pv
rm -rf "$CLUSTER_HOME"/state/cni/*                # addresses belong to the last boot

# A cgroup for everything the node runs, below this process's own.
rm -f "$RUN/linked"; : >"$RUN/cgroups"
if [[ $(stat -fc %T /sys/fs/cgroup) == cgroup2fs ]]; then
  cg=/sys/fs/cgroup/comptoir-cluster
  mkdir -p $cg/init
  for c in $(<$cg/cgroup.controllers); do echo "+$c" >$cg/cgroup.subtree_control 2>/dev/null || true; done
  echo $cg >>"$RUN/cgroups"
  join=$cg/init
else
  join=
  while IFS=: read -r id names path; do
    [[ $id != 0 && -n $names ]] || continue
    cg=/sys/fs/cgroup/${names#name=}${path%/}/comptoir-cluster
    [[ -d ${cg%/*} ]] || continue
    mkdir -p "$cg"
    for f in cpuset.cpus cpuset.mems; do
      [[ ! -f $cg/$f ]] || cat "${cg%/*}/$f" >"$cg/$f"
    done
    echo "$cg" >>"$RUN/cgroups"
    join+=" $cg"
  done </proc/self/cgroup
fi
(
  for cg in $join; do echo $BASHPID >"$cg/cgroup.procs"; done
  exec setsid unshare --mount --uts --ipc --net --pid --cgroup --fork --kill-child \
    "$CLUSTER_DIR/node.sh" </dev/null >>"$CLUSTER_HOME/log/node.log" 2>&1
) &
outer=$!
record unshare $outer
node=
for _ in $(seq 100); do
  node=$(cat "/proc/$outer/task/$outer/children" 2>/dev/null || true); node=${node%% *}
  [[ -z $node ]] || break
  alive unshare || die "could not make namespaces: $(tail -3 "$CLUSTER_HOME/log/node.log")"
  sleep 0.1
done
[[ -n $node ]] || die "the node's first process did not start"
record node "$node"

# The link between this machine and the node, and the routes to pods and services.
ip link add $LINK type veth peer name eth0 netns "$node"
ip addr add $HOST_IP/30 dev $LINK
ip link set $LINK up
nsenter -t "$node" -n ip link set lo up
nsenter -t "$node" -n ip addr add $NODE_IP/30 dev eth0
nsenter -t "$node" -n ip link set eth0 up
nsenter -t "$node" -n ip route add default via $HOST_IP
ip route add $POD_CIDR via $NODE_IP
ip route add $SERVICE_CIDR via $NODE_IP
touch "$RUN/linked"
