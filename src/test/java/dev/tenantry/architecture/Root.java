package dev.tenantry.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import java.util.Set;

/** The package the rules are about: ours, or a tree of planted faults that the rules have to catch. */
record Root(String name) {
    static final Root MAIN = new Root("dev.tenantry");

    /** How the table calls the package at the root itself. */
    static final String TOP = "(root)";

    static Root planted(String fault) {
        return new Root(Root.class.getPackageName() + ".planted." + fault);
    }

    JavaClasses mainClasses() {
        return read(Predefined.DO_NOT_INCLUDE_TESTS);
    }

    JavaClasses testClasses() {
        return read(Predefined.ONLY_INCLUDE_TESTS);
    }

    private JavaClasses read(ImportOption option) {
        return new ClassFileImporter().withImportOption(option).importPackages(name);
    }

    /** The full name of a package or class given as in the table. */
    String full(String relative) {
        return name + "." + relative;
    }

    /** A package as the table calls it. */
    String relative(String packageName) {
        return packageName.equals(name) ? TOP : packageName.substring(name.length() + 1);
    }

    boolean owns(JavaClass type) {
        return type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".");
    }

    DescribedPredicate<JavaClass> in(String relative) {
        return DescribedPredicate.describe(
                "in " + relative, type -> type.getPackageName().equals(full(relative)));
    }

    DescribedPredicate<JavaClass> outside(String relative) {
        return DescribedPredicate.not(in(relative)).as("outside " + relative);
    }

    /** Nested classes count as the class they stand in. */
    DescribedPredicate<JavaClass> oneOf(Set<String> relativeClasses) {
        return DescribedPredicate.describe(
                "one of " + relativeClasses,
                type -> owns(type)
                        && relativeClasses.contains(relative(outermost(type).getName())));
    }

    static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Root::outermost).orElse(type);
    }
}
