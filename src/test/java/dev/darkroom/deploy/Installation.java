package dev.darkroom.deploy;

/** Ways to install the chart that differ as much as they can. */
enum Installation {
    DEFAULTS_WITH_A_GALLERY(
            """
            gallery:
              create: true
              spec:
                upload: {bucket: photos-in}
                resized: {bucket: photos-out}
            """),

    DEMO("""
            sandbox: {enabled: true}
            """),

    IRSA(
            """
            image: {repository: "registry.example.com:5000/photos/darkroom", digest: "sha256:%s", pullSecrets: [registry, mirror]}
            watchNamespaces: [darkroom-system, holiday]
            aws: {region: eu-central-1}
            serviceAccount:
              annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::111122223333:role/darkroom-operator"}
            gallery:
              create: true
              name: holiday
              spec:
                upload: {bucket: holiday-in, access: signed, maxBytes: 10000000, origins: ["https://photos.example.com"]}
                resized: {bucket: holiday-out}
                queue: {name: holiday}
                thumbnail: {width: 600, height: 400, enlarge: false, maxPixels: 50000000}
                resizer:
                  concurrency: 2
                  serviceAccountAnnotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::111122223333:role/holiday-resizer"}
                gallery:
                  serviceAccountAnnotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::111122223333:role/holiday-gallery"}
                deletionPolicy: Delete
            """
                    .formatted("0123456789abcdef".repeat(4))),

    INGRESS_KEDA_AND_MONITORING(
            """
            operator:
              replicas: 3
              recheck: 5m
              javaOptions: -Dquarkus.log.level=DEBUG
              env: [{name: QUARKUS_LOG_CONSOLE_JSON, value: "true"}]
              podAnnotations: {example.com/team: photos}
              podLabels: {example.com/cost-center: "42"}
              priorityClassName: system-cluster-critical
              nodeSelector: {kubernetes.io/arch: amd64}
              tolerations: [{key: dedicated, operator: Equal, value: operators, effect: NoSchedule}]
              affinity:
                nodeAffinity:
                  preferredDuringSchedulingIgnoredDuringExecution:
                    - weight: 1
                      preference: {matchExpressions: [{key: disk, operator: In, values: [ssd]}]}
            aws: {region: eu-central-1, credentials: {existingSecret: darkroom-keys}}
            networkPolicy:
              egress:
                - ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}, {port: 443, protocol: TCP}]
            metrics:
              serviceMonitor: {enabled: true, interval: 15s, labels: {release: prometheus}}
              podMonitor: {enabled: true, labels: {release: prometheus}}
              alerts: {enabled: true, labels: {release: prometheus}, guide: "https://docs.example.com/operate.md"}
              dashboard: {enabled: true}
            gallery:
              create: true
              spec:
                upload: {bucket: photos-in}
                resized: {bucket: photos-out}
                routes: {configMap: my-routes}
                resizer:
                  resources: {requests: {cpu: "1", memory: 1Gi}, limits: {memory: 1Gi}}
                  autoscaling: {minReplicas: 0, maxReplicas: 50, messagesPerReplica: 10}
                gallery:
                  host: photos.example.com
                  ingressClassName: nginx
                  tlsSecret: photos-tls
                  ingressAnnotations: {cert-manager.io/cluster-issuer: letsencrypt}
            """),

    EVERYTHING_OFF(
            """
            serviceAccount: {create: false, name: given}
            rbac: {create: false}
            networkPolicy: {enabled: false}
            podDisruptionBudget: {enabled: false}
            operator: {replicas: 0}
            """);

    private final String values;

    Installation(String values) {
        this.values = values;
    }

    String settings() {
        return values;
    }
}
