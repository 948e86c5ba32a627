package dev.darkroom.camel.component;

import java.util.Arrays;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** The component {@code image}: {@code image:fit?width=400&height=400} and {@code image:info}. */
@Component("image")
public class ImageComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ImageEndpoint endpoint = new ImageEndpoint(uri, this, operation(remaining), new ImageConfiguration());
        setProperties(endpoint, parameters);
        endpoint.requireValidOptions();
        return endpoint;
    }

    private static ImageOperation operation(String name) {
        return Arrays.stream(ImageOperation.values())
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no operation '" + name + "': use image:fit or image:info"));
    }
}
