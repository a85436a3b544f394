#!/usr/bin/env bash
# Makes a container image from folders and puts it in the cluster.
#   load-image.sh [options] NAME:TAG DIR ENTRYPOINT...
# DIR's contents become the image's last layer, at / unless -d says where.
# After the entrypoint, `--` and the default arguments may follow.
#   -b FOLDER  a layer beneath it, at / (may be repeated; first is lowest)
#   -p FOLDER  a layer between those and DIR, at the place of DIR
#   -d PATH    where DIR's contents go (default /)
#   -e K=V     an environment variable (may be repeated)
#   -w PATH    working directory     -u USER   user, as UID[:GID]
. "$(dirname "$0")/lib.sh"
base=() beside=() env=("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin") dest=/ work=/ user=
while getopts b:p:d:e:w:u: o; do
  case $o in b) base+=("$OPTARG") ;; p) beside+=("$OPTARG") ;; d) dest=$OPTARG ;; e) env+=("$OPTARG") ;; w) work=$OPTARG ;; u) user=$OPTARG ;; *) exit 2 ;; esac
done
shift $((OPTIND - 1))
(($# >= 2)) || die "usage: load-image.sh [-b FOLDER] [-d PATH] [-e K=V] [-w PATH] [-u USER] NAME:TAG DIR ENTRYPOINT..."
name=$1 dir=$2; shift 2
entry=() arguments=()
while (($#)); do
  if [[ $1 == -- ]]; then shift; arguments=("$@"); break; fi
  entry+=("$1"); shift
done
[[ -d $dir ]] || die "no such folder: $dir"
# The name as the runtime knows it: docker.io/library/app:tag for app:tag, and so on.
[[ ${name##*/} == *:* ]] || name+=:latest
first=${name%%/*}
if [[ $name != */* ]]; then name=docker.io/library/$name
elif [[ $first != *.* && $first != *:* && $first != localhost ]]; then name=docker.io/$name; fi

json() { # a JSON list of its arguments
  local s out=
  for s; do s=${s//\\/\\\\}; s=${s//\"/\\\"}; s=${s//$'\n'/\\n}; s=${s//$'\t'/\\t}; out+=${out:+,}\"$s\"; done
  printf '[%s]' "$out"
}
mkdir -p "$CLUSTER_HOME/tmp"
tmp=$(mktemp -d "$CLUSTER_HOME/tmp/image.XXXXXX"); trap 'rm -rf "$tmp"' EXIT
blobs=$tmp/oci/blobs/sha256; mkdir -p "$blobs"
layers= diffs=()
blob() { # blob FILE: move it among the blobs; prints digest and size
  local sum; sum=$(sha256sum "$1" | cut -d' ' -f1); mv "$1" "$blobs/$sum"; stat -c "$sum %s" "$blobs/$sum"
}
layer() { # layer FOLDER DEST
  local to=${2#/} digest size; to=${to%/}
  tar -C "$1" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --format=gnu \
    ${to:+--transform="s|^\./|$to/|;s|^\.\$|$to|"} --transform='s|^\./||' -cf "$tmp/layer.tar" .
  read -r digest size < <(blob "$tmp/layer.tar")
  layers+=${layers:+,}'{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"sha256:'$digest'","size":'$size'}'
  diffs+=("sha256:$digest")
}
for b in "${base[@]}"; do layer "$b" /; done
for b in "${beside[@]}"; do layer "$b" "$dest"; done
layer "$dir" "$dest"
arch=$(uname -m); case $arch in x86_64) arch=amd64 ;; aarch64) arch=arm64 ;; esac
printf '{"architecture":"%s","os":"linux","config":{"User":"%s","Env":%s,"Entrypoint":%s,"Cmd":%s,"WorkingDir":"%s"},"rootfs":{"type":"layers","diff_ids":%s}}' \
  "$arch" "$user" "$(json "${env[@]}")" "$(json "${entry[@]}")" "$(json "${arguments[@]}")" "$work" "$(json "${diffs[@]}")" >"$tmp/config"
read -r digest size < <(blob "$tmp/config")
printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%s},"layers":[%s]}' \
  "$digest" "$size" "$layers" >"$tmp/manifest"
read -r digest size < <(blob "$tmp/manifest")
printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%s,"annotations":{"io.containerd.image.name":"%s"}}]}' \
  "$digest" "$size" "$name" >"$tmp/oci/index.json"
echo '{"imageLayoutVersion":"1.0.0"}' >"$tmp/oci/oci-layout"
import=(ctr -n k8s.io images import --local --platform "linux/$arch" -)
if [[ -z ${CLUSTER_IN_NODE:-} ]]; then
  alive node || die "the cluster is not up"
  import=(in_node "${import[@]}")
fi
tar -C "$tmp/oci" -cf - . | "${import[@]}" >/dev/null
say "loaded $name"
