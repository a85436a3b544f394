# Shared settings; sourced by the other scripts.
set -euo pipefail
umask 022
CLUSTER_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export CLUSTER_HOME=${CLUSTER_HOME:-$HOME/.cache/comptoir/cluster}
export PATH=$CLUSTER_HOME/bin:$PATH
export KUBECONFIG=$CLUSTER_HOME/kubeconfig
RUN=${CLUSTER_RUN:-$CLUSTER_HOME/run}    # pid files
NODE=comptoir                 # the name of the node
NODE_IP=172.30.99.2           # the node's end of the link to this machine
HOST_IP=172.30.99.1           # this machine's end
POD_CIDR=10.244.0.0/24
SERVICE_CIDR=10.96.0.0/16
DNS_IP=10.96.0.10
LINK=comptoir0                # the network interface of this machine

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }
need() { local c; for c; do command -v "$c" >/dev/null || die "needs $c"; done; }

# alive NAME: the process recorded in run/NAME.pid is still the one that was started.
alive() {
  local pid start
  [[ -s $RUN/$1.pid ]] || return 1
  read -r pid start <"$RUN/$1.pid"
  [[ -r /proc/$pid/stat && $(started "$pid") == "$start" ]]
}
started() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }
record() { echo "$2 $(started "$2")" >"$RUN/$1.pid"; }
pid_of() { cut -d' ' -f1 "$RUN/$1.pid"; }

# in_node CMD...: run a command inside the node's namespaces.
in_node() { nsenter -t "$(pid_of node)" -m -u -i -n -p -C -- "$@"; }

wait_for() { # wait_for SECONDS WHAT CMD...
  local until=$((SECONDS + $1)) what=$2; shift 2
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < until)) || die "timed out waiting for $what (logs in $CLUSTER_HOME/log)"
    sleep 0.3
  done
}
