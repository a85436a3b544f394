#!/usr/bin/env bash
# Makes the certificates and kubeconfigs once, under $CLUSTER_HOME/pki. Called by up.sh.
. "$(dirname "$0")/lib.sh"
need openssl
P=$CLUSTER_HOME/pki
mode=$1 ip=$2                 # ip: the address the API server is reached at
[[ -f $P/done && $(<"$P/done") == "$mode" ]] && exit 0
rm -rf "$P"; mkdir -p "$P"; chmod 700 "$P"; cd "$P"

key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key" 2>/dev/null; }
ca() { key "$1"; openssl req -x509 -new -key "$1.key" -days 3650 -subj "/CN=$2" -out "$1.crt" \
  -addext keyUsage=critical,keyCertSign,cRLSign,digitalSignature 2>/dev/null; }
cert() { # cert NAME CA SUBJECT [SAN]
  local ext=$P/$1.ext
  key "$1"
  { echo basicConstraints=CA:FALSE; echo keyUsage=critical,digitalSignature,keyEncipherment
    echo extendedKeyUsage=clientAuth,serverAuth; [[ -z ${4:-} ]] || echo "subjectAltName=$4"; } >"$ext"
  openssl req -new -key "$1.key" -subj "$3" 2>/dev/null |
    openssl x509 -req -CA "$2.crt" -CAkey "$2.key" -CAcreateserial -days 3650 -extfile "$ext" -out "$1.crt" 2>/dev/null
  rm -f "$ext"
}
kubeconfig() { # kubeconfig FILE NAME
  cat >"$1" <<Y
apiVersion: v1
kind: Config
current-context: comptoir-cluster
clusters:
- name: comptoir-cluster
  cluster: {server: "https://$ip:6443", certificate-authority-data: $(base64 -w0 <ca.crt)}
contexts:
- name: comptoir-cluster
  context: {cluster: comptoir-cluster, user: $2}
users:
- name: $2
  user: {client-certificate-data: $(base64 -w0 <"$2.crt"), client-key-data: $(base64 -w0 <"$2.key")}
Y
  chmod 600 "$1"
}

ca ca comptoir-ca
ca front-ca comptoir-cluster-front-ca
cert front front-ca /CN=front-proxy-client
cert apiserver ca /CN=kube-apiserver "IP:$ip,IP:127.0.0.1,IP:10.96.0.1,DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local"
cert apiserver-kubelet ca /O=system:masters/CN=kube-apiserver-kubelet-client
cert admin ca /O=system:masters/CN=admin
cert controllers ca /CN=system:kube-controller-manager
cert scheduler ca /CN=system:kube-scheduler
cert proxy ca /CN=system:kube-proxy
cert kubelet ca "/O=system:nodes/CN=system:node:$NODE" "DNS:$NODE,IP:$ip"
openssl genrsa -out sa.key 2048 2>/dev/null
openssl rsa -in sa.key -pubout -out sa.pub 2>/dev/null
for u in controllers scheduler proxy kubelet; do kubeconfig "$P/$u.kubeconfig" $u; done
kubeconfig "$KUBECONFIG" admin
echo "$mode" >done
