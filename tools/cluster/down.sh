#!/usr/bin/env bash
# Takes the cluster down. What it stored stays for the next up.sh; `down.sh --wipe` removes
# that too, and keeps only the programs build.sh made.
. "$(dirname "$0")/lib.sh"
[[ ${1:-} == "" || ${1:-} == --wipe ]] || die "usage: down.sh [--wipe]"
[[ -d $RUN ]] || exit 0
exec 9>"$RUN/lock"; flock -w 600 9 || die "another up.sh or down.sh is running"

# ended NAME: its process is gone.
ended() { ! alive "$1"; }
gone() { local s=$((SECONDS + $2)); until ended "$1"; do ((SECONDS < s)) || return 1; sleep 0.2; done; }

if alive node; then                      # pods for real: one process holds everything
  kill -TERM "$(pid_of node)"
  gone node 15 || { kill -KILL "$(pid_of node)"; gone node 10 || die "the node's first process does not end"; }
fi
! alive unshare || gone unshare 5 || kill -KILL "$(pid_of unshare)"
for name in kwok kube-scheduler kube-controller-manager kube-apiserver etcd; do
  if alive $name; then                   # a pretend node: each process has a session of its own
    kill -TERM -- "-$(pid_of $name)"
    gone $name 15 || kill -KILL -- "-$(pid_of $name)"
  fi
done
rm -f "$RUN"/*.pid "$RUN/linked"

if [[ $(id -u) == 0 ]]; then
  ip link delete $LINK 2>/dev/null || true
  if [[ -f $RUN/cgroups ]]; then
    while read -r cg; do
      [[ $cg == /sys/fs/cgroup/*/comptoir-cluster || $cg == /sys/fs/cgroup/comptoir-cluster ]] || continue
      for _ in 1 2 3 4 5 6 7 8 9 10; do
        [[ -d $cg ]] || break
        find "$cg" -depth -type d -exec rmdir {} + 2>/dev/null || sleep 0.3
      done
      [[ ! -d $cg ]] || say "left behind: $cg"
    done <"$RUN/cgroups"
    rm -f "$RUN/cgroups"
  fi
  rmdir /var/lib/kubelet /tmp/hostpath_pv 2>/dev/null || true
fi
if [[ ${1:-} == --wipe ]]; then
  rm -rf "$CLUSTER_HOME"/{state,pki,etc,log,tmp,kubeconfig}
fi
say down
