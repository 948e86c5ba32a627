package dev.darkroom;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.darkroom.camel.MemoryBudget;
import dev.darkroom.camel.MemoryShortException;
import dev.darkroom.image.Limits;
import dev.darkroom.image.PictureSize;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, as DESIGN.md draws them. */
class ArchitectureTest {

    private static JavaClasses production;

    @BeforeAll
    static void readClasses() {
        production = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.darkroom");
    }

    @Test
    void imageKnowsOnlyTheJdk() {
        classes()
                .that()
                .resideInAPackage("dev.darkroom.image..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.darkroom.image..", "java..", "javax..", "org.w3c.dom..", "com.twelvemonkeys..")
                .check(production);
    }

    /** So that any Java program can use a codec, and a codec can be read without the others. */
    @Test
    void codecsOfImagesKnowNeitherThumbnailsNorEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.darkroom.image.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.darkroom.image")
                .check(production);
        for (String codec : List.of("jpeg", "png", "webp")) {
            classes()
                    .that()
                    .resideInAPackage("dev.darkroom.image." + codec + "..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.darkroom.image." + codec + "..",
                            "dev.darkroom.image.codec..",
                            "dev.darkroom.image.raster..",
                            "java..",
                            "javax..",
                            "org.w3c.dom..")
                    .check(production);
        }
    }

    @Test
    void nothingInProductionKnowsTheSandbox() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.darkroom.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.darkroom.sandbox..")
                .check(production);
    }

    @Test
    void theSandboxKnowsNothingOfTheProduct() {
        classes()
                .that()
                .resideInAPackage("dev.darkroom.sandbox..")
                .and()
                .resideOutsideOfPackage("dev.darkroom.sandbox.launcher..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.darkroom.sandbox..",
                        "java..",
                        "javax..",
                        "com.sun.net.httpserver..",
                        "com.fasterxml.jackson..",
                        "org.w3c.dom..",
                        "org.xml.sax..",
                        "org.slf4j..")
                .check(production);
    }

    @Test
    void theSandboxItselfKnowsNotItsLauncher() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.darkroom.sandbox.launcher..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.darkroom.sandbox.launcher..")
                .check(production);
    }

    @Test
    void theOperatorKnowsOnlyAwsAndTheCluster() {
        noClasses()
                .that()
                .resideInAPackage("dev.darkroom.operator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.darkroom.image..", "dev.darkroom.camel..", "dev.darkroom.gallery..")
                .check(production);
        noClasses()
                .that()
                .resideInAPackage("dev.darkroom.operator..")
                .and()
                .resideOutsideOfPackage("dev.darkroom.operator.launcher..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.darkroom.app..", "dev.darkroom.check..", "io.quarkus..", "jakarta..")
                .check(production);
    }

    /** What is to be in a cluster follows from the Gallery alone, so that it can be tested without any cluster. */
    @Test
    void objectsOfAGalleryKnowNeitherAwsNorTheOperatorFramework() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.darkroom.operator.api..", "dev.darkroom.operator.objects..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.darkroom.aws..",
                        "dev.darkroom.operator",
                        "software.amazon..",
                        "io.javaoperatorsdk..",
                        "io.fabric8.kubernetes.client.dsl..")
                .check(production);
        noClasses()
                .that()
                .resideInAPackage("dev.darkroom.operator.api..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.darkroom.operator.objects..")
                .check(production);
    }

    @Test
    void checkingRoutesKnowsNothingOfTheRest() {
        noClasses()
                .that()
                .resideInAPackage("dev.darkroom.check..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.darkroom..")
                        .and(not(resideInAnyPackage("dev.darkroom.check..", "dev.darkroom.index.."))))
                .check(production);
    }

    @Test
    void awsKnowsNoRoutesAndNoPages() {
        noClasses()
                .that()
                .resideInAPackage("dev.darkroom.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.darkroom.image..",
                        "dev.darkroom.camel..",
                        "dev.darkroom.gallery..",
                        "dev.darkroom.app..",
                        "org.apache.camel..",
                        "io.quarkus..")
                .check(production);
    }

    @Test
    void galleryAndResizerShareOnlyTheIndex() {
        noClasses()
                .that()
                .resideInAPackage("dev.darkroom.gallery..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.darkroom.image..", "dev.darkroom.camel..")
                .check(production);
    }

    @Test
    void stepsOfTheResizerKnowNoPages() {
        noClasses()
                .that()
                .resideInAPackage("dev.darkroom.camel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.darkroom.gallery..", "dev.darkroom.app..")
                .check(production);
    }

    /** So that any Camel route can use it. */
    @Test
    void theComponentKnowsOnlyPicturesAndMemory() {
        classes()
                .that()
                .resideInAPackage("dev.darkroom.camel.component..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "dev.darkroom.camel.component..",
                                "dev.darkroom.image..",
                                "java..",
                                "org.apache.camel..")
                        .or(belongToAnyOf(MemoryBudget.class, MemoryShortException.class)))
                .check(production);
    }

    /** So that a command starts at once, and nothing comes to depend on how the app was started. */
    @Test
    void commandsKnowNoRoutesAndNothingKnowsCommands() {
        noClasses()
                .that()
                .resideInAPackage("dev.darkroom.command..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.darkroom.camel..", "dev.darkroom.gallery..", "org.apache.camel..", "jakarta..")
                .check(production);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.darkroom.command..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.darkroom.command..")
                .check(production);
    }

    /** It sees the app as a visitor does. */
    @Test
    void theRehearsalKnowsTheAppOnlyFromOutside() {
        classes()
                .that()
                .resideInAPackage("dev.darkroom.rehearsal..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.darkroom.rehearsal..",
                        "dev.darkroom.aws",
                        "java..",
                        "javax.imageio..",
                        "io.quarkus.runtime..",
                        "software.amazon.awssdk..")
                .check(production);
    }

    /** Commands decode nothing: a picture's size is all that one of them asks for. */
    @Test
    void commandsKnowOfPicturesOnlyTheirSize() {
        noClasses()
                .that()
                .resideInAPackage("dev.darkroom.command..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.darkroom.image..")
                        .and(not(belongToAnyOf(PictureSize.class, Limits.class))))
                .check(production);
    }

    /** So that a bean works the same in the packaged app and in {@code camel run}. */
    @Test
    void beansOfRoutesArePlainJava() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.darkroom.camel..", "dev.darkroom.gallery..", "dev.darkroom.index..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "org.eclipse.microprofile..")
                .check(production);
    }

    /** So that nothing of it is loaded where nobody wants traces, and routes run without it. */
    @Test
    void onlyTracingKnowsOpenTelemetryAndOnlyTheAppKnowsTracing() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.darkroom.tracing..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .check(production);
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.darkroom.tracing..", "dev.darkroom.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.darkroom.tracing..")
                .check(production);
        noClasses()
                .that()
                .resideInAPackage("dev.darkroom.tracing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "software.amazon..", "dev.darkroom.aws..")
                .check(production);
    }

    @Test
    void dependenciesPointOneWay() {
        slices().matching("dev.darkroom.(*)..").should().beFreeOfCycles().check(production);
    }
}
