package dev.darkroom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages, as DESIGN.md draws them. */
@AnalyzeClasses(packages = "dev.darkroom", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule imageKnowsOnlyTheJdk = classes()
            .that()
            .resideInAPackage("dev.darkroom.image..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.darkroom.image..", "java..", "javax..", "org.w3c.dom..", "com.twelvemonkeys..");

    @ArchTest
    static final ArchRule nothingInProductionKnowsTheSandbox = noClasses()
            .that()
            .resideOutsideOfPackage("dev.darkroom.sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.darkroom.sandbox..");

    @ArchTest
    static final ArchRule theSandboxKnowsNothingOfTheProduct = classes()
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
                    "org.slf4j..");

    @ArchTest
    static final ArchRule theSandboxItselfKnowsNotItsLauncher = noClasses()
            .that()
            .resideOutsideOfPackage("dev.darkroom.sandbox.launcher..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.darkroom.sandbox.launcher..");

    @ArchTest
    static final ArchRule theOperatorKnowsNoImageCode = noClasses()
            .that()
            .resideInAPackage("dev.darkroom.operator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.darkroom.image..", "dev.darkroom.camel..", "dev.darkroom.gallery..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule awsKnowsNoRoutesAndNoPages = noClasses()
            .that()
            .resideInAPackage("dev.darkroom.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.darkroom.image..",
                    "dev.darkroom.camel..",
                    "dev.darkroom.gallery..",
                    "dev.darkroom.index..",
                    "dev.darkroom.app..",
                    "org.apache.camel..",
                    "io.quarkus..");

    @ArchTest
    static final ArchRule galleryAndResizerShareOnlyTheIndex = noClasses()
            .that()
            .resideInAPackage("dev.darkroom.gallery..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.darkroom.image..", "dev.darkroom.camel..");

    @ArchTest
    static final ArchRule stepsOfTheResizerKnowNoPages = noClasses()
            .that()
            .resideInAPackage("dev.darkroom.camel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.darkroom.gallery..", "dev.darkroom.app..");

    /** So that a bean works the same in the packaged app and in {@code camel run}. */
    @ArchTest
    static final ArchRule beansOfRoutesArePlainJava = noClasses()
            .that()
            .resideInAnyPackage("dev.darkroom.camel..", "dev.darkroom.gallery..", "dev.darkroom.index..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "org.eclipse.microprofile..");

    @ArchTest
    static final ArchRule dependenciesPointOneWay =
            slices().matching("dev.darkroom.(*)..").should().beFreeOfCycles();
}
