//go:build tools

// Package tools pins docker compose, which `npm run test:compose` builds where none is installed.
package tools

import _ "github.com/docker/compose/v2/cmd"
