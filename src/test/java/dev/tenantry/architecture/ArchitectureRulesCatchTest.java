package dev.tenantry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows each rule to fail: on the faults planted for it, and on nothing that stands beside them. */
class ArchitectureRulesCatchTest {
    @TempDir
    Path sources;

    /** The tree below {@code planted}, and the classes or packages there that break the rule. */
    private record Planted(String tree, List<String> culprits) {

        static Planted in(String tree, String... culprits) {
            return new Planted(tree, List.of(culprits));
        }
    }

    // A rule without a planted fault does not compile.
    private static Planted faultFor(ArchitectureRule rule) {
        return switch (rule) {
            case ARROWS_ARE_IN_THE_TABLE -> Planted.in("arrow", "feature.product.ReachesPeople");
            case PACKAGES_ARE_IN_THE_TABLE ->
                Planted.in(
                        "unlisted",
                        "feature.oauth.reporting.Report",
                        "platform.reporting.Report",
                        "unlisted.reporting.Report");
            case PACKAGES_ARE_FREE_OF_CYCLES -> Planted.in("cycle", "feature.access.Member");
            case ONLY_SQL_SEES_THE_CLIENT ->
                Planted.in("client", "feature.product.ConfiguresPostgres", "feature.product.OpensPool");
            case ONLY_REPOSITORIES_RUN_SQL ->
                Planted.in("statement", "feature.product.PassesOn", "feature.product.ProductService");
            case REPOSITORIES_ARE_PACKAGE_PRIVATE -> Planted.in("edge", "feature.product.ProductRepository");
            case EDGES_NEVER_TOUCH_REPOSITORIES ->
                Planted.in("edge", "app.CleanVerticle", "feature.product.ProductRoutes");
            case ONLY_TENANT_MAKES_TENANT_CONTEXTS ->
                Planted.in("context", "feature.product.MakesTenant.", "feature.product.MakesTenants");
            case ONLY_BUS_SEES_THE_EVENT_BUS ->
                Planted.in("bus", "feature.product.HandsOn", "feature.product.Publishes");
            case INTERNALS_OF_VERTX_STAY_INSIDE ->
                Planted.in("internals", "platform.http.CastsContext", "platform.http.SharesUtils");
            case VERTICLES_STAND_IN_APP ->
                Planted.in("verticle", "app.Api ", "app.PlainVerticle", "feature.product.ProductVerticle");
            case NOTHING_WAITS ->
                Planted.in(
                        "waiting",
                        "feature.product.AwaitsFuture",
                        "feature.product.AwaitsLatch",
                        "feature.product.GetsFuture",
                        "feature.product.JoinsStage",
                        "feature.product.Sleeps",
                        "feature.product.WaitsForProcess",
                        "feature.product.WaitsOnMonitor");
            case ONLY_MIGRATION_AND_PROBE_USE_JDBC -> Planted.in("jdbc", "feature.product.Queries");
            case ONLY_CONFIG_READS_THE_ENVIRONMENT ->
                Planted.in("environment", "feature.product.ReadsLater", "feature.product.ReadsVariable");
            case ONLY_EMBEDDED_SEES_AN_ENVIRONMENT_OF_PROGRAMS ->
                Planted.in("environment", "feature.product.SetsVariable");
            case STATICS_NEVER_CHANGE ->
                Planted.in(
                        "state",
                        "feature.product.Counts.",
                        "feature.product.CountsAtomically",
                        "feature.product.Remembers.",
                        "feature.product.RemembersQuietly",
                        "feature.product.SharesArray");
            case PACKAGES_ARE_MARKED -> Planted.in("marked", "feature.bare", "feature.half");
            case NAMES_SAY_SOMETHING ->
                Planted.in(
                        "names",
                        "AbstractProduct",
                        "BaseProduct",
                        "Holder$InnerHelper",
                        "ProductCommon",
                        "ProductHelper",
                        "ProductImpl",
                        "ProductManager",
                        "ProductMisc",
                        "ProductUtil>",
                        "ProductUtils");
            case CONSTRUCTORS_STAY_SMALL -> Planted.in("constructor", "feature.product.Crowded");
        };
    }

    private static List<String> violations(ArchitectureRule rule) {
        var root = Root.planted(faultFor(rule).tree());
        JavaClasses planted = root.testClasses();
        return rule.violations(root, planted);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void checkWhenFaultsArePlantedThenTheyAndNothingElseAreReported(ArchitectureRule rule) {
        var culprits = faultFor(rule).culprits();
        assertThat(violations(rule))
                .allSatisfy(violation -> assertThat(culprits).anyMatch(violation::contains))
                .satisfies(violations -> assertThat(culprits)
                        .allMatch(culprit -> violations.stream().anyMatch(line -> line.contains(culprit))));
    }

    @Test
    void checkWhenAnArrowOutsideTheTableIsAddedThenItIsNamedWithWhatItNeeds() {
        assertThat(violations(ArchitectureRule.ARROWS_ARE_IN_THE_TABLE))
                .singleElement()
                .asString()
                .startsWith("The arrow feature.product -> feature.identity is not in the table of allowed imports; "
                        + "a new arrow needs a record in docs/decisions.");
    }

    @Test
    void readWhenAConstantIsImportedFromOutsideTheTableThenTheArrowIsNamed() throws IOException {
        Files.writeString(sources.resolve("Frontend.java"), """
                package dev.tenantry.frontend;

                import static dev.tenantry.feature.identity.People.LONGEST;
                import dev.tenantry.platform.http.Call;
                """);
        assertThat(SourceTree.of(sources).importsOutside(new AllowedImports(), Root.MAIN))
                .containsExactly(AllowedImports.refusal("frontend", "feature.identity"));
    }

    @Test
    void measureWhenAFileHasOneLineTooManyThenItIsReported() throws IOException {
        Files.writeString(sources.resolve("Fits.java"), "\n".repeat(400));
        var tooLong = Files.writeString(sources.resolve("TooLong.java"), "\n".repeat(401));
        assertThat(SourceTree.of(sources).longFiles()).containsExactly(tooLong);
    }

    @Test
    void countWhenAPackageHasOneFileTooManyThenItIsReported() throws IOException {
        fill("fits", 15);
        var crowded = fill("crowded", 16);
        assertThat(SourceTree.of(sources).crowdedPackages()).containsExactly(crowded);
    }

    private Path fill(String name, int files) throws IOException {
        var folder = Files.createDirectory(sources.resolve(name));
        Files.createFile(folder.resolve("package-info.java"));
        for (var number = 0; number < files; number++) {
            Files.createFile(folder.resolve("File" + number + ".java"));
        }
        return folder;
    }
}
