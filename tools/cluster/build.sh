#!/usr/bin/env bash
# Builds every program the cluster runs, from Go modules, into $CLUSTER_HOME/bin. `build.sh fake`
# builds only what `up.sh fake` needs. Run again at will: what is built already is kept.
. "$(dirname "$0")/lib.sh"
what=${1:-real}
[[ $what == real || $what == fake ]] || die "usage: build.sh [real|fake]"
need go
bin=$CLUSTER_HOME/bin
mkdir -p "$bin" "$CLUSTER_HOME"/{share,rootfs,tmp}
version=$(cd "$CLUSTER_DIR/src/k8s" && go list -m -f '{{.Version}}' k8s.io/kubernetes)
minor=${version#v1.}; minor=${minor%%.*}
v=k8s.io/component-base/version
build() { # build FOLDER LDFLAGS PACKAGE...
  local folder=$1 flags=$2; shift 2
  say "building $* ..."
  (cd "$CLUSTER_DIR/src/$folder" && CGO_ENABLED=0 nice -n 10 go build -trimpath -buildvcs=false -ldflags "-s -w $flags" -o "$bin/" "$@")
}

build k8s "-X $v.gitVersion=$version -X $v.gitMajor=1 -X $v.gitMinor=$minor" ./kube ./etcd
for p in kube-apiserver kube-controller-manager kube-scheduler kube-proxy kubelet kubectl; do ln -sfn kube "$bin/$p"; done
build node "" sigs.k8s.io/kwok/cmd/kwok
# without a cluster to ask, helm would take this one for Kubernetes 1.20
h=helm.sh/helm/v3/pkg
build node "-X $h/chartutil.k8sVersionMajor=1 -X $h/chartutil.k8sVersionMinor=$minor -X $h/lint/rules.k8sVersionMajor=1 -X $h/lint/rules.k8sVersionMinor=$minor" \
  helm.sh/helm/v3/cmd/helm
stages=$(cd "$CLUSTER_DIR/src/node" && go list -m -f '{{.Dir}}' sigs.k8s.io/kwok)/kustomize/stage
for f in node/fast/node-initialize node/heartbeat/node-heartbeat pod/fast/pod-{complete,delete,ready}; do
  echo ---; cat "$stages/$f.yaml"
done >"$CLUSTER_HOME/share/kwok-stages.yaml"
[[ $what == real ]] || { say "built into $bin"; exit 0; }

need gcc pkg-config dpkg apt-get
c=github.com/containerd/containerd/v2/cmd n=github.com/containernetworking/plugins/plugins
build node "" $c/containerd $c/containerd-shim-runc-v2 $c/ctr \
  $n/main/ptp $n/meta/portmap $n/ipam/host-local ./coredns ./pause

# fetch FOLDER PACKAGE...: unpack Debian packages there, without installing them.
fetch() {
  local to=$1; shift
  [[ ! -f $to/.done ]] || return 0
  rm -rf "$to"; mkdir -p "$to/deb"
  (cd "$to/deb" && apt-get -qq download "$@" 2>/dev/null) || die "cannot download $* (apt-get update?)"
  local d; for d in "$to"/deb/*.deb; do dpkg -x "$d" "$to"; done
  rm -rf "$to/deb"; touch "$to/.done"
}
# runc, with libseccomp linked in.
fetch "$CLUSTER_HOME/tmp/seccomp" libseccomp-dev
lib=$(find "$CLUSTER_HOME/tmp/seccomp" -name libseccomp.a -printf %h)
printf 'Name: libseccomp\nDescription: seccomp\nVersion: %s\nLibs: -L%s -l:libseccomp.a\nCflags: -I%s\n' \
  "$(sed -n 's/^Version: //p' "$lib/pkgconfig/libseccomp.pc")" "$lib" "$CLUSTER_HOME/tmp/seccomp/usr/include" >"$CLUSTER_HOME/tmp/libseccomp.pc"
say "building runc ..."
(cd "$CLUSTER_DIR/src/node" && PKG_CONFIG_PATH=$CLUSTER_HOME/tmp CGO_ENABLED=1 nice -n 10 \
  go build -trimpath -buildvcs=false -tags seccomp -ldflags '-s -w' -o "$bin/" github.com/opencontainers/runc)
# nft, which kube-proxy calls: this machine's own, or Debian's in a folder of its own.
if [[ ! -x $bin/nft ]] && ! command -v nft >/dev/null; then
  fetch "$CLUSTER_HOME/nft" nftables libnftables1 libnftnl11 libmnl0 libjansson4 libedit2 libbsd0 libmd0 libxtables12 libgmp10 libtinfo6
  cat >"$bin/nft" <<'S'
#!/bin/sh
root=$(dirname "$(dirname "$(readlink -f "$0")")")/nft
lib=$(echo "$root"/usr/lib/*-linux-gnu)
LD_LIBRARY_PATH=$lib:$root/lib/$(basename "$lib") exec "$root/usr/sbin/nft" "$@"
S
  chmod +x "$bin/nft"
fi
for p in pause coredns; do mkdir -p "$CLUSTER_HOME/rootfs/$p"; cp -f "$bin/$p" "$CLUSTER_HOME/rootfs/$p/"; done
say "built into $bin"
