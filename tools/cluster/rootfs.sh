#!/usr/bin/env bash
# Makes a small root filesystem from programs of this machine, for load-image.sh.
#   rootfs.sh FOLDER PROGRAM[=PATH]...
# Each program, and every library it loads, is copied into FOLDER; PATH is its place there
# (default /usr/local/bin/NAME). Users root and nonroot (65532), /tmp and CA certificates are added.
. "$(dirname "$0")/lib.sh"
(($# >= 1)) || die "usage: rootfs.sh FOLDER PROGRAM[=PATH]..."
out=$1; shift
rm -rf "$out.new"; mkdir -p "$out.new"/{etc/ssl/certs,tmp,proc,sys,dev,run,usr/local/bin,home/nonroot}
cd "$out.new"; chmod 1777 tmp
printf 'root:x:0:0:root:/root:/bin/sh\nnonroot:x:65532:65532:nonroot:/home/nonroot:/bin/sh\n' >etc/passwd
printf 'root:x:0:\nnonroot:x:65532:\n' >etc/group
echo 'hosts: files dns' >etc/nsswitch.conf
[[ ! -f /etc/ssl/certs/ca-certificates.crt ]] || cp /etc/ssl/certs/ca-certificates.crt etc/ssl/certs/
for p; do
  from=${p%%=*}; to=/usr/local/bin/$(basename "$from"); [[ $p != *=* ]] || to=${p#*=}
  from=$(readlink -f "$(command -v "$from" || echo "$from")"); [[ -f $from ]] || die "no such program: $p"
  mkdir -p ".${to%/*}"; cp -f --reflink=auto "$from" ".$to"; chmod 755 ".$to"
  for lib in $(ldd "$from" 2>/dev/null | grep -o '/[^ ]*' || true); do
    [[ -f .$lib ]] || { mkdir -p ".${lib%/*}"; cp -L "$lib" ".$lib"; }
  done
done
cd /; rm -rf "$out"; mv "$out.new" "$out"
