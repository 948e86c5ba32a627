{{/* Values that are right each by itself, but not together. The schema sees to each by itself. */}}
{{- define "darkroom.checks" -}}
{{- if regexMatch ":[^/]*$" .Values.image.repository -}}
{{- fail (printf "image.repository is %s: the tag goes into image.tag" .Values.image.repository) -}}
{{- end -}}
{{- $keys := .Values.aws.credentials -}}
{{- if and $keys.existingSecret (or $keys.accessKey $keys.secretKey) -}}
{{- fail "aws.credentials: give existingSecret, or accessKey and secretKey, but not both" -}}
{{- end -}}
{{- if ne (empty $keys.accessKey) (empty $keys.secretKey) -}}
{{- fail "aws.credentials: accessKey and secretKey go together, and one of them is missing" -}}
{{- end -}}
{{- if .Values.sandbox.enabled -}}
{{- $aws := .Values.aws -}}
{{- if or $aws.region $aws.endpoint $aws.publicEndpoint $aws.pathStyle $keys.existingSecret $keys.accessKey -}}
{{- fail "sandbox.enabled: demo mode brings its own S3 and SQS; leave out everything under aws, or turn it off" -}}
{{- end -}}
{{- end -}}
{{- if and (not .Values.serviceAccount.create) (not .Values.serviceAccount.name) -}}
{{- fail "serviceAccount.create is false: name the ServiceAccount to use in serviceAccount.name" -}}
{{- end -}}
{{- if include "darkroom.hasGallery" . -}}
{{- $spec := include "darkroom.gallerySpec" . | fromYaml -}}
{{- $upload := dig "upload" "bucket" "" $spec -}}
{{- $resized := dig "resized" "bucket" "" $spec -}}
{{- if or (not $upload) (not $resized) -}}
{{- fail "gallery.create: name the buckets in gallery.spec.upload.bucket and gallery.spec.resized.bucket" -}}
{{- end -}}
{{- if eq $upload $resized -}}
{{- fail "gallery.spec: upload.bucket and resized.bucket are the same; every thumbnail would be taken for a new upload" -}}
{{- end -}}
{{- if and .Values.watchNamespaces (not (has .Release.Namespace .Values.watchNamespaces)) -}}
{{- fail (printf "the first Gallery would be in the namespace %s, which is not among watchNamespaces" .Release.Namespace) -}}
{{- end -}}
{{- else if .Values.gallery.spec -}}
{{- fail "gallery.spec is set, but no Gallery is made: set gallery.create=true as well" -}}
{{- end -}}
{{- end -}}
