#!/usr/bin/env bash
# Runs a command that may sign in to a shop in a cluster: its passwords are in the command's environment.
#   with-shop.sh CONTEXT NAMESPACE COMMAND...
set -euo pipefail
context=$1 namespace=$2; shift 2
key() { kubectl --context "$context" --namespace "$namespace" get secret comptoir --output "go-template={{index .data \"$1\" | base64decode}}"; }
STAFF_EMAIL=staff@comptoir.example STAFF_PASSWORD=$(key staff-password) ADMIN_PASSWORD=$(key admin-password)
STRIPE_SECRET_KEY=$(key stripe-secret-key) STRIPE_WEBHOOK_SECRET=$(key stripe-webhook-secret)
export STAFF_EMAIL STAFF_PASSWORD ADMIN_PASSWORD STRIPE_SECRET_KEY STRIPE_WEBHOOK_SECRET
exec "$@"
