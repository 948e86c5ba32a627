package dev.darkroom.operator.objects;

import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.api.SiteSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;
import java.util.ArrayList;
import java.util.List;

/** How visitors get to the pages: a Service, and an Ingress if there is a host name. */
final class Publication {

    private Publication() {}

    static List<HasMetadata> objects(Gallery gallery) {
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(service(gallery));
        if (!gallery.getSpec().gallery().host().isEmpty()) {
            objects.add(ingress(gallery));
        }
        return objects;
    }

    private static Service service(Gallery gallery) {
        return new ServiceBuilder()
                .withMetadata(Component.GALLERY.metadata(gallery))
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(Component.GALLERY.selector(gallery))
                .addNewPort()
                .withName(Workload.HTTP)
                .withPort(80)
                .withProtocol("TCP")
                .withNewTargetPort(Workload.HTTP)
                .endPort()
                .endSpec()
                .build();
    }

    private static Ingress ingress(Gallery gallery) {
        SiteSpec site = gallery.getSpec().gallery();
        return new IngressBuilder()
                .withMetadata(Component.GALLERY.metadata(gallery))
                .editMetadata()
                .withAnnotations(site.ingressAnnotations())
                .endMetadata()
                .withNewSpec()
                .withIngressClassName(site.ingressClassName().isEmpty() ? null : site.ingressClassName())
                .withTls(certificates(site))
                .addNewRule()
                .withHost(site.host())
                .withNewHttp()
                .addNewPath()
                .withPath("/")
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(Component.GALLERY.nameIn(gallery))
                .withNewPort()
                .withName(Workload.HTTP)
                .endPort()
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .endRule()
                .endSpec()
                .build();
    }

    private static List<IngressTLS> certificates(SiteSpec site) {
        if (site.tlsSecret().isEmpty()) {
            return List.of();
        }
        return List.of(new IngressTLSBuilder()
                .withHosts(site.host())
                .withSecretName(site.tlsSecret())
                .build());
    }
}
