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
{{- /* What is in the cluster is only known when Helm installs; it finds nothing when it renders. */ -}}
{{- if and .Values.rbac.create (not .Values.watchNamespaces) -}}
{{- $own := include "darkroom.operator" . -}}
{{- range (lookup "rbac.authorization.k8s.io/v1" "ClusterRole" "" "").items -}}
{{- $labels := .metadata.labels | default dict -}}
{{- $isOperator := and (eq (get $labels "app.kubernetes.io/name") "darkroom") (eq (get $labels "app.kubernetes.io/component") "operator") -}}
{{- if and $isOperator (ne .metadata.name $own) -}}
{{- fail (printf "another operator looks after the Galleries of all namespaces already (its ClusterRole is %s), and two undo each other's work: uninstall that one, or give each of them namespaces of its own in watchNamespaces" .metadata.name) -}}
{{- end -}}
{{- end -}}
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
