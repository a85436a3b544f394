#!/usr/bin/env bash
# A schema registry for trials and tests: Apicurio, in memory (what it holds is gone after a stop), with Confluent's API
# at http://127.0.0.1:PORT/apis/ccompat/v7.
#   registry.sh install|start|stop|status
# PORT (8081), REGISTRY_HEAP (256m), PARTS_HOME (~/.cache/comptoir/parts). Maven gets it; as root, Debian's Java and Maven
# are installed when they are missing.
set -euo pipefail
VERSION=2.5.11.Final
PORT=${PORT:-8081}
HOME_DIR=${PARTS_HOME:-$HOME/.cache/comptoir/parts}/registry
PID_FILE=$HOME_DIR/registry-$PORT.pid
URL=http://127.0.0.1:$PORT/apis/ccompat/v7

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }
answers() { curl -sf -m 5 -o /dev/null "$URL/subjects"; }

# The process that we started, if it still runs: its number may be another's by now, so its command line is compared.
own_pid() {
  local pid
  pid=$(cat "$PID_FILE" 2>/dev/null) || return 1
  grep -qs "http.port=$PORT" "/proc/$pid/cmdline" && echo "$pid"
}

need_java() {
  if command -v java >/dev/null && command -v mvn >/dev/null && command -v curl >/dev/null; then return; fi
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null || die "needs java (17 or newer), mvn, curl and tar"
  say "apt-get install default-jre-headless maven curl"
  local options=(install -y -q --no-install-recommends default-jre-headless maven curl)
  export DEBIAN_FRONTEND=noninteractive
  apt-get "${options[@]}" >/dev/null 2>&1 || { apt-get update -q && apt-get "${options[@]}"; } >/dev/null || die "apt-get could not"
}

install() {
  [[ ! -f $HOME_DIR/$VERSION/.complete ]] || return 0
  need_java
  say "getting Apicurio Registry $VERSION by Maven (143 MB, once) ..."
  mkdir -p "$HOME_DIR"
  mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -DoutputDirectory="$HOME_DIR/download" \
    -Dartifact="io.apicurio:apicurio-registry-app:$VERSION:tar.gz:all" >"$HOME_DIR/maven.log" 2>&1 || die "Maven could not: $HOME_DIR/maven.log"
  rm -rf "${HOME_DIR:?}/$VERSION" && mkdir "$HOME_DIR/$VERSION"
  tar xzf "$HOME_DIR/download/apicurio-registry-app-$VERSION-all.tar.gz" -C "$HOME_DIR/$VERSION"
  rm -rf "$HOME_DIR/download"
  touch "$HOME_DIR/$VERSION/.complete"
}

start() {
  install
  ! own_pid >/dev/null || { say "already up: $URL"; return 0; }
  ! answers || die "port $PORT has another registry"
  local jar log=$HOME_DIR/registry-$PORT.log until=$((SECONDS + 120))
  jar=$(find "$HOME_DIR/$VERSION" -name '*-runner.jar' -print -quit)
  [[ -n $jar ]] || die "no program in $HOME_DIR/$VERSION"
  cd "$HOME_DIR"
  setsid java "-Xmx${REGISTRY_HEAP:-256m}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dquarkus.http.host=127.0.0.1 \
    "-Dquarkus.http.port=$PORT" -jar "$jar" >"$log" 2>&1 </dev/null &
  echo $! >"$PID_FILE"
  until answers; do
    own_pid >/dev/null || { tail -n 15 "$log" >&2; die "it ended while it started: $log"; }
    ((SECONDS < until)) || die "no answer in two minutes: $log"
    sleep 0.3
  done
  say "up: $URL"
}

stop() {
  local pid
  pid=$(own_pid) || { say "not running"; return 0; }
  kill "$pid"
  for _ in $(seq 100); do own_pid >/dev/null || break; sleep 0.1; done
  pid=$(own_pid) && kill -KILL "$pid"
  rm -f "$PID_FILE"
  say "stopped"
}

status() { if own_pid >/dev/null && answers; then say "up: $URL"; else say "down"; return 3; fi; }

case ${1:-} in
install | start | stop | status) "$1" ;;
*) die "usage: registry.sh install|start|stop|status" ;;
esac
