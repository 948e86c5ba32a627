package dev.darkroom.app;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.camel.CamelContext;
import org.apache.camel.quarkus.main.events.BeforeConfigure;

/** Lets the beans of routes be made of one's own classes. */
@ApplicationScoped
public class RouteClasses {

    private final CamelContext camel;
    private final OwnClasses classes;

    RouteClasses(CamelContext camel, OwnClasses classes) {
        this.camel = camel;
        this.classes = classes;
    }

    void register(@Observes @Priority(StartupCheck.FIRST + 1) BeforeConfigure event) {
        if (classes.isAny()) {
            camel.getClassResolver().addClassLoader(classes.loader());
        }
    }
}
