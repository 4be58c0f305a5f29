package dev.tenantry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    static final Path SOURCES = Path.of("src/main/java");
    static JavaClasses main;

    @BeforeAll
    static void read() {
        main = Root.MAIN.mainClasses();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void checkWhenReadingMainThenTheRuleHolds(ArchitectureRule rule) {
        assertThat(rule.violations(Root.MAIN, main)).isEmpty();
    }

    @Test
    void readWhenGivenTheRootThenEverySourceFileIsAmongTheClasses() throws IOException {
        assertThat(SourceTree.of(SOURCES).files())
                .extracting(file ->
                        SOURCES.relativize(file).toString().replace(".java", "").replaceAll("[/\\\\]", "."))
                .filteredOn(name -> !main.contain(name))
                .isEmpty();
    }

    @Test
    void readWhenGivenEveryImportThenAllAreInTheTable() throws IOException {
        assertThat(SourceTree.of(SOURCES).importsOutside(new AllowedImports(), Root.MAIN))
                .isEmpty();
    }

    @Test
    void measureWhenReadingMainThenNoFileIsTooLong() throws IOException {
        assertThat(SourceTree.of(SOURCES).longFiles()).isEmpty();
    }

    @Test
    void countWhenReadingMainThenNoPackageIsCrowded() throws IOException {
        assertThat(SourceTree.of(SOURCES).crowdedPackages()).isEmpty();
    }
}
