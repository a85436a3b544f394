{{/*
What packages/contracts says of services, sites and simulators. It is read once and kept with the values: templates ask for it some
hundred times, and parsing 2,000 lines of YAML each time made a rendering take four times as long.
*/}}
{{- define "comptoir.platform" -}}
{{- if not (hasKey .Values "platform") }}{{ $_ := set .Values "platform" (.Files.Get "files/platform.yaml" | fromYaml) }}{{ end -}}
{{- .Values.platform | toJson -}}
{{- end }}

{{/* Of each service: ports, settings, who invokes whom. */}}
{{- define "comptoir.services" -}}
{{- if not (hasKey .Values "platform") }}{{ $_ := include "comptoir.platform" . }}{{ end -}}
{{- .Values.platform.services | toJson -}}
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

{{/* The store of each service: that of all, `postgresql`, or its own, `postgresql,carts=redis`. */}}
{{- define "comptoir.stores" -}}
{{- $words := splitList "," .Values.store -}}
{{- $stores := dict -}}
{{- range $name, $_ := include "comptoir.services" . | fromJson }}{{ $_ := set $stores $name (first $words) }}{{ end -}}
{{- range rest $words }}{{ $_ := set $stores (splitList "=" . | first) (splitList "=" . | last) }}{{ end -}}
{{- toYaml $stores -}}
{{- end }}

{{/*
Where sidecars have the address of a broker or a store beside Redis from: the annotation of one service. Takes (dict
"root" $ "name" "orders").
*/}}
{{- define "comptoir.connections" -}}
{{- $variables := list -}}
{{- if ne .root.Values.broker "redis" }}{{ $variables = append $variables "BROKER_ADDRESS" }}{{ end -}}
{{- if eq .root.Values.broker "kafka" }}{{ $variables = concat $variables (list "BROKER_AUTH" "BROKER_USER" "BROKER_PASSWORD" "BROKER_MECHANISM" "BROKER_TLS_OFF" "BROKER_CA") }}{{ end -}}
{{- if eq (include "comptoir.liveBroker" .) "true" }}{{ $variables = append $variables "LIVE_ADDRESS" }}{{ end -}}
{{- $store := get (include "comptoir.stores" .root | fromYaml) .name -}}
{{- if ne $store "redis" }}{{ $variables = append $variables "STATE_CONNECTION" }}{{ end -}}
{{- if has $store (list "mongodb" "mysql") }}{{ $variables = append $variables "STATE_SCHEMA" }}{{ end -}}
{{- $entries := list -}}
{{- range $variables -}}
{{- $entries = append $entries (printf "%s=%s-connections:%s-%s" . (include "comptoir.secretName" $.root) (. | lower | replace "_" "-") $.name) -}}
{{- end -}}
{{- join "," $entries -}}
{{- end }}

{{/* Whether the live channels of a service go through a broker of their own. Takes (dict "root" $ "name" "orders"). */}}
{{- define "comptoir.liveBroker" -}}
{{- and (ne .root.Values.live "redis") (index (include "comptoir.services" .root | fromJson) .name).hasLiveChannels -}}
{{- end }}

{{/* Whether all that sidecars reach is Redis. */}}
{{- define "comptoir.redisOnly" -}}
{{- and (eq .Values.broker "redis") (eq .Values.live "redis") (eq (include "comptoir.stores" . | fromYaml | values | uniq | join ",") "redis") -}}
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

{{/* A value as text: a whole number never as 1e+06. */}}
{{- define "comptoir.text" -}}
{{- if and (kindIs "float64" .) (eq (floor .) .) }}{{ printf "%.0f" . }}{{ else }}{{ . }}{{ end -}}
{{- end }}

{{/* The port of an address: the one that it names, or the usual one of its scheme. */}}
{{- define "comptoir.portOf" -}}
{{- $url := urlParse . -}}
{{- regexFind ":[0-9]+$" $url.host | trimPrefix ":" | default (get (dict "https" "443" "smtps" "465" "smtp" "587") $url.scheme | default "80") -}}
{{- end }}

{{/* The plain settings of a service, as a map; services.<name>.env has the last word. Takes (dict "root" $ "name" "orders"). */}}
{{- define "comptoir.plainEnv" -}}
{{- $values := .root.Values -}}
{{- $service := index (include "comptoir.services" .root | fromJson) .name -}}
{{- $plain := dict "APP_ID" .name "HOST" "0.0.0.0" "PORT" (toString $service.port) "LOG_LEVEL" $values.logLevel -}}
{{- $plain = merge $plain (dict "PUBLIC_URL" $values.publicUrl "REDIS_URL" (include "comptoir.redisUrl" .root)) -}}
{{- $_ := set $plain "CORS_ORIGINS" (append ($values.corsOrigins | default (list $values.publicUrl)) $values.backOfficeUrl | uniq | join ",") -}}
{{- $_ := set $plain "NODE_COMPILE_CACHE" "/tmp/compile-cache" -}}
{{- $plain = merge $plain $service.env -}}
{{- range $variable, $url := dict "PUBLIC_IMAGE_URL" $values.publicUrl "PUBLIC_SITE_URL" $values.storefrontUrl "SHOP_URL" $values.storefrontUrl "PUBLIC_SHOP_URL" $values.storefrontUrl -}}
{{- if hasKey $service.env $variable }}{{ $_ := set $plain $variable $url }}{{ end -}}
{{- end -}}
{{- if has .name (list "gateway" "storefront") }}{{ $_ := set $plain "TRUSTED_PROXY_HOPS" (include "comptoir.text" $values.trustedProxyHops) }}{{ end -}}
{{- if eq (include "comptoir.liveBroker" .) "true" }}{{ $_ := set $plain "LIVE_COMPONENT" "live" }}{{ end -}}
{{- if and (hasKey $service.env "STRIPE_API_URL") (not $values.payments.simulator) -}}
{{- $_ := set $plain "STRIPE_API_URL" $values.payments.stripeApiUrl -}}
{{- with $values.payments.stripePublishableKey }}{{ $_ := set $plain "STRIPE_PUBLISHABLE_KEY" . }}{{ end -}}
{{- range list "PAYPAL_API_URL" "PAYPAL_CLIENT_ID" "PAYPAL_WEBHOOK_ID" }}{{ $_ := unset $plain . }}{{ end -}}
{{- end -}}
{{- if and (hasKey $service.env "VIES_URL") (not $values.vies.simulator) }}{{ $_ := set $plain "VIES_URL" $values.vies.url }}{{ end -}}
{{- if and (hasKey $service.env "PICKUP_POINTS_URL") (not $values.pickupPoints.simulator) -}}
{{- if $values.pickupPoints.url }}{{ $_ := set $plain "PICKUP_POINTS_URL" $values.pickupPoints.url }}{{ else }}{{ $_ := unset $plain "PICKUP_POINTS_URL" }}{{ end -}}
{{- end -}}
{{- if and (hasKey $service.env "SMTP_URL") (not $values.messages.simulator) -}}
{{- $_ := set $plain "SMTP_URL" $values.messages.smtpUrl -}}
{{- $_ := set $plain "SMTP_USER" $values.messages.smtpUser -}}
{{- $_ := set $plain "TWILIO_API_URL" $values.messages.twilioUrl -}}
{{- $_ := unset $plain "PUSH_SERVICES" -}}
{{- end -}}
{{- range $variable, $value := (include "comptoir.settings" . | fromYaml).env -}}
{{- $_ := set $plain $variable (include "comptoir.text" $value) -}}
{{- end -}}
{{- toYaml $plain -}}
{{- end }}

{{/* Which keys of which Secret a service's variables come from, as a map of variable to [Secret, key]. */}}
{{- define "comptoir.secretEnvOf" -}}
{{- $service := index (include "comptoir.services" .root | fromJson) .name -}}
{{- $shared := include "comptoir.secretName" .root -}}
{{- $secret := dict "REDIS_PASSWORD" (list $shared "redis-password") -}}
{{- $_ := set $secret "APP_API_TOKEN" (list (printf "%s-app-token" .name) "token") -}}
{{- $_ := set $secret "DAPR_API_TOKEN" (list (printf "%s-api-token" .name) "token") -}}
{{- range $variable, $key := $service.secretEnv }}{{ $_ := set $secret $variable (list $shared $key) }}{{ end -}}
{{- toYaml $secret -}}
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

{{/*
The resources of the chosen broker and stores as a list of documents under `items`. The component of a store that keeps
the documents of some services is for their sidecars only: each loads one store.
*/}}
{{- define "comptoir.resources" -}}
{{- $stores := include "comptoir.stores" . | fromYaml -}}
{{- $used := values $stores | uniq | sortAlpha -}}
items:
{{- range $folder := list "common" (printf "brokers/%s" .Values.broker) (printf "live/%s" .Values.live) }}
{{- range include "comptoir.folder" (dict "root" $ "folder" $folder) | fromYamlArray }}
  - {{ . | toJson }}
{{- end }}
{{- end }}
{{- range $store := $used }}
{{- range $resource := include "comptoir.folder" (dict "root" $ "folder" (printf "stores/%s" $store)) | fromYamlArray }}
{{- if gt (len $used) 1 }}
{{- $services := list }}
{{- range $name, $own := $stores }}{{ if eq $own $store }}{{ $services = append $services $name }}{{ end }}{{ end }}
{{- if not (hasPrefix (printf "%s," $store) (printf "%s," $.Values.store)) }}{{ $_ := set $resource.metadata "name" (printf "state-%s" $store) }}{{ end }}
{{- $_ := set $resource "scopes" $services }}
{{- end }}
  - {{ $resource | toJson }}
{{- end }}
{{- end }}
{{- end }}

{{/* The documents in a folder of files/components, as a list. Takes (dict "root" $ "folder" "common"). */}}
{{- define "comptoir.folder" -}}
{{- range $path, $_ := .root.Files.Glob (printf "files/components/%s/*.yaml" .folder) }}
{{- range regexSplit "(?m)^---$" ($.root.Files.Get $path) -1 }}
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
http://gateway:{{ (include "comptoir.services" . | fromJson).gateway.port }}
{{- end }}

{{/* The simulators that this release starts, as a list. */}}
{{- define "comptoir.simulators" -}}
{{- $started := list -}}
{{- if .Values.payments.simulator }}{{ $started = list "payment-simulator" "paypal-simulator" }}{{ end -}}
{{- if .Values.vies.simulator }}{{ $started = append $started "vies-simulator" }}{{ end -}}
{{- if .Values.pickupPoints.simulator }}{{ $started = append $started "pickup-points-simulator" }}{{ end -}}
{{- if .Values.messages.simulator }}{{ $started = append $started "message-simulator" }}{{ end -}}
{{- toYaml $started -}}
{{- end }}

{{/* Those of the named programs that this release starts, as a list. Takes (dict "root" $ "names" (list …)). */}}
{{- define "comptoir.started" -}}
{{- $simulators := include "comptoir.simulators" .root | fromYamlArray -}}
{{- $started := list -}}
{{- range .names }}
{{- if or (not (hasSuffix "-simulator" .)) (has . $simulators) }}{{ $started = append $started . }}{{ end -}}
{{- end -}}
{{- toYaml $started -}}
{{- end }}

{{- define "comptoir.ledgerUrl" -}}
{{- if .Values.payments.simulator -}}
{{- $simulators := (include "comptoir.platform" . | fromJson).simulators -}}
http://payment-simulator:{{ (index $simulators "payment-simulator").port }},http://paypal-simulator:{{ (index $simulators "paypal-simulator").port }}
{{- else -}}
{{ .Values.payments.stripeApiUrl }}
{{- end -}}
{{- end }}
