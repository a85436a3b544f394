#!/usr/bin/env bash
# Builds the image of one program for Skaffold, which says its name in IMAGE and whether it is pushed in PUSH_IMAGE.
#   IMAGE=registry.example/orders:1 tools/docker-build.sh services/orders
set -euo pipefail
cd "$(dirname "$0")/.."
docker build --build-arg "PROGRAM=$1" --tag "$IMAGE" .
if [[ ${PUSH_IMAGE:-false} == true ]]; then docker push "$IMAGE"; fi
