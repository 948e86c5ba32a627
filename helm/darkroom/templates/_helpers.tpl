{{/* What the chart's objects are called. */}}
{{- define "darkroom.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains "darkroom" .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-darkroom" (.Release.Name | trunc 41 | trimSuffix "-") -}}
{{- end -}}
{{- end -}}

{{- define "darkroom.operator" -}}
{{- include "darkroom.fullname" . }}-operator
{{- end -}}

{{- define "darkroom.sandbox" -}}
{{- include "darkroom.fullname" . }}-sandbox
{{- end -}}

{{/* Labels by which pods are selected; they never change, for a Deployment's selector cannot. Takes root and component. */}}
{{- define "darkroom.selector" -}}
app.kubernetes.io/name: darkroom
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* Labels of an object. Takes root and component. */}}
{{- define "darkroom.labels" -}}
{{ include "darkroom.selector" . }}
app.kubernetes.io/part-of: darkroom
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "darkroom.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "darkroom.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (include "darkroom.operator" .) -}}
{{- end -}}

{{/* Secret with the operator's credentials; empty if it has the rights of its ServiceAccount. */}}
{{- define "darkroom.credentialsSecret" -}}
{{- if .Values.aws.credentials.existingSecret -}}
{{- .Values.aws.credentials.existingSecret -}}
{{- else if or .Values.aws.credentials.accessKey .Values.sandbox.enabled -}}
{{- include "darkroom.fullname" . }}-aws
{{- end -}}
{{- end -}}

{{/* Where the operator finds S3 and SQS, as YAML. */}}
{{- define "darkroom.aws" -}}
{{- if .Values.sandbox.enabled -}}
region: us-east-1
endpoint: http://{{ include "darkroom.sandbox" . }}.{{ .Release.Namespace }}.svc:4566
publicEndpoint: {{ .Values.sandbox.publicEndpoint | quote }}
pathStyle: true
{{- else -}}
{{ omit .Values.aws "credentials" | toYaml }}
{{- end -}}
{{- end -}}

{{/* Pods and containers of the restricted Pod Security Standard. */}}
{{- define "darkroom.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "darkroom.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop:
    - ALL
{{- end -}}

{{- define "darkroom.pullSecrets" -}}
{{- with .Values.image.pullSecrets -}}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end -}}
{{- end -}}

{{- define "darkroom.probes" -}}
startupProbe:
  httpGet:
    path: /q/health/started
    port: management
  timeoutSeconds: 5
  periodSeconds: 2
  failureThreshold: 150
livenessProbe:
  httpGet:
    path: /q/health/live
    port: management
  timeoutSeconds: 5
  periodSeconds: 10
  failureThreshold: 3
readinessProbe:
  httpGet:
    path: /q/health/ready
    port: management
  timeoutSeconds: 5
  periodSeconds: 5
  failureThreshold: 2
{{- end -}}

{{/* Whether the chart makes a first Gallery: "true" or nothing. */}}
{{- define "darkroom.hasGallery" -}}
{{- if or .Values.gallery.create (and .Values.sandbox.enabled .Values.sandbox.gallery) -}}
true
{{- end -}}
{{- end -}}

{{/* Spec of the first Gallery. In demo mode it has the buckets that the sandbox makes when it starts. */}}
{{- define "darkroom.gallerySpec" -}}
{{- $demo := dict -}}
{{- if .Values.sandbox.enabled -}}
{{- $demo = dict
      "aws" (dict "credentialsSecret" (include "darkroom.credentialsSecret" .))
      "upload" (dict "bucket" "test-upload" "access" "anonymous")
      "resized" (dict "bucket" "test-resized")
      "gallery" (dict "replicas" 1)
      "resizer" (dict "autoscaling" (dict "maxReplicas" 2)) -}}
{{- end -}}
{{- mergeOverwrite $demo (deepCopy .Values.gallery.spec) | toYaml -}}
{{- end -}}
