{{/* What packages/contracts says of each service: ports, settings, who invokes whom. */}}
{{- define "comptoir.services" -}}
{{- (.Files.Get "files/platform.yaml" | fromYaml).services | toYaml -}}
{{- end }}

{{/* The settings of one service: serviceDefaults, changed by services.<name>. Takes (dict "root" $ "name" "orders"). */}}
{{- define "comptoir.settings" -}}
{{- $own := dig .name dict (.root.Values.services | default dict) | default dict -}}
{{- mergeOverwrite (deepCopy .root.Values.serviceDefaults) (deepCopy $own) | toYaml -}}
{{- end }}

{{- define "comptoir.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "comptoir.labels" -}}
{{ include "comptoir.selector" . }}
app.kubernetes.io/part-of: comptoir
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "comptoir.image" -}}
{{- $image := .root.Values.image -}}
{{ printf "%s/%s:%s" $image.registry .name ($image.tag | default .root.Chart.AppVersion) }}
{{- end }}

{{- define "comptoir.secretName" -}}
{{- .Values.secrets.existingSecret | default "comptoir" -}}
{{- end }}

{{/* One variable from the Secret. Takes (dict "root" $ "name" "STRIPE_SECRET_KEY" "key" "stripe-secret-key"). */}}
{{- define "comptoir.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ include "comptoir.secretName" .root }}
      key: {{ .key }}
{{- end }}

{{- define "comptoir.redisHost" -}}
{{- if .Values.redis.internal -}}redis{{- else -}}{{ .Values.redis.host }}{{- end -}}
{{- end }}

{{- define "comptoir.redisUrl" -}}
{{- $redis := .Values.redis -}}
{{- $user := $redis.internal | ternary "" $redis.username -}}
{{ printf "%s://%s%s:%v/%v" (ternary "rediss" "redis" (and (not $redis.internal) $redis.tls)) (ternary "" (printf "%s@" $user) (empty $user)) (include "comptoir.redisHost" .) (ternary 6379 $redis.port $redis.internal) (ternary 0 $redis.database $redis.internal) }}
{{- end }}

{{/* What every container of ours may not do: Pod Security Standard "restricted". */}}
{{- define "comptoir.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: {drop: [ALL]}
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "comptoir.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "comptoir.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{/* The resources of the profile as a list of documents under `items`. */}}
{{- define "comptoir.resources" -}}
items:
{{- range $path, $_ := .Files.Glob (printf "files/components/%s/*.yaml" .Values.profile) }}
{{- range regexSplit "(?m)^---$" ($.Files.Get $path) -1 }}
  - {{ . | fromYaml | toJson }}
{{- end }}
{{- end }}
{{- end }}

{{/* The pod of one of the repository's commands. Takes (dict "root" $ "name" "reconcile" "args" (list …)). */}}
{{- define "comptoir.commandPod" -}}
restartPolicy: Never
automountServiceAccountToken: false
enableServiceLinks: false
securityContext: {{- include "comptoir.podSecurity" .root | nindent 2 }}
{{- include "comptoir.pullSecrets" .root }}
containers:
  - name: {{ .name }}
    image: {{ include "comptoir.image" (dict "root" .root "name" "tools") }}
    imagePullPolicy: {{ .root.Values.image.pullPolicy }}
    args: {{ .args | toJson }}
    securityContext: {{- include "comptoir.containerSecurity" .root | nindent 6 }}
    env:
      - {name: STAFF_EMAIL, value: staff@comptoir.example}
      - {name: COMPTOIR_HOME, value: /tmp/comptoir}
      {{- include "comptoir.secretEnv" (dict "root" .root "name" "STAFF_PASSWORD" "key" "staff-password") | nindent 6 }}
      {{- include "comptoir.secretEnv" (dict "root" .root "name" "STRIPE_SECRET_KEY" "key" "stripe-secret-key") | nindent 6 }}
    resources:
      requests: {cpu: 50m, memory: 128Mi}
      limits: {memory: 512Mi}
    volumeMounts:
      - {name: tmp, mountPath: /tmp}
volumes:
  - name: tmp
    emptyDir: {sizeLimit: 256Mi}
{{- end }}

{{/* Where the commands reach the shop and the provider's ledger. */}}
{{- define "comptoir.gatewayUrl" -}}
http://gateway:{{ (include "comptoir.services" . | fromYaml).gateway.port }}
{{- end }}

{{- define "comptoir.ledgerUrl" -}}
{{- if .Values.payments.simulator -}}
http://payment-simulator:{{ (index (.Files.Get "files/platform.yaml" | fromYaml).simulators "payment-simulator").port }}
{{- else -}}
{{ .Values.payments.stripeApiUrl }}
{{- end -}}
{{- end }}
