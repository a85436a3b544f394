{{/*
Development only (liveUpdate.enabled): the sources of an image in a volume. Tilt or Skaffold write changed files there and
Node starts the program again; the image stays read-only and the user unprivileged, as in production.
Takes (dict "root" $ "name" "orders").
*/}}
{{- define "comptoir.liveUpdate.initContainer" -}}
{{- if .root.Values.liveUpdate.enabled }}
initContainers:
  - name: sources
    image: {{ include "comptoir.image" . }}
    imagePullPolicy: {{ .root.Values.image.pullPolicy }}
    workingDir: /live
    args:
      - -e
      - |
        for (const folder of {{ include "comptoir.liveUpdate.folders" . }}) {
          fs.mkdirSync(folder, { recursive: true })
          if (fs.existsSync('/app/' + folder))
            fs.cpSync('/app/' + folder, folder, { recursive: true, verbatimSymlinks: true })
        }
    securityContext: {{- include "comptoir.containerSecurity" .root | nindent 6 }}
    volumeMounts:
      - {name: sources, mountPath: /live}
{{- end }}
{{- end }}

{{- define "comptoir.liveUpdate.folders" -}}
["packages", "services", "simulators"]
{{- end }}

{{/*
Tilt and Skaffold write by tar, which replaces a file. Node would watch the replaced one, and not see the next change:
tar writes over it instead.
*/}}
{{- define "comptoir.liveUpdate.env" -}}
{{- if .root.Values.liveUpdate.enabled }}
- {name: TAR_OPTIONS, value: --overwrite}
{{- end }}
{{- end }}

{{- define "comptoir.liveUpdate.mounts" -}}
{{- if .root.Values.liveUpdate.enabled }}
{{- range include "comptoir.liveUpdate.folders" . | fromJsonArray }}
- {name: sources, mountPath: /app/{{ . }}, subPath: {{ . }}}
{{- end }}
{{- end }}
{{- end }}

{{- define "comptoir.liveUpdate.volume" -}}
{{- if .root.Values.liveUpdate.enabled }}
- name: sources
  emptyDir: {sizeLimit: 256Mi}
{{- end }}
{{- end }}

{{/*
What Node is started with; nothing where the image's own arguments do. Takes (dict "root" $ "nodeFlags" (list …)). Folders
are watched, not the imported files (`--watch`): a tool may add files.
*/}}
{{- define "comptoir.nodeArgs" -}}
{{- $flags := list }}
{{- if .root.Values.liveUpdate.enabled }}
{{- range include "comptoir.liveUpdate.folders" . | fromJsonArray }}
{{- $flags = append $flags (printf "--watch-path=/app/%s" .) }}
{{- end }}
{{- end }}
{{- with concat $flags .nodeFlags }}
args: {{ concat . (list "src/main.ts") | toJson }}
{{- end }}
{{- end }}
