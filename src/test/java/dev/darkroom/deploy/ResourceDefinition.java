package dev.darkroom.deploy;

import dev.darkroom.operator.api.Gallery;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The custom resource definition, as it is generated from the classes. */
final class ResourceDefinition {

    static final String FILE = "galleries.darkroom.dev-v1.yml";

    private ResourceDefinition() {}

    /**
     * @param directory where the generator may write
     * @return the definition as YAML
     */
    static String generate(Path directory) {
        new CRDGenerator()
                .customResourceClasses(Gallery.class)
                .forCRDVersions("v1")
                .withMinQuotes(true)
                .withPostProcessor(new Finish())
                .inOutputDir(directory.toFile())
                .generate();
        try {
            return Files.readString(directory.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the generator has no annotation for, or does twice with records, whose annotations are those of field and accessor. */
    private static final class Finish implements CRDPostProcessor {

        private static final List<String> COLUMNS = List.of("Ready", "Reason", "URL", "Age");

        @Override
        public HasMetadata process(HasMetadata crd, String version) {
            CustomResourceDefinitionVersion definition =
                    ((CustomResourceDefinition) crd).getSpec().getVersions().get(0);
            definition
                    .getAdditionalPrinterColumns()
                    .sort(Comparator.comparing(column -> COLUMNS.indexOf(column.getName())));
            JSONSchemaProps schema = definition.getSchema().getOpenAPIV3Schema();
            eachRuleOnce(schema);
            oneConditionOfEachType(
                    schema.getProperties().get("status").getProperties().get("conditions"));
            return crd;
        }

        private static void eachRuleOnce(JSONSchemaProps schema) {
            schema.setXKubernetesValidations(
                    schema.getXKubernetesValidations().stream().distinct().toList());
            schema.getProperties().values().forEach(Finish::eachRuleOnce);
        }

        private static void oneConditionOfEachType(JSONSchemaProps conditions) {
            conditions.setXKubernetesListType("map");
            conditions.setXKubernetesListMapKeys(List.of("type"));
            conditions.getItems().getSchema().setRequired(List.of("type", "status"));
        }
    }
}
